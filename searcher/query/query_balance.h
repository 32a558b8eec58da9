/* Makes lexemes parse without a failure. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_BALANCE_H
#define DATELINE_SEARCHER_QUERY_QUERY_BALANCE_H

#include "searcher/query/query_lexeme.h"
#include "searcher/query/query_reader.h"

/* Drops lexemes that have no meaning where they stand, or turns them into words, so that
 * brackets match and are not empty, a sign stands before an operand or a bracket, and an
 * operator has its operands. DATELINE_BAD_QUERY if brackets and NOTs nest deeper than
 * QUERY_MAX_DEPTH. */
dateline_status query_balance(struct query_reader *r, struct query_lexemes *l);

#endif
