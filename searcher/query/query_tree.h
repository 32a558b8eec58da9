/* Parses lexemes into a tree. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_TREE_H
#define DATELINE_SEARCHER_QUERY_QUERY_TREE_H

#include "searcher/query/query_lexeme.h"
#include "searcher/query/query_reader.h"

/* The tree of lexemes that query_balance() has checked; NULL for no lexemes. */
struct query_node *query_tree(struct query_reader *r, const struct query_lexemes *l);

#endif
