/* The limits of the query language. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_LIMITS_H
#define DATELINE_SEARCHER_QUERY_QUERY_LIMITS_H

enum {
    QUERY_MAX_BYTES = 64 << 10,
    QUERY_MAX_WORDS = 4096,               /* filters count as words */
    QUERY_MAX_DEPTH = 100,                /* nested brackets and NOTs */
    QUERY_MAX_TREE = 3 * QUERY_MAX_DEPTH, /* nodes from root to leaf, both counted */
    QUERY_MAX_WARNINGS = 20,              /* one more line counts the rest */
    QUERY_CAPITALS_WORDS = 6,             /* in capitals, with an operator: a warning */
    QUERY_WILDCARD_LETTERS = 2,           /* of a pattern, at least */
    QUERY_PATTERN_BYTES = 128,            /* of a pattern with a sign between letters */
    QUERY_DEFAULT_DISTANCE = 10,
    QUERY_MAX_DISTANCE = 10000,
    QUERY_MAX_EDITS = 2,
};

#define QUERY_WEIGHT_MIN 0.001 /* of word^2 */
#define QUERY_WEIGHT_MAX 1000

#endif
