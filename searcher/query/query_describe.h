/* A query's tree as a line of text. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_DESCRIBE_H
#define DATELINE_SEARCHER_QUERY_QUERY_DESCRIBE_H

#include "core/buf.h"
#include "searcher/query/query_node.h"

/* Appends the tree to OUT, for --explain and tests: operators in front,
 * (NOT (AND market "rare earth") title:war); * for QUERY_ALL, () for
 * QUERY_NOTHING; words in quotes are compared unstemmed. */
void query_describe(const struct query_node *n, struct buf *out);

#endif
