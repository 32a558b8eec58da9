/* Compares names by their sounds: an edit distance of which each step costs what transliterations
 * differ by. */
#include "text/name_costs.h"
#include "text/name_parts.h"
#include "text/name_respelt.h"

enum {
    FIRST_MOST = 40,  /* the most that the first sounds of two names may differ by */
    OTHER_FIRST = 30, /* more, for another vowel in the first syllable */
    SAME_FIRST = 75,  /* the least that vowels of one first syllable have in common */
    OTHER_ONLY = 10,  /* the most that the vowels of two names of one syllable may differ by */
};

void name_sought_begin(struct name_sought *s, const struct name_sounds *name)
{
    s->name = *name;
    s->reading.sounds.len = s->n_rows = 0;
    s->last_len = 0;
    s->has_e = s->has_yo = false;
    memset(s->has_changes, 0, sizeof s->has_changes);
    for (unsigned i = 0; i < name->len; i++) {
        s->has_e |= name->list[i] == NAME_E;
        s->has_yo |= name_is_yo(name, i);
        s->lacks[false][i] = (uint8_t)name_cost_of_lack(name, i, false, true);
        s->lacks[true][i] = (uint8_t)name_cost_of_lack(name, i, true, true);
    }
}

/* The costs of SOUND in the place of each sound of the name. */
static const uint8_t *costs_of_changes(struct name_sought *s, unsigned sound)
{
    uint8_t *costs = s->changes[sound];

    for (unsigned j = 0; j < s->name.len && !s->has_changes[sound]; j++)
        costs[j] = (uint8_t)name_cost_of_change(sound, s->name.list[j]);
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

/* The cost of sound I of WORD in place of sound J of the name, which alone are CHANGE apart. */
static unsigned cost_in_place(const struct name_sounds *word, unsigned i,
                              const struct name_sounds *name, unsigned j, unsigned change)
{
    if (!i && !j) /* names begin with the same sound, or one very near */
        return change > FIRST_MOST ? UNLIKE : change;
    if (i && j && name_is_nasal(word->list[i - 1]) && name_is_nasal(name->list[j - 1]) &&
        name_is_voicing(word->list[i], name->list[j]))
        return VOICED_AFTER_N;
    return change;
}

/* The cell of sound I of WORD and sound J of the name if one of them is the end of a yo for which
 * the other name has an e; NAME_FAR if not. */
static unsigned cost_of_yo(const struct name_sought *s, const struct name_sounds *word, unsigned i,
                           unsigned j)
{
    if (s->name.list[j] == NAME_E && name_is_yo(word, i))
        return s->rows[i - 1][j] + YO_FOR_E;
    if (word->list[i] == NAME_E && name_is_yo(&s->name, j))
        return s->rows[i][j - 1] + YO_FOR_E;
    return NAME_FAR;
}

/* Whether sounds beside sound I of WORD may change what it costs in place of another. */
static bool depends_on_sounds_beside(const struct name_sought *s, const struct name_sounds *word,
                                     unsigned i)
{
    return !i || name_is_nasal(word->list[i - 1]) || (word->list[i] == NAME_E && s->has_yo) ||
           (s->has_e && name_is_yo(word, i));
}

unsigned name_row(struct name_sought *s, const struct name_sounds *word, unsigned i, bool ended)
{
    const uint16_t *above = s->rows[i];
    const uint8_t *lacks = s->lacks[s->rows_abjad], *costs = costs_of_changes(s, word->list[i]);
    uint16_t *row = s->rows[i + 1];
    unsigned lack = name_cost_of_lack(word, i, s->rows_abjad, ended);
    unsigned cell = above[0] + lack, least = cell;
    bool depends = depends_on_sounds_beside(s, word, i);

    row[0] = (uint16_t)cell;
    for (unsigned j = 0; j < s->name.len; j++) {
        unsigned change = above[j] + costs[j];

        if (depends)
            change = name_smaller_cost(above[j] + cost_in_place(word, i, &s->name, j, costs[j]),
                                       cost_of_yo(s, word, i, j));
        cell = name_smaller_cost(change, name_smaller_cost(above[j + 1] + lack, cell + lacks[j]));
        row[j + 1] = (uint16_t)cell;
        least = name_smaller_cost(least, cell);
    }
    return least;
}

/* Sets *AT to the first vowel of S that is no glide before another, and returns how many vowels
 * it has. */
static unsigned count_vowels(const struct name_sounds *s, unsigned *at)
{
    unsigned n = 0;

    for (unsigned i = 0; i < s->len; i++) {
        bool glide =
            name_is_glide(s->list[i]) && i + 1 < s->len && name_sound_is_vowel(s->list[i + 1]);

        if (name_sound_is_vowel(s->list[i]) && !glide && !n++)
            *at = i;
    }
    return n;
}

/* Whether the vowel at I of S has a glide after it, as of Faisal. */
static bool is_diphthong(const struct name_sounds *s, unsigned i)
{
    return i + 1 < s->len && name_is_glide(s->list[i + 1]);
}

/* Whether the vowels A and B of a first syllable are those of two names. */
static bool tells_syllables_apart(unsigned a, unsigned b)
{
    return (a == NAME_A && b == NAME_E) || (a == NAME_E && b == NAME_A) ||
           name_cost_of_change(a, b) > UNLIKE - SAME_FIRST;
}

/* Whether the vowel at I of S is the first of a name such as Sharif and Karim, whose other vowel is
 * the long i before its last consonant: an a or e is one there. */
static bool is_before_long_i(const struct name_sounds *s, unsigned i)
{
    return i + 4 == s->len && !name_sound_is_vowel(s->list[i + 1]) && s->list[i + 2] == NAME_I &&
           !name_sound_is_vowel(s->list[i + 3]);
}

/* How much farther names are apart than their sounds: the first vowel tells Merkel from Markel. */
static unsigned cost_of_first_vowels(const struct name_sounds *a, const struct name_sounds *b)
{
    unsigned i = 0, j = 0, n = count_vowels(a, &i), m = count_vowels(b, &j), x, y;

    if (!n || !m)
        return 0;
    x = a->list[i];
    y = b->list[j];
    if (n == 1 && m == 1 && name_cost_of_change(x, y) > OTHER_ONLY)
        return UNLIKE;
    if ((x == NAME_E && name_is_yo(b, j)) || (y == NAME_E && name_is_yo(a, i)))
        return 0;
    if (is_before_long_i(a, i) && is_before_long_i(b, j))
        return 0;
    if (i && j && !is_diphthong(a, i) && !is_diphthong(b, j) && tells_syllables_apart(x, y))
        return OTHER_FIRST;
    return 0;
}

unsigned name_row_distance(const struct name_sought *s, const struct name_sounds *word)
{
    unsigned distance = s->rows[word->len][s->name.len];

    if (!s->rows_abjad)
        distance += cost_of_first_vowels(&s->name, word);
    return distance > name_far_for(s->name.len + word->len, s->rows_abjad) ? NAME_FAR : distance;
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
