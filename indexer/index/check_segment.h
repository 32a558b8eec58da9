/* Compares the structures of a segment with each other.
 *
 * Articles are compared with their hashes, the columns, the terms of their ids and the manifest's
 * days; lengths with the sums of wdfs; bounds and frequencies of lists with their postings
 * (check_lists.h); and Xapian's tables, where there are some, with lists and articles
 * (check_tables.h): they must say the same. */
#ifndef DATELINE_INDEXER_INDEX_CHECK_SEGMENT_H
#define DATELINE_INDEXER_INDEX_CHECK_SEGMENT_H

#include "core/manifest.h"

/* DATELINE_CORRUPT, with the first fault found in S, of the index in DIR. Its files are verified
 * before. */
dateline_status check_structures(const char *dir, const struct segment *s, dateline_error *err);

#endif
