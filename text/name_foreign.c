/* Reads letters of other scripts than Latin as sounds: pairs of letters, and unwritten vowels. */
#include "text/name_letters.h"
#include "text/name_parts.h"
#include "text/text.h"

enum {
    HEBREW = 0x0590,      /* the first script without capitals; later ones with sounds have none */
    INDIC_FIRST = 0x0980, /* of scripts with Devanagari's letters in its order, ... */
    INDIC_LAST = 0x0D7F,  /* ... each in a block of 128 */
    DEVANAGARI = 0x0900,
    DEVANAGARI_KA = 0x0915, /* the first consonant */
    DEVANAGARI_HA = 0x0939, /* the last */
    DEVANAGARI_PA = 0x092A,
    DEVANAGARI_MA = 0x092E,
    ANUSVARA = 0x0902,    /* n, or m */
    NUKTA = 0x093C,       /* a point below a consonant */
    SIGNS_FIRST = 0x093E, /* of vowels, in place of the unwritten one */
    VIRAMA = 0x094D,      /* the sign that there is none, the last */
};

/* The character at byte *AT of WORD, of any Indic script as that of Devanagari; 0 at the end. */
static uint32_t next_character(struct span word, size_t *at)
{
    const char *p = word.data + *at;
    uint32_t c;

    if (*at >= word.len)
        return 0;
    c = text_char(&p, word.data + word.len);
    *at = (size_t)(p - word.data);
    return c >= INDIC_FIRST && c <= INDIC_LAST ? DEVANAGARI | (c & 0x7F) : c;
}

/* Two letters that are read as one or two sounds, some only before a vowel. */
static const struct letter_pair {
    uint16_t first, second;
    uint8_t n;
    uint8_t sounds[2];
    bool before_vowel;
} letter_pairs[] = {
    {0x03B3, 0x03B3, 2, {NAME_N, NAME_G}, false},  /* Greek gamma twice, */
    {0x03B3, 0x03BA, 2, {NAME_N, NAME_G}, false},  /* with kappa, */
    {0x03B3, 0x03C7, 2, {NAME_N, NAME_KH}, false}, /* with chi, */
    {0x03B3, 0x03B9, 1, {NAME_Y}, true},           /* with iota */
    {0x03C4, 0x03B6, 1, {NAME_TS}, false},         /* tau, zeta */
    {0x03B5, 0x03B9, 1, {NAME_I}, false},          /* epsilon, iota */
    {0x03BF, 0x03B9, 1, {NAME_I}, false},          /* omicron, iota */
    {0x03BF, 0x03C5, 1, {NAME_U}, false},          /* omicron, upsilon */
    {0x03B1, 0x03C5, 2, {NAME_A, NAME_V}, false},  /* alpha, upsilon */
    {0x03B5, 0x03C5, 2, {NAME_E, NAME_V}, false},  /* epsilon, upsilon */
    {0x03C4, 0x03C3, 1, {NAME_TS}, false},         /* tau, sigma */
    {0x0442, 0x0441, 1, {NAME_TS}, false},         /* Cyrillic t, s */
    {0x0442, 0x0447, 1, {NAME_CH}, false},         /* Cyrillic t, ch */
    {0x0434, 0x0436, 1, {NAME_J}, false},          /* Cyrillic d, zh */
    {0x0578, 0x0582, 1, {NAME_U}, false},          /* Armenian o, w */
    {0x057F, 0x0579, 1, {NAME_CH}, false},         /* Armenian t, ch */
    {0x10D2, 0x10D8, 1, {NAME_Y}, true},           /* Georgian g, i */
};

static bool is_vowel_letter(uint32_t c)
{
    const struct name_letter *l = c <= UINT16_MAX ? name_letter_find(c) : NULL;

    return l && l->n && name_sound_is_vowel(l->sounds[0]);
}

/* The pair that begins with C, which ends at byte *AT of WORD; sets *AT to its end. */
static const struct letter_pair *find_letter_pair(struct span word, uint32_t c, size_t *at)
{
    size_t end = *at;
    uint32_t second = next_character(word, &end);

    for (size_t i = 0; i < sizeof letter_pairs / sizeof *letter_pairs; i++) {
        const struct letter_pair *p = &letter_pairs[i];
        size_t after = end;

        if (p->first != c || p->second != second ||
            (p->before_vowel && !is_vowel_letter(next_character(word, &after))))
            continue;
        *at = end;
        return p;
    }
    return NULL;
}

/* Whether a vowel is spoken but not written after the letter C, which ends at byte AT of WORD: at
 * the end, only after JOINED consonants. */
static bool has_unwritten_vowel(struct span word, uint32_t c, size_t at, bool joined)
{
    if (c < DEVANAGARI_KA || c > DEVANAGARI_HA)
        return false;
    do
        c = next_character(word, &at);
    while (c == NUKTA);
    return c ? c < SIGNS_FIRST || c > VIRAMA : joined;
}

/* Whether an Indic sign that a consonant has no vowel ends before byte AT of WORD. */
static bool is_virama(struct span word, size_t at)
{
    size_t before = at - 3;

    return at >= 3 && next_character(word, &before) == VIRAMA && before == at;
}

/* Whether the Indic letter C, which ends at byte AT of WORD, makes the vowel before it nasal, which
 * is an m before p and b. */
static bool is_nasal_sign(struct span word, uint32_t c, size_t at)
{
    uint32_t next = c == ANUSVARA ? next_character(word, &at) : 0;

    return next >= DEVANAGARI_PA && next <= DEVANAGARI_MA;
}

/* Whether SOUND, of the letter L or of a pair, after itself is another one: scripts without vowels
 * write a doubled consonant once, so two are Muammar's. */
static bool is_counted_twice(uint8_t sound, const struct name_letter *l)
{
    return sound == NAME_I || (l && l->abjad && !name_sound_is_vowel(sound));
}

size_t name_add_foreign(struct name_sounds *s, struct span word, size_t at)
{
    bool joined = is_virama(word, at);
    uint32_t c = next_character(word, &at);
    const struct letter_pair *pair = find_letter_pair(word, c, &at);
    const struct name_letter *l = pair ? NULL : name_letter_find(c);
    const uint8_t *sounds = pair ? pair->sounds : l ? l->sounds : NULL;
    unsigned n = pair ? pair->n : l ? l->n : 0;

    if (!sounds)
        return 0;
    if (is_nasal_sign(word, c, at))
        return name_add_sound(s, NAME_M) ? at : 0;
    s->abjad |= l && l->abjad;
    for (unsigned k = 0; k < n; k++)
        if (!(is_counted_twice(sounds[k], l) ? name_add_another : name_add_sound)(s, sounds[k]))
            return 0;
    return has_unwritten_vowel(word, c, at, joined) && !name_add_sound(s, NAME_SCHWA) ? 0 : at;
}

bool name_has_no_capitals(struct span word)
{
    struct name_sounds sounds;
    size_t at = 0;

    return next_character(word, &at) >= HEBREW && name_sounds_read(word, &sounds);
}
