/* The edit distance between words: the fewest insertions, deletions, replacements and swaps of
 * neighbours that turn one into the other; swapped letters are not edited again (optimal string
 * alignment). */
#ifndef DATELINE_TEXT_EDIT_DISTANCE_H
#define DATELINE_TEXT_EDIT_DISTANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/schema.h"

/* The letters of a word. */
struct edit_word {
    uint32_t list[SCHEMA_WORD_MAX];
    unsigned len;
};

/* Truncates to SCHEMA_WORD_MAX letters. */
struct edit_word edit_word_of(struct span word);

/* The distance between A and B; LIMIT + 1 if above LIMIT. */
unsigned edit_distance(const struct edit_word *a, const struct edit_word *b, unsigned limit);

/* The distances from one word to all beginnings of another, which grows and shrinks at its end:
 * words in order are compared letter by letter, each from where it differs from the one before. */
struct edit_rows {
    const struct edit_word *sought;
    struct edit_word word;
    unsigned limit;
    uint8_t cells[SCHEMA_WORD_MAX + 1][SCHEMA_WORD_MAX + 1]; /* [letters of word][of sought] */
};

/* SOUGHT is borrowed; the other word is empty. */
void edit_rows_begin(struct edit_rows *r, const struct edit_word *sought, unsigned limit);
/* Appends a letter to the word, which has fewer than SCHEMA_WORD_MAX. Returns false if no word that
 * begins with it is within the limit. */
bool edit_rows_push(struct edit_rows *r, uint32_t letter);
/* The distance of the word as it is; LIMIT + 1 if above the limit. */
unsigned edit_rows_distance(const struct edit_rows *r);

#endif
