/* Whether words stand near each other, by their positions in one document. All count their steps
 * as postings of the pass P, and return false once it is over: a document may have millions of
 * positions, and a query thousands of words. */
#ifndef DATELINE_SEARCHER_MATCH_NEAR_H
#define DATELINE_SEARCHER_MATCH_NEAR_H

#include "searcher/match/list_pass.h"

/* A word's positions in the document, ascending; AT is the test's own. */
struct near_word {
    const uint32_t *list;
    uint32_t len, at;
};

/* In this order, side by side. */
bool near_phrase(struct list_pass *p, struct near_word *words, size_t n);
/* In this order, the last less than WINDOW after the first. */
bool near_ordered(struct list_pass *p, struct near_word *words, size_t n, uint32_t window);
/* In any order, each at a position of its own, the last less than WINDOW after the first.
 * Words share positions only where they are the same word. */
bool near_any(struct list_pass *p, struct near_word *words, size_t n, uint32_t window);

#endif
