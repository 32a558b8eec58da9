/* Lexemes made such that they parse without a failure. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_BALANCE_H
#define DATELINE_SEARCHER_QUERY_QUERY_BALANCE_H

#include "searcher/query/query_lex.h"

/* Leaves out or makes a word of each lexeme without a meaning in its place: afterwards
 * every bracket has its other, and something in it; every sign is in front of an
 * operand or a bracket; every operator has all its sides. Refuses a query with more
 * than QUERY_MAX_DEPTH brackets and NOTs within each other. */
dateline_status query_balance(struct query_reader *r, struct query_lexemes *l);

#endif
