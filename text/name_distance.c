/* Compares names by their sounds: an edit distance of which each step costs what transliterations
 * differ by. */
#include "text/name_sounds.h"

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

/* The cost of sound I of S, which the other name lacks. */
static unsigned cost_of_lack(const struct name_sounds *s, unsigned i, bool abjad)
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
    if (sound == NAME_E && i + 2 == s->len && s->list[i + 1] == NAME_I)
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
    s->sounds = *name;
    for (unsigned i = 0; i < name->len; i++) {
        s->lacks[false][i] = (uint8_t)cost_of_lack(name, i, false);
        s->lacks[true][i] = (uint8_t)cost_of_lack(name, i, true);
    }
}

/* Costs of a word's beginning for each beginning of the name. */
struct cost_row {
    const struct name_sought *sought;
    const uint8_t *lacks;
    unsigned cells[NAME_SOUNDS_MAX + 1];
};

/* Adds SOUND, the FIRST or not, which costs LACK where the name lacks it; returns the least cost in
 * the row. */
static unsigned add_to_row(struct cost_row *r, unsigned sound, unsigned lack, bool first)
{
    const struct name_sounds *name = &r->sought->sounds;
    unsigned diagonal = r->cells[0], least = r->cells[0] += lack;

    for (unsigned j = 0; j < name->len; j++) {
        unsigned above = r->cells[j + 1] + lack, left = r->cells[j] + r->lacks[j];
        unsigned change = cost_of_change(sound, name->list[j]);

        /* Names begin with the same sound, or one very near. */
        change = diagonal + (first && !j && change > FIRST_MOST ? UNLIKE : change);

        diagonal = r->cells[j + 1];
        r->cells[j + 1] = smaller_cost(change, smaller_cost(above, left));
        least = smaller_cost(least, r->cells[j + 1]);
    }
    return least;
}

/* How much cheaper a beginning that ends with SOUND may be in other words: an e before -i, the
 * endings -yov and -eff, and Hebrew -h are read in other ways. */
static unsigned relief_for(const struct name_sounds *name, unsigned sound, bool abjad)
{
    uint8_t last = name->list[name->len - 1];

    if (sound == NAME_E)
        return LACKS_VOWEL - LACKS_BEFORE_I;
    if (name_sound_is_vowel(sound))
        return LACKS_VOWEL - LACKS_GLIDE;
    if ((sound == NAME_V || sound == NAME_F) && last == NAME_V)
        return UNLIKE;
    return sound == NAME_H && abjad ? LACKS_H : 0;
}

/* The most that the first I + 1 sounds of a word may cost, where all may cost EVER. (Walks of the
 * dictionary of a million articles: name:volodymyr 9.8 -> 2.4 ms, name:zelensky 2.3 -> 0.5 ms; no
 * listed pair is lost.) */
static unsigned beginning_limit(unsigned i, unsigned ever)
{
    return i < BEGINNING ? smaller_cost(ever, BEGINNING_MOST) : ever;
}

unsigned name_sought_distance(const struct name_sought *s, const struct name_sounds *word,
                              size_t *far)
{
    bool abjad = s->sounds.abjad || word->abjad;
    struct cost_row row = {.sought = s, .lacks = s->lacks[abjad]};
    unsigned most = far_for(s->sounds.len + word->len, abjad);
    unsigned ever = far_for(2 * s->sounds.len + LONGER, abjad);

    *far = 0;
    for (unsigned j = 0; j < s->sounds.len; j++)
        row.cells[j + 1] = row.cells[j] + row.lacks[j];
    for (unsigned i = 0; i < word->len; i++) {
        unsigned least = add_to_row(&row, word->list[i], cost_of_lack(word, i, abjad), !i);

        unsigned limit = beginning_limit(i, ever);

        if (least > limit && word->fixed[i] &&
            least > limit + relief_for(&s->sounds, word->list[i], abjad)) {
            *far = word->fixed[i];
            return NAME_FAR;
        }
    }
    return row.cells[s->sounds.len] > most ? NAME_FAR : row.cells[s->sounds.len];
}

unsigned name_distance(const struct name_sounds *a, const struct name_sounds *b)
{
    struct name_sought sought;
    size_t far;

    name_sought_begin(&sought, a);
    return name_sought_distance(&sought, b, &far);
}
