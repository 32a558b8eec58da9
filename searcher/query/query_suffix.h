/* Reads what follows an operand without a blank: "a phrase"~5, word~2, word^2. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_SUFFIX_H
#define DATELINE_SEARCHER_QUERY_QUERY_SUFFIX_H

#include "searcher/query/query_reader.h"

/* Reads ~5 at AT, right after PHRASE, which it makes a NEAR of the words. Returns the byte after
 * it, or AT. Warns of how it is read, or why not. */
uint32_t query_slop(struct query_reader *r, struct query_node *phrase, uint32_t at);

/* Tells of signs in NAME, the value of name:, and in ~2 at AFTER, right after it: none counts.
 * Returns the byte after ~2, or AFTER. */
uint32_t query_name_signs(struct query_reader *r, struct span name, uint32_t after);

/* A weight and its place. */
struct query_weight {
    double factor; /* 0: none */
    uint32_t end;  /* the byte after it */
};

/* Reads ^2 at AT, right after a phrase or a bracket. Warns of a weight out of range. */
struct query_weight query_weight_after(struct query_reader *r, uint32_t at);
/* Gives N the weight, and says so. */
void query_weight_give(struct query_reader *r, struct query_node *n, struct query_weight w);
/* Says how a weight in the bytes START to END - 1 is read. */
void query_weight_warn(struct query_reader *r, uint32_t start, uint32_t end, double factor);

/* query_words() of the bytes START to END - 1, which may end in ~, ~1 or ~2, and in ^2, before
 * punctuation. Warns of how these are read, or why not. */
dateline_status query_suffixed_words(struct query_reader *r, uint32_t start, uint32_t end,
                                     enum schema_field field, struct query_node **out);

#endif
