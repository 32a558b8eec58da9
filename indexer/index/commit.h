/* Commits: names new files, replaces the manifest, removes unused files. */
#ifndef DATELINE_INDEXER_INDEX_COMMIT_H
#define DATELINE_INDEXER_INDEX_COMMIT_H

#include "core/deletions.h"

/* Makes NEXT the index's manifest: syncs DIR, renames XAPIANDB into place and syncs again. The
 * files that NEXT names must be on the disk. Then removes the files that neither NEXT nor NOW
 * names: readers that have just read NOW may still be opening its files. DATELINE_UNSYNCED if only
 * the last sync failed: NEXT is there, and no file was removed. */
dateline_status commit_manifest(const char *dir, const struct manifest *now,
                                const struct manifest *next, dateline_error *err);

/* Removes the files of dateline's writers in DIR that neither manifest names. */
void commit_sweep(const char *dir, const struct manifest *now, const struct manifest *next);

/* Writes D as a new deletions file of S and names it in S. */
dateline_status commit_deletions(const char *dir, struct segment *s, const struct deletions *d,
                                 dateline_error *err);

/* Gives the finished segment in DIR/TMP its name, in *S too, but never that of a segment of NOW: if
 * this has one made from the same content, which is damaged, the new one stands beside it. */
dateline_status commit_replacement(const char *dir, const char *tmp, const char *uuid,
                                   const struct manifest *now, struct segment *s,
                                   dateline_error *err);
/* Whether commit_replacement named S otherwise than commit_segment does. */
bool commit_is_replacement(const struct segment *s);

/* Gives the finished segment in DIR/TMP its name, in *S too. Names are made from the content: if
 * NOW, which may be NULL, has a segment of that name, the segments are equal, and TMP is
 * removed. */
dateline_status commit_segment(const char *dir, const char *tmp, const char *uuid,
                               const struct manifest *now, struct segment *s, dateline_error *err);

#endif
