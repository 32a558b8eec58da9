/* What transliterations of a name differ by, and what each difference costs, in hundredths of an
 * unrelated sound. */
#ifndef DATELINE_TEXT_NAME_COSTS_H
#define DATELINE_TEXT_NAME_COSTS_H

#include "text/name_sounds.h"

enum {
    UNLIKE = 100, /* a sound for an unrelated one, or a consonant that one name lacks */
    LACKS_H = 30, /* before a vowel */
    LACKS_VOWEL = 45,
    LACKS_GLIDE = 35,     /* an i beside a vowel, ... */
    LACKS_SECOND_I = 5,   /* ... or after another */
    LACKS_IOTATION = 20,  /* the y of Ye- that begins a name */
    LACKS_BEFORE_I = 15,  /* the e of -ey */
    LACKS_END_E = 12,     /* after a consonant, as in French -ine */
    LACKS_UMLAUT = 12,    /* the e of ae, oe and ue */
    LACKS_HARD_U = 12,    /* the u of gue and gui */
    LACKS_END_I = 60,     /* the i of -ei */
    LACKS_LONG_H = 10,    /* the h of oh before a consonant */
    LACKS_UNWRITTEN = 12, /* a vowel, in a script without */
    LACKS_LONG = 40,      /* one that is written there */
    YO_FOR_E = 25,        /* Russian io, which is written as e, too */
    LACKS_ARTICLE_L =
        20,        /* the l of Abdul before r, s, n and the like, which becomes one of these */
    ARTICLE_L = 4, /* which sound that is, from 0 */
    VOICED_AFTER_N = 20, /* b for p, d for t, g for k after m or n */
};

/* How much two different sounds have in common, of UNLIKE. */
extern const uint8_t name_sounds_alike[NAME_SOUNDS][NAME_SOUNDS];

static inline unsigned name_smaller_cost(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static inline unsigned name_cost_of_change(unsigned a, unsigned b)
{
    return a == b ? 0 : UNLIKE - name_sounds_alike[a][b];
}

static inline bool name_is_glide(unsigned sound)
{
    return sound == NAME_I || sound == NAME_Y;
}

/* Whether sounds I - 1 and I of S are Russian yo, which does not begin a name. */
static inline bool name_is_yo(const struct name_sounds *s, unsigned i)
{
    return i > 1 && s->list[i] == NAME_O && name_is_glide(s->list[i - 1]);
}

/* Whether A and B differ in voice alone. */
static inline bool name_is_voicing(unsigned a, unsigned b)
{
    return (a == NAME_B && b == NAME_P) || (a == NAME_P && b == NAME_B) ||
           (a == NAME_D && b == NAME_T) || (a == NAME_T && b == NAME_D) ||
           (a == NAME_G && b == NAME_K) || (a == NAME_K && b == NAME_G);
}

static inline bool name_is_nasal(unsigned sound)
{
    return sound == NAME_N || sound == NAME_M;
}

/* Whether sound I of S, not after it, may be the l of Arabic's article in a name such as
 * Abdulrahman. */
bool name_is_article_l(const struct name_sounds *s, unsigned i);

/* The cost of sound I of S, which the other name lacks; S may have further sounds unless it has
 * ENDED. */
unsigned name_cost_of_lack(const struct name_sounds *s, unsigned i, bool abjad, bool ended);

#endif
