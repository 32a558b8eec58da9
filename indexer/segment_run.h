/* A segment of an index as a sorted run: what merging and compacting read. */
#ifndef DATELINE_INDEXER_SEGMENT_RUN_H
#define DATELINE_INDEXER_SEGMENT_RUN_H

#include "core/deletions.h"
#include "indexer/run.h"

/* The segment whose database of ARTICLES documents is in the directory PATH,
 * without those DELETED, which may be NULL. DATELINE_CORRUPT, as the run is
 * opened or read, where the tables are not what they should be. */
dateline_status segment_run_open(const char *path, uint32_t articles,
                                 const struct deletions *deleted, struct run **out,
                                 dateline_error *err);

#endif
