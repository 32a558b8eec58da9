/* Compares the counts and bounds in a segment's lists with their postings. Part of check_segment.
 */
#ifndef DATELINE_INDEXER_INDEX_CHECK_LISTS_H
#define DATELINE_INDEXER_INDEX_CHECK_LISTS_H

#include "lists/lists.h"

/* DATELINE_CORRUPT names the first term whose occurrences, greatest wdf or bounds are not those of
 * its postings, as a search that believes them would give another answer. */
dateline_status check_lists(const struct lists *l, dateline_error *err);

#endif
