/* Reads what follows an operand without a blank: "a phrase"~5, word~2. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_SUFFIX_H
#define DATELINE_SEARCHER_QUERY_QUERY_SUFFIX_H

#include "searcher/query/query_reader.h"

/* Reads ~5 at AT, right after PHRASE, which it makes a NEAR of the words. Returns the byte after
 * it, or AT. Warns of how it is read, or why not. */
uint32_t query_slop(struct query_reader *r, struct query_node *phrase, uint32_t at);

/* Finds ~, ~1 or ~2 at the end of the word whose bytes are START to END - 1, before punctuation.
 * Returns the end of the letters before it, or END if there is none. */
uint32_t query_fuzzy_find(struct span text, uint32_t start, uint32_t end);
/* Makes N, read from the bytes before AT, stand for spellings as what query_fuzzy_find() found
 * between AT and END says. Warns of how it is read, or why not. */
void query_fuzzy(struct query_reader *r, struct query_node *n, uint32_t at, uint32_t end);

#endif
