/* The lexemes of a query: operands, operators, signs and brackets. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_LEXEME_H
#define DATELINE_SEARCHER_QUERY_QUERY_LEXEME_H

#include "searcher/query/query_node.h"

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
    double weight;           /* LEX_CLOSE: of the bracket, as (a b)^2 has it; 0: none */
    enum schema_field field; /* LEX_OPEN: applies to the whole content */
    struct query_node *node; /* LEX_OPERAND */
    bool hint;               /* LEX_OPERAND: and, or, not, but not in capitals */
    bool foreign;            /* LEX_AND, LEX_OR: written as && or |; LEX_NEAR, LEX_ADJ: as near/3;
                              LEX_NOT: as ANDNOT */
};

/* Whether L is an operator that has no letters, so that it is never read as a word. */
static inline bool lexeme_is_symbol(const struct lexeme *l)
{
    return l->foreign && (l->kind == LEX_AND || l->kind == LEX_OR);
}

/* Zeroed is empty; the caller frees the list. */
struct query_lexemes {
    struct lexeme *list;
    size_t len, cap;
};

#endif
