/* Merges sorted runs into one segment, whose components are written front to back in one pass.
 *
 * Documents are numbered in the order of their keys across all runs; dropped ones get no
 * number. Lists, Xapian's tables and stored articles are written by threads of their own where
 * there are several. */
#ifndef DATELINE_INDEXER_MERGE_MERGE_H
#define DATELINE_INDEXER_MERGE_MERGE_H

#include "core/hash.h"
#include "core/manifest.h"
#include "core/uuid.h"
#include "indexer/invert/run.h"

struct merge;

struct merge_options {
    size_t threads; /* at most; 0: one for each processor */
    enum xapian_kind xapian;
};

/* Writes the components of RUNS into DIR, an empty directory. DIR is borrowed until merge_close;
 * the runs are not used after this returns. */
dateline_status merge_runs(struct run *const *runs, size_t n, const char *dir,
                           const struct merge_options *o, struct merge **out, dateline_error *err);
/* Syncs all files and writes iamglass last. *OUT is filled except for the segment's name. UUID is
 * made from the content: it depends on the documents, not on the runs. */
dateline_status merge_finish(struct merge *m, struct segment *out, char uuid[UUID_TEXT],
                             dateline_error *err);
/* Accepts NULL; removes tables that were not synced. */
void merge_close(struct merge *m);

#endif
