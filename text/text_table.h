/* Unicode 9.0.0's word characters: their classes and lower case.
 *
 * Xapian 1.4 has this version of Unicode only, and terms match only if both sides use the same. The
 * data is a tree: 16 characters a leaf, 64 leaves a branch, duplicates shared. */
#ifndef DATELINE_TEXT_TEXT_TABLE_H
#define DATELINE_TEXT_TEXT_TABLE_H

#include <stdint.h>

enum {
    TEXT_WORD = 1,   /* letters, marks, numbers, connecting punctuation */
    TEXT_DIGIT = 2,  /* decimal digits, of all scripts */
    TEXT_STEMS = 4,  /* a word that begins with its lower case has a stemmed form */
    TEXT_MARK = 8,   /* combines with the character before it */
    TEXT_ALONE = 16, /* ideographs, kana, Hangul: a word of its own, with its marks */
};

struct text_kind {
    int32_t lower; /* difference to the lower case */
    uint8_t flags; /* 0: not a word character */
};

extern const struct text_kind text_kinds[];
extern const uint8_t text_leaves[][16];
extern const uint16_t text_branches[][64];
extern const uint8_t text_top[];

/* C must be below 0x110000. */
static inline const struct text_kind *text_kind(uint32_t c)
{
    uint32_t leaf = text_branches[text_top[c >> 10]][c >> 4 & 63];

    return &text_kinds[text_leaves[leaf][c & 15]];
}

#endif
