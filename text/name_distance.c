/* Compares names by their sounds: an edit distance of which each step costs what transliterations
 * differ by. */
#include "text/name_parts.h"

enum {
    UNLIKE = 100, /* a sound for an unrelated one, or a consonant that one name lacks */
    LACKS_H = 30,
    LACKS_VOWEL = 45,
    LACKS_GLIDE = 35,     /* an i beside a vowel */
    LACKS_BEFORE_I = 15,  /* the e of -ey */
    LACKS_UNWRITTEN = 12, /* a vowel, in a script without */
    FAR_TWO_SOUNDS = 9,   /* how far two names may be apart, for each two sounds of both, ... */
    FAR_SHORT = 20,       /* ... and how much less in all, halved too */
    FAR_UNWRITTEN = 15,   /* more, in a script without vowels */
    FAR_NONE = 3,         /* so short that they are to be the same */
    BEGINNING = 4,        /* so many sounds may ... */
    BEGINNING_MOST = 45,  /* ... be so far apart: a vowel */
    FIRST_MOST = 40,      /* for the first sound of both */
    LONGER = 2,           /* sounds that a spelling may have more than another */
    ENDING = 5,           /* where two names end, within so many sounds of the longer */
    FAR_MOST = 95,        /* below UNLIKE: each consonant has a related one */
};

#define ALIKE(a, b, n) [a][b] = (n), [b][a] = (n)

/* How much two different sounds have in common, of UNLIKE. */
static const uint8_t sounds_alike[NAME_SOUNDS][NAME_SOUNDS] = {
    ALIKE(NAME_A, NAME_E, 75),     ALIKE(NAME_A, NAME_O, 55),      ALIKE(NAME_A, NAME_U, 50),
    ALIKE(NAME_A, NAME_I, 35),     ALIKE(NAME_E, NAME_I, 75),      ALIKE(NAME_E, NAME_O, 35),
    ALIKE(NAME_E, NAME_U, 65),     ALIKE(NAME_I, NAME_O, 35),      ALIKE(NAME_I, NAME_U, 55),
    ALIKE(NAME_O, NAME_U, 80),     ALIKE(NAME_END_A, NAME_A, 100), ALIKE(NAME_END_A, NAME_E, 70),
    ALIKE(NAME_END_A, NAME_O, 50), ALIKE(NAME_W, NAME_V, 90),      ALIKE(NAME_W, NAME_U, 90),
    ALIKE(NAME_W, NAME_O, 90),     ALIKE(NAME_Y, NAME_I, 90),      ALIKE(NAME_Y, NAME_ZH, 80),
    ALIKE(NAME_Y, NAME_J, 80),     ALIKE(NAME_Y, NAME_G, 65),      ALIKE(NAME_B, NAME_V, 60),
    ALIKE(NAME_B, NAME_P, 50),     ALIKE(NAME_P, NAME_F, 55),      ALIKE(NAME_V, NAME_F, 75),
    ALIKE(NAME_V, NAME_U, 70),     ALIKE(NAME_D, NAME_T, 50),      ALIKE(NAME_D, NAME_TH, 70),
    ALIKE(NAME_D, NAME_Z, 55),     ALIKE(NAME_D, NAME_J, 65),      ALIKE(NAME_T, NAME_TH, 90),
    ALIKE(NAME_TH, NAME_S, 55),    ALIKE(NAME_TH, NAME_F, 55),     ALIKE(NAME_TH, NAME_Z, 50),
    ALIKE(NAME_G, NAME_GH, 90),    ALIKE(NAME_G, NAME_Q, 80),      ALIKE(NAME_G, NAME_K, 60),
    ALIKE(NAME_G, NAME_KH, 60),    ALIKE(NAME_G, NAME_H, 80),      ALIKE(NAME_G, NAME_J, 65),
    ALIKE(NAME_GH, NAME_KH, 70),   ALIKE(NAME_GH, NAME_Q, 80),     ALIKE(NAME_GH, NAME_K, 60),
    ALIKE(NAME_GH, NAME_H, 70),    ALIKE(NAME_K, NAME_Q, 95),      ALIKE(NAME_K, NAME_KH, 70),
    ALIKE(NAME_K, NAME_CH, 55),    ALIKE(NAME_K, NAME_C, 60),      ALIKE(NAME_Q, NAME_KH, 70),
    ALIKE(NAME_Q, NAME_CH, 60),    ALIKE(NAME_KH, NAME_H, 80),     ALIKE(NAME_KH, NAME_CH, 80),
    ALIKE(NAME_KH, NAME_X, 80),    ALIKE(NAME_H, NAME_CH, 75),     ALIKE(NAME_S, NAME_Z, 70),
    ALIKE(NAME_S, NAME_SH, 70),    ALIKE(NAME_S, NAME_TS, 50),     ALIKE(NAME_S, NAME_C, 75),
    ALIKE(NAME_S, NAME_X, 70),     ALIKE(NAME_Z, NAME_ZH, 75),     ALIKE(NAME_Z, NAME_TS, 70),
    ALIKE(NAME_Z, NAME_J, 60),     ALIKE(NAME_SH, NAME_ZH, 65),    ALIKE(NAME_SH, NAME_CH, 80),
    ALIKE(NAME_SH, NAME_SHCH, 75), ALIKE(NAME_SH, NAME_X, 80),     ALIKE(NAME_SH, NAME_C, 55),
    ALIKE(NAME_ZH, NAME_J, 80),    ALIKE(NAME_ZH, NAME_CH, 55),    ALIKE(NAME_CH, NAME_J, 60),
    ALIKE(NAME_CH, NAME_TS, 60),   ALIKE(NAME_CH, NAME_C, 80),     ALIKE(NAME_CH, NAME_SHCH, 75),
    ALIKE(NAME_TS, NAME_C, 90),
};

static unsigned smaller_cost(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static unsigned cost_of_change(unsigned a, unsigned b)
{
    return a == b ? 0 : UNLIKE - sounds_alike[a][b];
}

/* The cost of sound I of S, which the other name lacks; S may have further sounds unless it has
 * ENDED. */
static unsigned cost_of_lack(const struct name_sounds *s, unsigned i, bool abjad, bool ended)
{
    uint8_t sound = s->list[i];
    bool glide = (i && name_sound_is_vowel(s->list[i - 1])) ||
                 (i + 1 < s->len && name_sound_is_vowel(s->list[i + 1]));

    if (sound == NAME_H)
        return LACKS_H;
    if (!name_sound_is_vowel(sound) || (sound == NAME_END_A && !abjad))
        return UNLIKE;
    if (abjad)
        return LACKS_UNWRITTEN;
    if ((sound == NAME_I || sound == NAME_Y) && glide)
        return LACKS_GLIDE;
    if (ended && sound == NAME_E && i + 2 == s->len && s->list[i + 1] == NAME_I)
        return LACKS_BEFORE_I;
    return LACKS_VOWEL;
}

/* The most that two names of LEN sounds together may be apart. */
static unsigned far_for(unsigned len, bool abjad)
{
    unsigned far = len > FAR_NONE ? (len * FAR_TWO_SOUNDS - FAR_SHORT) / 2 : 0;

    return smaller_cost(far + (abjad ? FAR_UNWRITTEN : 0), FAR_MOST);
}

void name_sought_begin(struct name_sought *s, const struct name_sounds *name)
{
    s->name = *name;
    s->reading.sounds.len = s->n_rows = 0;
    s->last_len = 0;
    memset(s->has_changes, 0, sizeof s->has_changes);
    for (unsigned i = 0; i < name->len; i++) {
        s->lacks[false][i] = (uint8_t)cost_of_lack(name, i, false, true);
        s->lacks[true][i] = (uint8_t)cost_of_lack(name, i, true, true);
    }
}

/* The costs of SOUND in the place of each sound of the name. */
static const uint8_t *costs_of_changes(struct name_sought *s, unsigned sound)
{
    uint8_t *costs = s->changes[sound];

    for (unsigned j = 0; j < s->name.len && !s->has_changes[sound]; j++)
        costs[j] = (uint8_t)cost_of_change(sound, s->name.list[j]);
    s->has_changes[sound] = true;
    return costs;
}

void name_row_begin(struct name_sought *s, bool abjad)
{
    s->rows_abjad = abjad;
    s->rows[0][0] = 0;
    for (unsigned j = 0; j < s->name.len; j++)
        s->rows[0][j + 1] = (uint16_t)(s->rows[0][j] + s->lacks[abjad][j]);
}

unsigned name_row(struct name_sought *s, const struct name_sounds *word, unsigned i, bool ended)
{
    const uint16_t *above = s->rows[i];
    const uint8_t *lacks = s->lacks[s->rows_abjad], *changes = costs_of_changes(s, word->list[i]);
    uint16_t *row = s->rows[i + 1];
    unsigned lack = cost_of_lack(word, i, s->rows_abjad, ended);
    unsigned cell = above[0] + lack, least = cell;

    row[0] = (uint16_t)cell;
    for (unsigned j = 0; j < s->name.len; j++) {
        unsigned change = above[j] + changes[j];

        /* Names begin with the same sound, or one very near. */
        if (!i && !j && change > FIRST_MOST)
            change = UNLIKE;
        cell = smaller_cost(change, smaller_cost(above[j + 1] + lack, cell + lacks[j]));
        row[j + 1] = (uint16_t)cell;
        least = smaller_cost(least, cell);
    }
    return least;
}

/* Whether SOUND, after BEFORE, may be one of the Slavic endings that name_even() changes: -yov,
 * -chow, -eff. */
static bool may_be_evened(unsigned before, unsigned sound)
{
    if (sound == NAME_V || sound == NAME_F)
        return before == NAME_O || before == NAME_E;
    if (sound == NAME_O || sound == NAME_E)
        return before == NAME_I || before == NAME_Y || name_sound_is_hushing(before);
    return false;
}

/* How much cheaper the sound I of a word, SOUND after BEFORE, may be in other words: an e before
 * -i, Slavic endings and Hebrew -h are read in other ways, but only where the name ends too. */
static unsigned relief_for(const struct name_sounds *name, unsigned i, unsigned before,
                           unsigned sound, bool abjad)
{
    bool ends = abjad || i + ENDING >= name->len;
    bool slavic = ends && name->list[name->len - 1] == NAME_V;

    if (slavic && may_be_evened(before, sound))
        return UNLIKE;
    if (sound == NAME_E && ends)
        return LACKS_VOWEL - LACKS_BEFORE_I;
    if (slavic && (sound == NAME_I || sound == NAME_Y))
        return LACKS_VOWEL;
    if (name_sound_is_vowel(sound))
        return LACKS_VOWEL - LACKS_GLIDE;
    return sound == NAME_H && abjad ? LACKS_H : 0;
}

/* The most that the first I + 1 sounds of a word may cost, where all may cost EVER. (Walks of the
 * dictionary of a million articles: name:volodymyr 9.8 -> 2.4 ms, name:zelensky 2.3 -> 0.5 ms; no
 * listed pair is lost.) */
static unsigned beginning_limit(unsigned i, unsigned ever)
{
    return i < BEGINNING ? smaller_cost(ever, BEGINNING_MOST) : ever;
}

/* The most that a beginning of I + 1 sounds may cost, of which the last is SOUND, with relief. */
static unsigned row_limit(const struct name_sought *s, const struct name_sounds *word, unsigned i,
                          unsigned sound)
{
    unsigned before = i ? word->list[i - 1] : NAME_SOUNDS;

    return beginning_limit(i, far_for(2 * s->name.len + LONGER, s->rows_abjad)) +
           relief_for(&s->name, i, before, sound, s->rows_abjad);
}

bool name_row_is_far(const struct name_sought *s, const struct name_sounds *word, unsigned i,
                     unsigned least)
{
    return word->fixed[i] && least > row_limit(s, word, i, word->list[i]);
}

/* The least that SOUND costs where the other name lacks it, whatever is beside it. */
static unsigned least_lack(unsigned sound, bool abjad)
{
    if (sound == NAME_H)
        return LACKS_H;
    if (!name_sound_is_vowel(sound))
        return UNLIKE;
    return abjad ? LACKS_UNWRITTEN : sound == NAME_E ? LACKS_BEFORE_I : LACKS_GLIDE;
}

bool name_row_may_go_on(const struct name_sought *s, unsigned sound)
{
    unsigned i = s->n_rows, lack = least_lack(sound, s->rows_abjad);
    unsigned limit = row_limit(s, &s->reading.sounds, i, sound);

    for (unsigned j = 0; j <= s->name.len; j++) {
        if (s->rows[i][j] + lack <= limit)
            return true;
        if (j < s->name.len && s->rows[i][j] + cost_of_change(sound, s->name.list[j]) <= limit)
            return true;
    }
    return false;
}

unsigned name_row_distance(const struct name_sought *s, const struct name_sounds *word)
{
    unsigned distance = s->rows[word->len][s->name.len];

    return distance > far_for(s->name.len + word->len, s->rows_abjad) ? NAME_FAR : distance;
}

unsigned name_distance(const struct name_sounds *a, const struct name_sounds *b)
{
    struct name_sought s;

    name_sought_begin(&s, a);
    name_row_begin(&s, a->abjad || b->abjad);
    for (unsigned i = 0; i < b->len; i++)
        if (name_row_is_far(&s, b, i, name_row(&s, b, i, true)))
            return NAME_FAR;
    return name_row_distance(&s, b);
}
