/* Formats a query's tree as a line of text. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_DESCRIBE_H
#define DATELINE_SEARCHER_QUERY_QUERY_DESCRIBE_H

#include "core/buf.h"
#include "searcher/query/query_node.h"

/* Appends the tree to OUT in prefix notation, for --explain and tests:
 * (NOT (AND market "rare earth") title:war). QUERY_ALL is *, QUERY_NOTHING is ();
 * quoted words are unstemmed. */
void query_describe(const struct query_node *n, struct buf *out);

#endif
