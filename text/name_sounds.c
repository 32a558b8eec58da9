/* Reads names as sounds. */
#include "text/name_sounds.h"

#include "text/name_letters.h"
#include "text/text.h"

enum { GREEK_UPSILON = 0x03C5, WITH_ARTICLE = 5 /* sounds of al- and a name */ };

/* ---- Latin ------------------------------------------------------------------------ */

/* Latin spellings of one sound or two; those that begin with another come before it. */
static const struct {
    char letters[8];
    uint8_t sounds[2];
    uint8_t n;
} latin_spellings[] = {
    {"schtsch", {NAME_SHCH}, 1},  {"chtch", {NAME_SHCH}, 1}, {"shch", {NAME_SHCH}, 1},
    {"szcz", {NAME_SHCH}, 1},     {"tsch", {NAME_CH}, 1},    {"dsch", {NAME_J}, 1},
    {"tch", {NAME_CH}, 1},        {"sch", {NAME_SH}, 1},     {"dzh", {NAME_J}, 1},
    {"iou", {NAME_I, NAME_U}, 2}, {"dj", {NAME_J}, 1},       {"sh", {NAME_SH}, 1},
    {"sz", {NAME_SH}, 1},         {"zh", {NAME_ZH}, 1},      {"kh", {NAME_KH}, 1},
    {"gh", {NAME_GH}, 1},         {"ch", {NAME_CH}, 1},      {"cz", {NAME_CH}, 1},
    {"ck", {NAME_K}, 1},          {"ph", {NAME_F}, 1},       {"th", {NAME_TH}, 1},
    {"dh", {NAME_D}, 1},          {"bh", {NAME_B}, 1},       {"ts", {NAME_TS}, 1},
    {"tz", {NAME_TS}, 1},         {"ou", {NAME_U}, 1},       {"oo", {NAME_U}, 1},
    {"ee", {NAME_I}, 1},
};

static const uint8_t latin_letters[26] = {
    NAME_A, NAME_B, NAME_K, NAME_D, NAME_E, NAME_F, NAME_G, NAME_H, NAME_I,
    NAME_Y, NAME_K, NAME_L, NAME_M, NAME_N, NAME_O, NAME_P, NAME_Q, NAME_R,
    NAME_S, NAME_T, NAME_U, NAME_V, NAME_V, NAME_X, NAME_I, NAME_Z,
};

/* Letters that no further letter makes a part of another sound. */
static bool is_settled(char c)
{
    return c && strchr("aflmnvwx", c) != NULL;
}

/* Adds SOUND; one that is heard twice, or an i beside the y of -skyj, once. */
static bool add_sound(struct name_sounds *s, uint8_t sound)
{
    uint8_t last = s->len ? s->list[s->len - 1] : NAME_SOUNDS;

    if (last == sound || (last == NAME_I && sound == NAME_Y && s->len > 1))
        return true;
    if (last == NAME_Y && sound == NAME_I && s->len > 1) {
        s->list[s->len - 1] = NAME_I;
        return true;
    }
    if (s->len == NAME_SOUNDS_MAX)
        return false;
    s->list[s->len++] = sound;
    return true;
}

static bool is_soft_vowel(char c)
{
    return c == 'e' || c == 'i' || c == 'y';
}

/* Adds the sounds at byte AT of WORD; returns the byte after them, 0 if there are too many. */
static size_t add_latin(struct name_sounds *s, struct span word, size_t at)
{
    struct span rest = span_from(word, at);
    char c = *rest.data, next = rest.len > 1 ? rest.data[1] : '\0';

    for (size_t i = 0; i < sizeof latin_spellings / sizeof *latin_spellings; i++) {
        size_t len = strlen(latin_spellings[i].letters);

        if (rest.len < len || memcmp(rest.data, latin_spellings[i].letters, len) != 0)
            continue;
        for (unsigned k = 0; k < latin_spellings[i].n; k++)
            if (!add_sound(s, latin_spellings[i].sounds[k]))
                return 0;
        return at + len;
    }
    if (c == 'c' && (!next || is_soft_vowel(next)))
        return add_sound(s, NAME_C) ? at + 1 : 0;
    if (c == 'x' && at)
        return add_sound(s, NAME_K) && add_sound(s, NAME_S) ? at + 1 : 0;
    return add_sound(s, latin_letters[c - 'a']) ? at + 1 : 0;
}

/* ---- All scripts -------------------------------------------------------------------- */

/* Makes one sound of the last one and the letter L, where these are ts, or Greek ou, au and eu. */
static bool join_with_last(struct name_sounds *s, const struct name_letter *l)
{
    uint8_t *last = s->len ? &s->list[s->len - 1] : NULL;

    if (last && *last == NAME_T && l->n == 1 && l->sounds[0] == NAME_S)
        *last = NAME_TS;
    else if (last && *last == NAME_O && l->letter == GREEK_UPSILON)
        *last = NAME_U;
    else
        return last && (*last == NAME_A || *last == NAME_E) && l->letter == GREEK_UPSILON &&
               add_sound(s, NAME_V);
    return true;
}

/* Adds the sounds of the letter at byte AT of WORD in another script. */
static size_t add_foreign(struct name_sounds *s, struct span word, size_t at)
{
    const char *p = word.data + at, *end = word.data + word.len;
    const struct name_letter *l = name_letter_find(text_char(&p, end));

    if (!l)
        return 0;
    s->abjad |= l->abjad;
    if (join_with_last(s, l))
        return (size_t)(p - word.data);
    for (unsigned k = 0; k < l->n; k++)
        if (!add_sound(s, l->sounds[k]))
            return 0;
    return (size_t)(p - word.data);
}

static bool is_silent(struct span word, size_t at)
{
    static const char curly[] = "\xE2\x80\x99";

    return word.data[at] == '\'' ||
           (word.len - at >= 3 && !memcmp(word.data + at, curly, sizeof curly - 1));
}

/* Reads WORD; the sounds before the last letters that may be part of another are STABLE. */
static bool read_sounds(struct span word, struct name_sounds *out, unsigned *stable)
{
    size_t at = 0;

    out->len = *stable = 0;
    out->abjad = false;
    while (at < word.len) {
        unsigned before = out->len;
        char c = word.data[at];

        if (is_silent(word, at)) {
            at += c == '\'' ? 1 : 3;
            continue;
        }
        if (c >= 'a' && c <= 'z')
            at = add_latin(out, word, at);
        else if ((unsigned char)c >= 0x80)
            at = add_foreign(out, word, at);
        else
            return false;
        if (!at)
            return false;
        /* Before a vowel, a consonant's letters are complete. */
        if (is_settled(c) || (unsigned char)c >= 0x80)
            *stable = out->len;
        else if (before < out->len && name_sound_is_vowel(out->list[out->len - 1]))
            *stable = before;
    }
    return true;
}

static bool is_hushing(uint8_t s)
{
    return s == NAME_SH || s == NAME_ZH || s == NAME_CH || s == NAME_SHCH || s == NAME_J ||
           s == NAME_KH;
}

/* Brings the endings of one name, -ev, -eff, -yov and -chow, into one form. */
static void even_slavic_ending(struct name_sounds *s, struct span word)
{
    uint8_t *end = s->list + s->len;

    if (end[-1] == NAME_F && (end[-2] == NAME_O || end[-2] == NAME_E) &&
        word.data[word.len - 2] == 'f')
        end[-1] = NAME_V;
    if (end[-1] == NAME_V && end[-2] == NAME_O && is_hushing(end[-3]))
        end[-2] = NAME_E;
    if (s->len >= 5 && end[-1] == NAME_V && (end[-2] == NAME_O || end[-2] == NAME_E) &&
        (end[-3] == NAME_I || end[-3] == NAME_Y)) {
        end[-3] = NAME_E;
        end[-2] = NAME_V;
        s->len--;
    }
}

/* Brings the ends of names that are written in several ways into one form. */
static void even_ending(struct name_sounds *s, struct span word)
{
    if (s->len >= 4)
        even_slavic_ending(s, word);
    if (s->abjad && s->len > 2 && s->list[s->len - 1] == NAME_H)
        s->list[s->len - 1] = NAME_A;
    if (s->len > 2 && s->list[s->len - 1] == NAME_Y)
        s->list[s->len - 1] = NAME_I;
    if (s->len > 2 && s->list[s->len - 1] == NAME_A && !s->abjad)
        s->list[s->len - 1] = NAME_END_A;
}

/* Arabic al- is written as part of the word. */
static bool has_article(struct span word)
{
    static const char al[] = "\xD8\xA7\xD9\x84";

    return word.len >= sizeof al - 1 && !memcmp(word.data, al, sizeof al - 1);
}

bool name_sounds_read(struct span word, struct name_sounds *out)
{
    unsigned stable;

    if (!read_sounds(word, out, &stable) || !out->len)
        return false;
    if (has_article(word) && out->len >= WITH_ARTICLE) {
        out->len -= 2;
        memmove(out->list, out->list + 2, out->len);
    }
    even_ending(out, word);
    return true;
}

bool name_sounds_begin(struct span word, struct name_sounds *out)
{
    unsigned stable;

    if (!read_sounds(word, out, &stable))
        return false;
    out->len = has_article(word) ? 0 : stable;
    return true;
}
