/* Pushes nodes, and joins them by one operator. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_JOIN_H
#define DATELINE_SEARCHER_QUERY_QUERY_JOIN_H

#include "searcher/query/query_reader.h"

void query_push(struct query_reader *r, struct query_node *n, enum role role);
/* Pops the items from BASE up, at least one, and returns a node of KIND with them as
 * children; items of kind FLAT are replaced by their own children (none are with
 * QUERY_NOTHING), except an OR of which several must match. A single item is returned
 * as it is. */
struct query_node *query_gather(struct query_reader *r, enum query_kind kind, enum query_kind flat,
                                size_t base);
/* query_gather() with FLAT = KIND, which is AND, OR or XOR; NULL for no items. */
struct query_node *query_join(struct query_reader *r, enum query_kind kind, size_t base);
/* Whether the words of the list being read are alternatives. */
bool query_joins_any(const struct query_reader *r);
/* How many of the items from BASE up have to match by the question's min_match. */
size_t query_demanded(const struct query_reader *r, size_t base);
/* The items from BASE up, LEAST of which must match; NULL for no items. */
struct query_node *query_alternatives(struct query_reader *r, size_t base, size_t least);

#endif
