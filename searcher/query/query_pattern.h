/* Patterns of letters: wom?n, w*n, miner*. `?` is one letter, `*` any number of them. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_PATTERN_H
#define DATELINE_SEARCHER_QUERY_QUERY_PATTERN_H

#include "searcher/query/query_reader.h"

/* A node for the bytes START to END - 1 if they are a pattern with a sign between letters, beside
 * punctuation alone; else *OUT is NULL. A pattern begins with a letter, has at least
 * QUERY_WILDCARD_LETTERS and at most QUERY_PATTERN_BYTES; a ? at the end is punctuation. */
dateline_status query_pattern(struct query_reader *r, uint32_t start, uint32_t end,
                              enum schema_field field, struct query_node **out);
/* Warns of the signs in the bytes START to END - 1, which are read as words, of which USED
 * asterisks are wildcards. */
void query_pattern_warn(struct query_reader *r, uint32_t start, uint32_t end, uint32_t used);
/* Says WHY a sign in the bytes START to END - 1, in quotes, is none, where it would be outside. */
void query_quoted_wildcard(struct query_reader *r, uint32_t start, uint32_t end, const char *why);
/* The length of the letters before the first sign. */
size_t query_pattern_prefix(struct span pattern);
/* Whether PATTERN, a QUERY_WILDCARD's, stands for the folded WORD. */
bool query_pattern_matches(struct span pattern, struct span word);

#endif
