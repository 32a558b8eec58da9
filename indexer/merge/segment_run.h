/* A segment of an index as a sorted run, for merging and compacting. */
#ifndef DATELINE_INDEXER_MERGE_SEGMENT_RUN_H
#define DATELINE_INDEXER_MERGE_SEGMENT_RUN_H

#include "core/deletions.h"
#include "indexer/invert/run.h"

/* Opens segment S of the index in DIR, without the documents in DELETED, which may be NULL.
 * DATELINE_CORRUPT, when opened or read, if a file is damaged: files of pages are verified as they
 * are read, and the tables of a segment of format 1 as a whole when it is opened. */
dateline_status segment_run_open(const char *dir, const struct segment *s,
                                 const struct deletions *deleted, struct run **out,
                                 dateline_error *err);

/* DATELINE_CORRUPT if a byte of the files of S, of the index in DIR, is not as the manifest says.
 */
dateline_status segment_verify(const char *dir, const struct segment *s, dateline_error *err);

#endif
