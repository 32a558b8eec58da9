/* Lists, conjunctions and chains. Each function pops the items from BASE up. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_COMBINE_H
#define DATELINE_SEARCHER_QUERY_QUERY_COMBINE_H

#include "searcher/query/query_reader.h"

/* Pushes the operands of a list as operands of AND, plain and excluded. */
void query_list(struct query_reader *r, size_t base);
/* One node for the operands of AND; there is at least one. */
struct query_node *query_conjunction(struct query_reader *r, size_t base);
/* One node for a chain of NEAR and ADJ; all items but the last have a link. */
struct query_node *query_chain(struct query_reader *r, size_t base);

#endif
