/* Lexemes into a tree. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_TREE_H
#define DATELINE_SEARCHER_QUERY_QUERY_TREE_H

#include "searcher/query/query_lex.h"

/* The tree of the lexemes that query_balance() left; NULL for none. */
struct query_node *query_tree(struct query_reader *r, const struct query_lexemes *l);

#endif
