/* A segment of an index as a sorted run, for merging and compacting. */
#ifndef DATELINE_INDEXER_MERGE_SEGMENT_RUN_H
#define DATELINE_INDEXER_MERGE_SEGMENT_RUN_H

#include "core/deletions.h"
#include "indexer/invert/run.h"

/* Opens the segment of ARTICLES documents in the directory PATH, without those in DELETED, which
 * may be NULL. DATELINE_CORRUPT, when opened or read, if tables are damaged. */
dateline_status segment_run_open(const char *path, uint32_t articles,
                                 const struct deletions *deleted, struct run **out,
                                 dateline_error *err);

#endif
