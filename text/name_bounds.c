/* Tells by the first sounds of a word that no word which begins so is near a name. */
#include "text/name_costs.h"
#include "text/name_parts.h"

enum {
    FAR_TWO_SOUNDS = 9,   /* how far two names may be apart, for each two sounds of both, ... */
    FAR_SHORT = 20,       /* ... and how much less in all, halved too */
    FAR_UNWRITTEN = 15,   /* more, in a script without vowels */
    FAR_NONE = 3,         /* so short that they are to be the same */
    FAR_MOST = 95,        /* below UNLIKE: each consonant has a related one */
    BEGINNING = 4,        /* the first sounds, which may ... */
    BEGINNING_MOST = 40,  /* ... be this far apart: a vowel, ... */
    BEGINNING_ABJAD = 52, /* ... and one that is not written, in a script without */
    LONGER = 2,           /* sounds that a spelling may have more than another */
    ENDING = 5,           /* the last sounds of the longer name, in which both end */
};

unsigned name_far_for(unsigned len, bool abjad)
{
    unsigned far = len > FAR_NONE ? (len * FAR_TWO_SOUNDS - FAR_SHORT) / 2 : 0;

    return name_smaller_cost(far + (abjad ? FAR_UNWRITTEN : 0), FAR_MOST);
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

/* The least that SOUND, number I of a word, costs where the other name lacks it, whatever is beside
 * it. */
static unsigned least_lack(unsigned sound, unsigned i, bool abjad)
{
    if (sound == NAME_L && i == ARTICLE_L)
        return LACKS_ARTICLE_L;
    if (sound == NAME_H || sound == NAME_HETH)
        return LACKS_LONG_H;
    if (!name_sound_is_vowel(sound))
        return UNLIKE;
    if (abjad || sound == NAME_SCHWA || sound == NAME_E || sound == NAME_U)
        return LACKS_UNWRITTEN;
    return name_is_glide(sound) ? LACKS_SECOND_I : LACKS_VOWEL;
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
    if (name_is_glide(sound))
        return slavic ? LACKS_VOWEL : relief_for_glide(s, i, before);
    if (sound == NAME_E)
        return ends ? LACKS_VOWEL - LACKS_END_E : 0;
    if (sound == NAME_U)
        return before == NAME_G ? LACKS_VOWEL - LACKS_HARD_U : 0;
    if (sound == NAME_L && i == ARTICLE_L)
        return UNLIKE - LACKS_ARTICLE_L;
    if ((sound == NAME_H || sound == NAME_HETH) && (abjad || name_sound_is_vowel(before)))
        return ends ? LACKS_H : LACKS_H - LACKS_LONG_H;
    return 0;
}

/* The most that the first I + 1 sounds of a word may cost, where all may cost EVER. (Walks of the
 * dictionary of a million articles: name:volodymyr 9.8 -> 2.4 ms, name:zelensky 2.3 -> 0.5 ms. At
 * 45, a fifth more instructions find three more of 839 listed spellings.) */
static unsigned beginning_limit(unsigned i, unsigned ever, bool abjad)
{
    return i < BEGINNING ? name_smaller_cost(ever, abjad ? BEGINNING_ABJAD : BEGINNING_MOST) : ever;
}

/* The most that a beginning of I + 1 sounds may cost, of which the last is SOUND, with relief. */
static unsigned row_limit(const struct name_sought *s, const struct name_sounds *word, unsigned i,
                          unsigned sound)
{
    unsigned before = i ? word->list[i - 1] : NAME_SOUNDS;

    return beginning_limit(i, name_far_for(2 * s->name.len + LONGER, s->rows_abjad),
                           s->rows_abjad) +
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
    unsigned change = row[j] + name_cost_of_change(sound, s->name.list[j]);

    if (name_is_voicing(sound, s->name.list[j]))
        change = name_smaller_cost(change, row[j] + VOICED_AFTER_N);
    if (sound == NAME_E && name_is_yo(&s->name, j))
        change = name_smaller_cost(change, row[j - 1] + YO_FOR_E);
    return change;
}

bool name_row_may_go_on(const struct name_sought *s, unsigned sound)
{
    unsigned i = s->n_rows, lack = least_lack(sound, i, s->rows_abjad);
    unsigned limit = row_limit(s, &s->reading.sounds, i, sound);

    if (sound == NAME_O && i && name_is_glide(s->reading.sounds.list[i - 1]))
        return true; /* yo */
    for (unsigned j = 0; j < s->name.len; j++)
        if (s->rows[i][j] + lack <= limit || least_cell(s, s->rows[i], j, sound) <= limit)
            return true;
    return s->rows[i][s->name.len] + lack <= limit;
}
