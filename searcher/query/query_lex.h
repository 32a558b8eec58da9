/* Splits a query into operands, operators, signs and brackets. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_LEX_H
#define DATELINE_SEARCHER_QUERY_QUERY_LEX_H

#include "searcher/query/query_reader.h"

enum lexeme_kind {
    LEX_OPERAND,
    LEX_OPEN,
    LEX_CLOSE,
    LEX_PLUS,
    LEX_MINUS,
    LEX_NOT,
    LEX_AND, /* this and all that follow are binary */
    LEX_OR,
    LEX_XOR,
    LEX_NEAR,
    LEX_ADJ,
};

struct lexeme {
    enum lexeme_kind kind;
    uint32_t start, end;
    uint32_t distance;       /* LEX_NEAR, LEX_ADJ */
    enum schema_field field; /* LEX_OPEN: applies to the whole content */
    struct query_node *node; /* LEX_OPERAND */
    bool hint;               /* LEX_OPERAND: and, or, not in small letters */
};

/* Zeroed is empty; the caller frees the list. */
struct query_lexemes {
    struct lexeme *list;
    size_t len, cap;
};

/* Appends the lexemes of the text to *OUT, up to the first failure. */
dateline_status query_lex(struct query_reader *r, struct query_lexemes *out);

#endif
