/* How many slips of the hand make one word another. */
#ifndef DATELINE_SEARCHER_ENGINE_EDIT_DISTANCE_H
#define DATELINE_SEARCHER_ENGINE_EDIT_DISTANCE_H

#include <stdint.h>

#include "core/schema.h"

/* A word's letters, of which it has no more than bytes. */
struct edit_word {
    uint32_t list[SCHEMA_WORD_MAX];
    unsigned len;
};

/* What is beyond SCHEMA_WORD_MAX letters is left out. */
struct edit_word edit_word_of(struct span word);

/* The fewest insertions, deletions, replacements and swaps of neighbours that make
 * A into B, where letters once swapped are left alone (optimal string alignment);
 * LIMIT + 1 for more than LIMIT. */
unsigned edit_distance(const struct edit_word *a, const struct edit_word *b, unsigned limit);

#endif
