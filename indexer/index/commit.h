/* The step from one state of an index to the next. */
#ifndef DATELINE_INDEXER_INDEX_COMMIT_H
#define DATELINE_INDEXER_INDEX_COMMIT_H

#include "core/deletions.h"

/* Makes NEXT the index's manifest: syncs DIR, replaces XAPIANDB by one rename
 * and syncs again. What NEXT names must be on the disk. Then sweeps up what
 * neither NEXT nor NOW names: readers that have just read NOW may still be
 * opening its files. */
dateline_status commit_manifest(const char *dir, const struct manifest *now,
                                const struct manifest *next, dateline_error *err);

/* Removes what writers of ours have left in DIR and neither manifest names. */
void commit_sweep(const char *dir, const struct manifest *now, const struct manifest *next);

/* Writes D as a new deletions file of S and names it there. */
dateline_status commit_deletions(const char *dir, struct segment *s, const struct deletions *d,
                                 dateline_error *err);

/* Gives the finished segment in DIR/TMP its name, and tells it in *S. Names are
 * made of content: where NOW, which may be NULL, has a segment of that name, it
 * is this one, and TMP goes. */
dateline_status commit_segment(const char *dir, const char *tmp, const char *uuid,
                               const struct manifest *now, struct segment *s, dateline_error *err);

#endif
