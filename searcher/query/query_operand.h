/* Reads the operands of a query: words, phrases, and fields with their values. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_OPERAND_H
#define DATELINE_SEARCHER_QUERY_QUERY_OPERAND_H

#include "searcher/query/query_lexeme.h"
#include "searcher/query/query_reader.h"

/* A query that has been split into lexemes up to a byte. */
struct query_scan {
    struct query_reader *r;
    struct query_lexemes *out;
    uint32_t at;
    bool fresh; /* after a blank, a bracket or the start: signs and operators count here */
};

/* Appends a lexeme, which is valid until the next call. */
struct lexeme *query_scan_add(struct query_scan *s, enum lexeme_kind kind, uint32_t start,
                              uint32_t end);
/* Reads the operand or operator that begins at s->at. */
dateline_status query_operand(struct query_scan *s);

#endif
