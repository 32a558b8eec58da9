/* Splits a query into operands, operators, signs and brackets. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_LEX_H
#define DATELINE_SEARCHER_QUERY_QUERY_LEX_H

#include "searcher/query/query_lexeme.h"
#include "searcher/query/query_reader.h"

/* Appends the lexemes of the text to *OUT, up to the first failure. */
dateline_status query_lex(struct query_reader *r, struct query_lexemes *out);

#endif
