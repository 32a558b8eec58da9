/* The parts of Chinese and Korean syllables in their romanisations, for
 * name_syllables.c. */
#ifndef DATELINE_TEXT_NAME_SYSTEMS_H
#define DATELINE_TEXT_NAME_SYSTEMS_H

#include <stddef.h>

/* A part of a syllable as the canonical system spells it, and the others, with blanks between. */
struct syllable_part {
    const char *canonical, *others;
};

/* How much a part tells of its language. */
enum mark {
    NO_MARK,
    MARK_WEAK,   /* some names of other languages have it */
    MARK_STRONG, /* hardly any has */
};

/* A Chinese beginning and what may follow it. */
struct chinese_initial {
    struct syllable_part part;
    const char *finals;
    enum mark mark;
};

/* A Chinese ending that others spell in another way, after any or some of the initials. */
struct chinese_final {
    const char *after; /* initials; NULL: any */
    struct syllable_part part;
};

enum { KOREAN_MARKS = 8 /* the first vowels, of which each is a strong mark */ };

extern const struct chinese_initial chinese_initials[];
extern const size_t n_chinese_initials;
extern const struct chinese_final chinese_finals[];
extern const size_t n_chinese_finals;
extern const struct syllable_part korean_initials[];
extern const size_t n_korean_initials;
extern const struct syllable_part korean_vowels[];
extern const size_t n_korean_vowels;
extern const struct syllable_part korean_ends[];
extern const size_t n_korean_ends;
extern const char *const listed_names[];
extern const size_t n_listed_names;

#endif
