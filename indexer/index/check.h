/* Every byte and structure of an index, verified.
 *
 * Xapian's tables have no checksums of their own: the manifest keeps them. What
 * another program has written since breaks them, and is told apart. Beyond
 * checksums the tables are read whole and held against each other: articles
 * against their hashes, term lists against postings, lengths, counts. */
#ifndef DATELINE_INDEXER_INDEX_CHECK_H
#define DATELINE_INDEXER_INDEX_CHECK_H

#include "core/fail.h"

/* One line for each thing that is wrong. */
typedef void check_tell(void *ctx, const char *message);

/* *DAMAGED: something was told. Fails only where there is no index to check. */
dateline_status check_index(const char *dir, check_tell *tell, void *ctx, bool *damaged,
                            dateline_error *err);

#endif
