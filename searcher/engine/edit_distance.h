/* The edit distance between two words. */
#ifndef DATELINE_SEARCHER_ENGINE_EDIT_DISTANCE_H
#define DATELINE_SEARCHER_ENGINE_EDIT_DISTANCE_H

#include <stdint.h>

#include "core/schema.h"

/* The letters of a word. */
struct edit_word {
    uint32_t list[SCHEMA_WORD_MAX];
    unsigned len;
};

/* Truncates to SCHEMA_WORD_MAX letters. */
struct edit_word edit_word_of(struct span word);

/* The fewest insertions, deletions, replacements and swaps of neighbours that turn A
 * into B; swapped letters are not edited again (optimal string alignment). LIMIT + 1 if
 * above LIMIT. */
unsigned edit_distance(const struct edit_word *a, const struct edit_word *b, unsigned limit);

#endif
