/* Whether words stand near each other, by their positions in one document. */
#ifndef DATELINE_SEARCHER_MATCH_NEAR_H
#define DATELINE_SEARCHER_MATCH_NEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A word's positions in the document, ascending; AT is the test's own. */
struct near_word {
    const uint32_t *list;
    uint32_t len, at;
};

/* In this order, side by side. */
bool near_phrase(struct near_word *words, size_t n);
/* In this order, the last less than WINDOW after the first. */
bool near_ordered(struct near_word *words, size_t n, uint32_t window);
/* In any order, each at a position of its own, the last less than WINDOW after the first.
 * Words share positions only where they are the same word. */
bool near_any(struct near_word *words, size_t n, uint32_t window);

#endif
