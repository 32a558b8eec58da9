/* Nodes pushed, and joined by one operator. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_JOIN_H
#define DATELINE_SEARCHER_QUERY_QUERY_JOIN_H

#include "searcher/query/query_reader.h"

void query_push(struct query_reader *r, struct query_node *n, enum role role);
/* The items from BASE up, taken off the stack, as children of one node of KIND.
 * Children of kind FLAT are replaced by their own children, but for an
 * OR of which several must match; QUERY_NOTHING as FLAT
 * replaces none. A single item is returned as it is. At least one is there. */
struct query_node *query_gather(struct query_reader *r, enum query_kind kind, enum query_kind flat,
                                size_t base);
/* AND, OR or XOR of the items from BASE up, with the children of those of its own
 * kind; NULL for no items. */
struct query_node *query_join(struct query_reader *r, enum query_kind kind, size_t base);
/* How many of the items from BASE up have to match by the question's min_match. */
size_t query_demanded(const struct query_reader *r, size_t base);
/* The items from BASE up, LEAST of which must match; NULL for no items. */
struct query_node *query_alternatives(struct query_reader *r, size_t base, size_t least);

#endif
