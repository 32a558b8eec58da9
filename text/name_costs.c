/* The costs of transliterations' differences: of one sound for another, and of one that a name
 * lacks. */
#include "text/name_costs.h"

#define ALIKE(a, b, n) [a][b] = (n), [b][a] = (n)

const uint8_t name_sounds_alike[NAME_SOUNDS][NAME_SOUNDS] = {
    ALIKE(NAME_A, NAME_E, 75),       ALIKE(NAME_A, NAME_I, 35),
    ALIKE(NAME_A, NAME_O, 55),       ALIKE(NAME_A, NAME_U, 60),
    ALIKE(NAME_A, NAME_END_A, 100),  ALIKE(NAME_END_A, NAME_SCHWA, 100),
    ALIKE(NAME_A, NAME_SCHWA, 100),  ALIKE(NAME_E, NAME_I, 75),
    ALIKE(NAME_E, NAME_O, 35),       ALIKE(NAME_E, NAME_U, 65),
    ALIKE(NAME_E, NAME_END_A, 70),   ALIKE(NAME_E, NAME_SCHWA, 80),
    ALIKE(NAME_I, NAME_O, 35),       ALIKE(NAME_I, NAME_U, 55),
    ALIKE(NAME_I, NAME_SCHWA, 65),   ALIKE(NAME_I, NAME_Y, 90),
    ALIKE(NAME_O, NAME_U, 80),       ALIKE(NAME_O, NAME_END_A, 50),
    ALIKE(NAME_O, NAME_SCHWA, 80),   ALIKE(NAME_O, NAME_W, 90),
    ALIKE(NAME_U, NAME_SCHWA, 80),   ALIKE(NAME_U, NAME_W, 90),
    ALIKE(NAME_U, NAME_V, 70),       ALIKE(NAME_Y, NAME_G, 65),
    ALIKE(NAME_Y, NAME_ZH, 85),      ALIKE(NAME_Y, NAME_J, 85),
    ALIKE(NAME_W, NAME_BET, 75),     ALIKE(NAME_W, NAME_V, 90),
    ALIKE(NAME_B, NAME_BET, 95),     ALIKE(NAME_B, NAME_P, 50),
    ALIKE(NAME_B, NAME_PE, 50),      ALIKE(NAME_B, NAME_V, 60),
    ALIKE(NAME_BET, NAME_P, 50),     ALIKE(NAME_BET, NAME_PE, 50),
    ALIKE(NAME_BET, NAME_F, 70),     ALIKE(NAME_BET, NAME_V, 95),
    ALIKE(NAME_P, NAME_PE, 95),      ALIKE(NAME_P, NAME_F, 55),
    ALIKE(NAME_PE, NAME_F, 95),      ALIKE(NAME_PE, NAME_V, 70),
    ALIKE(NAME_F, NAME_V, 75),       ALIKE(NAME_F, NAME_TH, 55),
    ALIKE(NAME_D, NAME_T, 50),       ALIKE(NAME_D, NAME_TH, 70),
    ALIKE(NAME_D, NAME_Z, 55),       ALIKE(NAME_D, NAME_J, 84),
    ALIKE(NAME_T, NAME_TH, 90),      ALIKE(NAME_TH, NAME_S, 55),
    ALIKE(NAME_TH, NAME_Z, 50),      ALIKE(NAME_G, NAME_GH, 90),
    ALIKE(NAME_G, NAME_K, 60),       ALIKE(NAME_G, NAME_KAF, 60),
    ALIKE(NAME_G, NAME_Q, 80),       ALIKE(NAME_G, NAME_KH, 60),
    ALIKE(NAME_G, NAME_HETH, 50),    ALIKE(NAME_G, NAME_H, 80),
    ALIKE(NAME_G, NAME_J, 75),       ALIKE(NAME_GH, NAME_K, 60),
    ALIKE(NAME_GH, NAME_KAF, 60),    ALIKE(NAME_GH, NAME_Q, 90),
    ALIKE(NAME_GH, NAME_KH, 70),     ALIKE(NAME_GH, NAME_HETH, 60),
    ALIKE(NAME_GH, NAME_H, 75),      ALIKE(NAME_K, NAME_KAF, 95),
    ALIKE(NAME_K, NAME_Q, 95),       ALIKE(NAME_K, NAME_KH, 70),
    ALIKE(NAME_K, NAME_CH, 55),      ALIKE(NAME_K, NAME_C, 75),
    ALIKE(NAME_KAF, NAME_Q, 95),     ALIKE(NAME_KAF, NAME_KH, 95),
    ALIKE(NAME_KAF, NAME_HETH, 80),  ALIKE(NAME_KAF, NAME_H, 75),
    ALIKE(NAME_KAF, NAME_CH, 85),    ALIKE(NAME_KAF, NAME_C, 75),
    ALIKE(NAME_Q, NAME_KH, 70),      ALIKE(NAME_Q, NAME_CH, 60),
    ALIKE(NAME_KH, NAME_HETH, 95),   ALIKE(NAME_KH, NAME_H, 80),
    ALIKE(NAME_KH, NAME_CH, 80),     ALIKE(NAME_KH, NAME_X, 80),
    ALIKE(NAME_HETH, NAME_H, 95),    ALIKE(NAME_HETH, NAME_CH, 85),
    ALIKE(NAME_H, NAME_CH, 80),      ALIKE(NAME_S, NAME_Z, 70),
    ALIKE(NAME_S, NAME_SH, 70),      ALIKE(NAME_S, NAME_SHIN, 95),
    ALIKE(NAME_S, NAME_TS, 50),      ALIKE(NAME_S, NAME_C, 75),
    ALIKE(NAME_S, NAME_X, 70),       ALIKE(NAME_Z, NAME_ZH, 75),
    ALIKE(NAME_Z, NAME_J, 60),       ALIKE(NAME_Z, NAME_TS, 85),
    ALIKE(NAME_SH, NAME_SHIN, 98),   ALIKE(NAME_SH, NAME_ZH, 65),
    ALIKE(NAME_SH, NAME_CH, 80),     ALIKE(NAME_SH, NAME_SHCH, 75),
    ALIKE(NAME_SH, NAME_C, 55),      ALIKE(NAME_SH, NAME_X, 80),
    ALIKE(NAME_SHIN, NAME_ZH, 65),   ALIKE(NAME_SHIN, NAME_CH, 80),
    ALIKE(NAME_SHIN, NAME_SHCH, 75), ALIKE(NAME_SHIN, NAME_C, 55),
    ALIKE(NAME_SHIN, NAME_X, 80),    ALIKE(NAME_ZH, NAME_CH, 55),
    ALIKE(NAME_ZH, NAME_J, 80),      ALIKE(NAME_CH, NAME_J, 60),
    ALIKE(NAME_CH, NAME_TS, 60),     ALIKE(NAME_CH, NAME_SHCH, 75),
    ALIKE(NAME_CH, NAME_C, 80),      ALIKE(NAME_TS, NAME_C, 90),
};

/* A sound with its neighbours in a name; NAME_SOUNDS: none. */
struct among {
    unsigned before, sound, after;
    bool last, next_to_last; /* of a name that has ended */
};

/* The cost of an i or y that the other name lacks. */
static unsigned cost_of_lacking_i(const struct among *a)
{
    if (name_is_glide(a->before))
        return LACKS_SECOND_I;
    if (a->before == NAME_SOUNDS && a->after == NAME_E)
        return LACKS_IOTATION;
    if (a->last && a->before == NAME_E)
        return LACKS_END_I;
    return name_sound_is_vowel(a->before) || name_sound_is_vowel(a->after) ? LACKS_GLIDE
                                                                           : LACKS_VOWEL;
}

static unsigned cost_of_lacking_e(const struct among *a)
{
    if (a->before == NAME_A || a->before == NAME_O || a->before == NAME_U)
        return LACKS_UMLAUT;
    if (a->next_to_last && a->after == NAME_I)
        return LACKS_BEFORE_I;
    return a->last && !name_sound_is_vowel(a->before) ? LACKS_END_E : LACKS_VOWEL;
}

static unsigned cost_of_lacking_vowel(const struct among *a)
{
    if (name_is_glide(a->sound))
        return cost_of_lacking_i(a);
    if (a->sound == NAME_E)
        return cost_of_lacking_e(a);
    return a->sound == NAME_U && a->before == NAME_G && (a->after == NAME_E || a->after == NAME_I)
               ? LACKS_HARD_U
               : LACKS_VOWEL;
}

bool name_is_article_l(const struct name_sounds *s, unsigned i)
{
    static const uint8_t abd[ARTICLE_L - 1] = {NAME_A, NAME_B, NAME_D};

    return i == ARTICLE_L && s->list[i] == NAME_L && !memcmp(s->list, abd, sizeof abd) &&
           name_sound_is_vowel(s->list[i - 1]);
}

/* Whether Arabic's article becomes one with SOUND, a letter of the sun. */
static bool is_of_the_sun(unsigned sound)
{
    return sound == NAME_R || sound == NAME_S || sound == NAME_SH || sound == NAME_N ||
           sound == NAME_D || sound == NAME_T || sound == NAME_TH || sound == NAME_Z;
}

/* Whether a vowel that is written in a script without stands between consonants: it is long, and
 * tells Hussein from Hassan. */
static bool is_long_vowel(const struct among *a)
{
    return (a->sound == NAME_I || a->sound == NAME_W) && a->before != NAME_SOUNDS &&
           a->after != NAME_SOUNDS && !name_sound_is_vowel(a->before) &&
           !name_sound_is_vowel(a->after);
}

unsigned name_cost_of_lack(const struct name_sounds *s, unsigned i, bool abjad, bool ended)
{
    struct among a = {.before = i ? s->list[i - 1] : NAME_SOUNDS,
                      .sound = s->list[i],
                      .after = i + 1 < s->len ? s->list[i + 1] : NAME_SOUNDS,
                      .last = ended && i > 1 && i + 1 == s->len,
                      .next_to_last = ended && i + 2 == s->len};

    if (a.sound == NAME_H || a.sound == NAME_HETH)
        return i && name_sound_is_vowel(a.before) && !name_sound_is_vowel(a.after) ? LACKS_LONG_H
                                                                                   : LACKS_H;
    if (is_of_the_sun(a.after) && name_is_article_l(s, i))
        return LACKS_ARTICLE_L;
    if (!name_sound_is_vowel(a.sound) || (a.sound == NAME_END_A && !abjad))
        return UNLIKE;
    if (s->abjad && is_long_vowel(&a))
        return LACKS_LONG;
    return abjad || a.sound == NAME_SCHWA ? LACKS_UNWRITTEN : cost_of_lacking_vowel(&a);
}
