/* Unicode 9.0.0's word characters: their class and their lower case.
 *
 * Xapian 1.4 knows this version of Unicode and no other, so that terms only
 * match where both sides read it here. The data is a tree: 16 characters a
 * leaf, 64 leaves a branch, equal ones kept once. */
#ifndef DATELINE_TEXT_TEXT_TABLE_H
#define DATELINE_TEXT_TEXT_TABLE_H

#include <stdint.h>

enum {
    TEXT_WORD = 1,  /* letters, marks, numbers, connecting punctuation */
    TEXT_DIGIT = 2, /* decimal digits, of all scripts */
    TEXT_STEMS = 4, /* a word that begins with its lower case has a stem */
    TEXT_MARK = 8,  /* combines with the character before it */
};

struct text_kind {
    int32_t lower; /* to be added for the lower case */
    uint8_t flags; /* 0: separates words */
};

extern const struct text_kind text_kinds[];
extern const uint8_t text_leaves[][16];
extern const uint16_t text_branches[][64];
extern const uint8_t text_top[];

/* C is below 0x110000. */
static inline const struct text_kind *text_kind(uint32_t c)
{
    uint32_t leaf = text_branches[text_top[c >> 10]][c >> 4 & 63];

    return &text_kinds[text_leaves[leaf][c & 15]];
}

#endif
