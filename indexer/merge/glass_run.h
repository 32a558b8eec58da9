/* Xapian's tables of a segment as a sorted run: all that a segment of format 1 has. */
#ifndef DATELINE_INDEXER_MERGE_GLASS_RUN_H
#define DATELINE_INDEXER_MERGE_GLASS_RUN_H

#include "indexer/invert/run.h"

/* Opens the segment of ARTICLES documents in the directory PATH. DATELINE_CORRUPT, when opened or
 * read, if tables are damaged in a way that shows; their files have no checksums. Without a
 * position table, postings have no steps. */
dateline_status glass_run_open(const char *path, uint32_t articles, struct run **out,
                               dateline_error *err);

#endif
