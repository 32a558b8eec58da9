/* Lists, conjunctions and chains. Each function takes the items from BASE up. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_COMBINE_H
#define DATELINE_SEARCHER_QUERY_QUERY_COMBINE_H

#include "searcher/query/query_reader.h"

/* Operands side by side, pushed again as operands of AND: plain and excluded. */
void query_list(struct query_reader *r, size_t base);
/* The operands of AND as one node. */
struct query_node *query_conjunction(struct query_reader *r, size_t base);
/* A chain of NEAR and ADJ as one node: each item but the last has its link. */
struct query_node *query_chain(struct query_reader *r, size_t base);

#endif
