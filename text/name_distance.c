/* Compares names by their sounds: an edit distance of which each step costs what transliterations
 * differ by. */
#include "text/name_parts.h"
#include "text/name_respelt.h"

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
    YO_FOR_E = 25,        /* Russian io, which is written as e, too */
    VOICED_AFTER_N = 20,  /* b for p, d for t, g for k after m or n */
    OTHER_FIRST = 25,     /* more, for another vowel in the first syllable */
    SAME_FIRST = 75,      /* the least that vowels of one first syllable have in common */
    OTHER_ONLY = 10,      /* the most that the vowels of two names of one syllable may differ by */
    LACKS_UNWRITTEN = 12, /* a vowel, in a script without */
    FAR_TWO_SOUNDS = 9,   /* how far two names may be apart, for each two sounds of both, ... */
    FAR_SHORT = 20,       /* ... and how much less in all, halved too */
    FAR_UNWRITTEN = 15,   /* more, in a script without vowels */
    FAR_NONE = 3,         /* so short that they are to be the same */
    BEGINNING = 4,        /* so many sounds may ... */
    BEGINNING_MOST = 40,  /* ... be so far apart: a vowel, ... */
    BEGINNING_ABJAD = 52, /* ... and one that is not written, in a script without */
    FIRST_MOST = 40,      /* for the first sound of both */
    LONGER = 2,           /* sounds that a spelling may have more than another */
    ENDING = 5,           /* where two names end, within so many sounds of the longer */
    FAR_MOST = 95,        /* below UNLIKE: each consonant has a related one */
};

#define ALIKE(a, b, n) [a][b] = (n), [b][a] = (n)

/* How much two different sounds have in common, of UNLIKE. */
static const uint8_t sounds_alike[NAME_SOUNDS][NAME_SOUNDS] = {
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
    ALIKE(NAME_D, NAME_Z, 55),       ALIKE(NAME_D, NAME_J, 65),
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

static unsigned smaller_cost(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static unsigned cost_of_change(unsigned a, unsigned b)
{
    return a == b ? 0 : UNLIKE - sounds_alike[a][b];
}

static bool is_glide(unsigned sound)
{
    return sound == NAME_I || sound == NAME_Y;
}

/* A sound with its neighbours in a name; NAME_SOUNDS: none. */
struct among {
    unsigned before, sound, after;
    bool last, next_to_last; /* of a name that has ended */
};

/* The cost of an i or y that the other name lacks. */
static unsigned cost_of_lacking_i(const struct among *a)
{
    if (is_glide(a->before))
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
    if (is_glide(a->sound))
        return cost_of_lacking_i(a);
    if (a->sound == NAME_E)
        return cost_of_lacking_e(a);
    return a->sound == NAME_U && a->before == NAME_G && (a->after == NAME_E || a->after == NAME_I)
               ? LACKS_HARD_U
               : LACKS_VOWEL;
}

/* The cost of sound I of S, which the other name lacks; S may have further sounds unless it has
 * ENDED. */
static unsigned cost_of_lack(const struct name_sounds *s, unsigned i, bool abjad, bool ended)
{
    struct among a = {.before = i ? s->list[i - 1] : NAME_SOUNDS,
                      .sound = s->list[i],
                      .after = i + 1 < s->len ? s->list[i + 1] : NAME_SOUNDS,
                      .last = ended && i > 1 && i + 1 == s->len,
                      .next_to_last = ended && i + 2 == s->len};

    if (a.sound == NAME_H || a.sound == NAME_HETH)
        return i && name_sound_is_vowel(a.before) && !name_sound_is_vowel(a.after) ? LACKS_LONG_H
                                                                                   : LACKS_H;
    if (!name_sound_is_vowel(a.sound) || (a.sound == NAME_END_A && !abjad))
        return UNLIKE;
    return abjad || a.sound == NAME_SCHWA ? LACKS_UNWRITTEN : cost_of_lacking_vowel(&a);
}

/* The most that two names of LEN sounds together may be apart. */
static unsigned far_for(unsigned len, bool abjad)
{
    unsigned far = len > FAR_NONE ? (len * FAR_TWO_SOUNDS - FAR_SHORT) / 2 : 0;

    return smaller_cost(far + (abjad ? FAR_UNWRITTEN : 0), FAR_MOST);
}

/* Whether sounds I - 1 and I of S are Russian yo, which does not begin a name. */
static bool is_yo(const struct name_sounds *s, unsigned i)
{
    return i > 1 && s->list[i] == NAME_O && is_glide(s->list[i - 1]);
}

void name_sought_begin(struct name_sought *s, const struct name_sounds *name)
{
    s->name = *name;
    s->reading.sounds.len = s->n_rows = 0;
    s->last_len = 0;
    s->has_e = s->has_yo = false;
    memset(s->has_changes, 0, sizeof s->has_changes);
    for (unsigned i = 0; i < name->len; i++) {
        s->has_e |= name->list[i] == NAME_E;
        s->has_yo |= is_yo(name, i);
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

/* Whether A and B differ in voice alone. */
static bool is_voicing(unsigned a, unsigned b)
{
    return (a == NAME_B && b == NAME_P) || (a == NAME_P && b == NAME_B) ||
           (a == NAME_D && b == NAME_T) || (a == NAME_T && b == NAME_D) ||
           (a == NAME_G && b == NAME_K) || (a == NAME_K && b == NAME_G);
}

static bool is_nasal(unsigned sound)
{
    return sound == NAME_N || sound == NAME_M;
}

/* The cost of sound I of WORD in place of sound J of the name, which alone are CHANGE apart. */
static unsigned cost_in_place(const struct name_sounds *word, unsigned i,
                              const struct name_sounds *name, unsigned j, unsigned change)
{
    if (!i && !j) /* names begin with the same sound, or one very near */
        return change > FIRST_MOST ? UNLIKE : change;
    if (i && j && is_nasal(word->list[i - 1]) && is_nasal(name->list[j - 1]) &&
        is_voicing(word->list[i], name->list[j]))
        return VOICED_AFTER_N;
    return change;
}

/* The cell of sound I of WORD and sound J of the name if one of them is the end of a yo for which
 * the other name has an e; NAME_FAR if not. */
static unsigned cost_of_yo(const struct name_sought *s, const struct name_sounds *word, unsigned i,
                           unsigned j)
{
    if (s->name.list[j] == NAME_E && is_yo(word, i))
        return s->rows[i - 1][j] + YO_FOR_E;
    if (word->list[i] == NAME_E && is_yo(&s->name, j))
        return s->rows[i][j - 1] + YO_FOR_E;
    return NAME_FAR;
}

/* Whether sounds beside sound I of WORD may change what it costs in place of another. */
static bool depends_on_sounds_beside(const struct name_sought *s, const struct name_sounds *word,
                                     unsigned i)
{
    return !i || is_nasal(word->list[i - 1]) || (word->list[i] == NAME_E && s->has_yo) ||
           (s->has_e && is_yo(word, i));
}

unsigned name_row(struct name_sought *s, const struct name_sounds *word, unsigned i, bool ended)
{
    const uint16_t *above = s->rows[i];
    const uint8_t *lacks = s->lacks[s->rows_abjad], *costs = costs_of_changes(s, word->list[i]);
    uint16_t *row = s->rows[i + 1];
    unsigned lack = cost_of_lack(word, i, s->rows_abjad, ended);
    unsigned cell = above[0] + lack, least = cell;
    bool depends = depends_on_sounds_beside(s, word, i);

    row[0] = (uint16_t)cell;
    for (unsigned j = 0; j < s->name.len; j++) {
        unsigned change = above[j] + costs[j];

        if (depends)
            change = smaller_cost(above[j] + cost_in_place(word, i, &s->name, j, costs[j]),
                                  cost_of_yo(s, word, i, j));
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

/* The least that SOUND costs where the other name lacks it, whatever is beside it. */
static unsigned least_lack(unsigned sound, bool abjad)
{
    if (sound == NAME_H || sound == NAME_HETH)
        return LACKS_LONG_H;
    if (!name_sound_is_vowel(sound))
        return UNLIKE;
    if (abjad || sound == NAME_SCHWA || sound == NAME_E || sound == NAME_U)
        return LACKS_UNWRITTEN;
    return is_glide(sound) ? LACKS_SECOND_I : LACKS_VOWEL;
}

/* How much cheaper an i or y, sound I of a word, may be where another sound is after it. */
static unsigned relief_for_glide(const struct name_sought *s, unsigned i, unsigned before)
{
    if (!i)
        return LACKS_VOWEL - LACKS_IOTATION;
    if (name_sound_is_vowel(before))
        return 0;
    return LACKS_VOWEL - (s->has_e ? YO_FOR_E : LACKS_GLIDE);
}

/* How much cheaper the sound I of a word, SOUND after BEFORE, may be in other words: the sound
 * after it decides the cost of some, and Slavic endings, -ei, -e and -h are read in other ways, but
 * only where the name ends too. */
static unsigned relief_for(const struct name_sought *s, unsigned i, unsigned before, unsigned sound)
{
    const struct name_sounds *name = &s->name;
    bool abjad = s->rows_abjad;
    bool ends = abjad || i + ENDING >= name->len;
    bool slavic = ends && name->list[name->len - 1] == NAME_V;

    if (slavic && may_be_evened(before, sound))
        return UNLIKE;
    if (is_glide(sound))
        return slavic ? LACKS_VOWEL : relief_for_glide(s, i, before);
    if (sound == NAME_E)
        return ends ? LACKS_VOWEL - LACKS_END_E : 0;
    if (sound == NAME_U)
        return before == NAME_G ? LACKS_VOWEL - LACKS_HARD_U : 0;
    if ((sound == NAME_H || sound == NAME_HETH) && (abjad || name_sound_is_vowel(before)))
        return ends ? LACKS_H : LACKS_H - LACKS_LONG_H;
    return 0;
}

/* The most that the first I + 1 sounds of a word may cost, where all may cost EVER. (Walks of the
 * dictionary of a million articles: name:volodymyr 9.8 -> 2.4 ms, name:zelensky 2.3 -> 0.5 ms. At
 * 45, a fifth more instructions find three more of 839 listed spellings.) */
static unsigned beginning_limit(unsigned i, unsigned ever, bool abjad)
{
    return i < BEGINNING ? smaller_cost(ever, abjad ? BEGINNING_ABJAD : BEGINNING_MOST) : ever;
}

/* The most that a beginning of I + 1 sounds may cost, of which the last is SOUND, with relief. */
static unsigned row_limit(const struct name_sought *s, const struct name_sounds *word, unsigned i,
                          unsigned sound)
{
    unsigned before = i ? word->list[i - 1] : NAME_SOUNDS;

    return beginning_limit(i, far_for(2 * s->name.len + LONGER, s->rows_abjad), s->rows_abjad) +
           relief_for(s, i, before, sound);
}

bool name_row_is_far(const struct name_sought *s, const struct name_sounds *word, unsigned i,
                     unsigned least)
{
    return word->fixed[i] && least > row_limit(s, word, i, word->list[i]);
}

/* The least that the cell of SOUND and sound J of the name may be, of which the row before is ROW.
 */
static unsigned least_cell(const struct name_sought *s, const uint16_t *row, unsigned j,
                           unsigned sound)
{
    unsigned change = row[j] + cost_of_change(sound, s->name.list[j]);

    if (is_voicing(sound, s->name.list[j]))
        change = smaller_cost(change, row[j] + VOICED_AFTER_N);
    if (sound == NAME_E && is_yo(&s->name, j))
        change = smaller_cost(change, row[j - 1] + YO_FOR_E);
    return change;
}

bool name_row_may_go_on(const struct name_sought *s, unsigned sound)
{
    unsigned i = s->n_rows, lack = least_lack(sound, s->rows_abjad);
    unsigned limit = row_limit(s, &s->reading.sounds, i, sound);

    if (sound == NAME_O && i && is_glide(s->reading.sounds.list[i - 1]))
        return true; /* yo */
    for (unsigned j = 0; j < s->name.len; j++)
        if (s->rows[i][j] + lack <= limit || least_cell(s, s->rows[i], j, sound) <= limit)
            return true;
    return s->rows[i][s->name.len] + lack <= limit;
}

/* Sets *AT to the first vowel of S that is no glide before another, and returns how many vowels
 * it has. */
static unsigned count_vowels(const struct name_sounds *s, unsigned *at)
{
    unsigned n = 0;

    for (unsigned i = 0; i < s->len; i++) {
        bool glide = is_glide(s->list[i]) && i + 1 < s->len && name_sound_is_vowel(s->list[i + 1]);

        if (name_sound_is_vowel(s->list[i]) && !glide && !n++)
            *at = i;
    }
    return n;
}

/* Whether the vowel at I of S has a glide after it, as of Faisal. */
static bool is_diphthong(const struct name_sounds *s, unsigned i)
{
    return i + 1 < s->len && is_glide(s->list[i + 1]);
}

/* Whether the vowels A and B of a first syllable are those of two names. */
static bool tells_syllables_apart(unsigned a, unsigned b)
{
    return (a == NAME_A && b == NAME_E) || (a == NAME_E && b == NAME_A) ||
           cost_of_change(a, b) > UNLIKE - SAME_FIRST;
}

/* How much farther names are apart than their sounds: the first vowel tells Merkel from Markel. */
static unsigned cost_of_first_vowels(const struct name_sounds *a, const struct name_sounds *b)
{
    unsigned i = 0, j = 0, n = count_vowels(a, &i), m = count_vowels(b, &j), x, y;

    if (!n || !m)
        return 0;
    x = a->list[i];
    y = b->list[j];
    if (n == 1 && m == 1 && cost_of_change(x, y) > OTHER_ONLY)
        return UNLIKE;
    if (i && j && !is_diphthong(a, i) && !is_diphthong(b, j) && tells_syllables_apart(x, y))
        return OTHER_FIRST;
    return 0;
}

unsigned name_row_distance(const struct name_sought *s, const struct name_sounds *word)
{
    unsigned distance = s->rows[word->len][s->name.len];

    if (!s->rows_abjad)
        distance += cost_of_first_vowels(&s->name, word);
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

unsigned name_read_distance(struct span a, const struct name_sounds *x, struct span b,
                            const struct name_sounds *y)
{
    unsigned distance = NAME_FAR;

    if (span_eq(a, b))
        return 0;
    if (x->len && y->len)
        distance = name_distance(x, y);
    if (distance < NAME_FAR)
        return name_spelt_apart(a, b) ? NAME_FAR : distance;
    return name_respelt(a, b) ? NAME_RESPELT : NAME_FAR;
}

unsigned name_words_distance(struct span a, struct span b)
{
    struct name_sounds x, y;

    if (span_eq(a, b))
        return 0;
    if (!name_sounds_read(a, &x) || !name_sounds_read(b, &y))
        x.len = y.len = 0;
    return name_read_distance(a, &x, b, &y);
}
