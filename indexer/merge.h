/* Sorted runs into one segment: tables written in one pass, front to back.
 *
 * Documents are numbered in the order of their keys, whatever run they come
 * from; what runs drop gets no number. Each table may be written by a thread of
 * its own. */
#ifndef DATELINE_INDEXER_MERGE_H
#define DATELINE_INDEXER_MERGE_H

#include "core/manifest.h"
#include "core/uuid.h"
#include "indexer/run.h"

struct merge;

/* Writes the tables of RUNS into DIR, an empty directory, in THREADS or fewer (0:
 * as many as there are processors). DIR is lent until merge_close; of the runs
 * nothing is asked afterwards. */
dateline_status merge_runs(struct run *const *runs, size_t n, const char *dir, size_t threads,
                           struct merge **out, dateline_error *err);
/* Waits until all is on the disk, and makes it a database. *OUT tells all of the
 * segment but its name; uuid has 36 characters and a NUL, and is made of the
 * content: the same documents have the same, whatever run they came from. */
dateline_status merge_finish(struct merge *m, struct segment *out, char uuid[UUID_TEXT],
                             dateline_error *err);
/* Accepts NULL; takes away tables that were not synced. */
void merge_close(struct merge *m);

#endif
