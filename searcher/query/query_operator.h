/* Reads operators that are words. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_OPERATOR_H
#define DATELINE_SEARCHER_QUERY_QUERY_OPERATOR_H

#include "searcher/query/query_lexeme.h"
#include "searcher/query/query_reader.h"

/* Whether the bytes START to END - 1, which stand alone, are an operator: one in capitals, or
 * near/3, adj/3, w/3, pre/3 and /3 in any letters. Fills *OUT. Warns of a distance out of range. */
bool query_operator(struct query_reader *r, uint32_t start, uint32_t end, struct lexeme *out);
/* Whether WORD may be meant as an operator but is not in capitals. */
bool query_small_operator(struct span word);

#endif
