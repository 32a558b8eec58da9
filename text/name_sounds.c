/* Reads names as sounds. */
#include "text/name_sounds.h"

#include "text/name_parts.h"
#include "text/text.h"

enum {
    WITH_ARTICLE = 5,  /* sounds of al- and a name */
    LETTERS_AFTER = 2, /* that may change how one of another script is read */
};

/* ---- Latin ------------------------------------------------------------------------ */

/* Latin spellings of one sound to three, by their first letters; those that begin with another come
 * before it. */
static const struct {
    char letters[8];
    uint8_t len;
    uint8_t sounds[3];
    uint8_t n;
} latin_spellings[] = {
    {"bh", 2, {NAME_B}, 1},
    {"chtch", 5, {NAME_SHCH}, 1},
    {"chr", 3, {NAME_KH, NAME_R}, 2},
    {"ch", 2, {NAME_CH}, 1},
    {"ck", 2, {NAME_K}, 1},
    {"cq", 2, {NAME_K}, 1},
    {"cz", 2, {NAME_CH}, 1},
    {"dsch", 4, {NAME_J}, 1},
    {"dzh", 3, {NAME_J}, 1},
    {"dh", 2, {NAME_D}, 1},
    {"dj", 2, {NAME_J}, 1},
    {"ee", 2, {NAME_I}, 1},
    {"gh", 2, {NAME_GH}, 1},
    {"giou", 4, {NAME_Y, NAME_U}, 2},
    {"gia", 3, {NAME_Y, NAME_A}, 2},
    {"gie", 3, {NAME_Y, NAME_E}, 2},
    {"gio", 3, {NAME_Y, NAME_O}, 2},
    {"giu", 3, {NAME_Y, NAME_U}, 2},
    {"iou", 3, {NAME_I, NAME_U}, 2},
    {"kh", 2, {NAME_KH}, 1},
    {"mc", 2, {NAME_M, NAME_A, NAME_K}, 3},
    {"mps", 3, {NAME_M, NAME_S}, 2},
    {"oo", 2, {NAME_U}, 1},
    {"ou", 2, {NAME_U}, 1},
    {"ph", 2, {NAME_F}, 1},
    {"schtsch", 7, {NAME_SHCH}, 1},
    {"shch", 4, {NAME_SHCH}, 1},
    {"szcz", 4, {NAME_SHCH}, 1},
    {"sch", 3, {NAME_SH}, 1},
    {"sh", 2, {NAME_SH}, 1},
    {"sz", 2, {NAME_SH}, 1},
    {"tth", 3, {NAME_TH}, 1},
    {"tsch", 4, {NAME_CH}, 1},
    {"tch", 3, {NAME_CH}, 1},
    {"th", 2, {NAME_TH}, 1},
    {"ts", 2, {NAME_TS}, 1},
    {"tz", 2, {NAME_TS}, 1},
    {"wh", 2, {NAME_V}, 1},
    {"xe", 2, {NAME_K, NAME_S, NAME_E}, 3},
    {"zh", 2, {NAME_ZH}, 1},
};

enum { N_SPELLINGS = sizeof latin_spellings / sizeof *latin_spellings };

/* The first of each letter's spellings; past them all where there are none. */
static const uint8_t latin_first[26] = {
    40, 0,  1,  7,  11, 40, 12, 40, 18, 40, 19, 40, 20,
    40, 22, 24, 40, 40, 25, 31, 40, 40, 37, 38, 40, 39,
};

static const uint8_t latin_letters[26] = {
    NAME_A, NAME_B, NAME_K, NAME_D, NAME_E, NAME_F, NAME_G, NAME_H, NAME_I,
    NAME_Y, NAME_K, NAME_L, NAME_M, NAME_N, NAME_O, NAME_P, NAME_Q, NAME_R,
    NAME_S, NAME_T, NAME_U, NAME_V, NAME_V, NAME_X, NAME_I, NAME_Z,
};

/* Whether spelling I has the LEN letters at P. Most differ in the second: no call for that. */
static bool spells(size_t i, const char *p, size_t len)
{
    size_t n = 1;

    while (n < len && latin_spellings[i].letters[n] == p[n])
        n++;
    return n >= len;
}

bool name_add_another(struct name_sounds *s, uint8_t sound)
{
    if (s->len == NAME_SOUNDS_MAX)
        return false;
    s->list[s->len++] = sound;
    return true;
}

bool name_add_sound(struct name_sounds *s, uint8_t sound)
{
    return (s->len && s->list[s->len - 1] == sound) || name_add_another(s, sound);
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

    for (size_t i = latin_first[c - 'a']; i < N_SPELLINGS; i++) {
        size_t len = latin_spellings[i].len;

        if (*latin_spellings[i].letters != c)
            break;
        if (rest.len < len || !spells(i, rest.data, len))
            continue;
        for (unsigned k = 0; k < latin_spellings[i].n; k++)
            if (!name_add_sound(s, latin_spellings[i].sounds[k]))
                return 0;
        return at + len;
    }
    if (c == 'c' && (!next || is_soft_vowel(next)))
        return name_add_sound(s, NAME_C) ? at + 1 : 0;
    if (c == 'x' && at)
        return name_add_sound(s, NAME_K) && name_add_sound(s, NAME_S) ? at + 1 : 0;
    if (latin_letters[c - 'a'] == NAME_I && at && word.data[at - 1] != c)
        return name_add_another(s, NAME_I) ? at + 1 : 0;
    return name_add_sound(s, latin_letters[c - 'a']) ? at + 1 : 0;
}

static unsigned add_beginning(uint8_t *out, unsigned n, uint8_t sound)
{
    for (unsigned i = 0; i < n; i++)
        if (out[i] == sound)
            return n;
    out[n] = sound;
    return n + 1;
}

unsigned name_sounds_of_letter(char c, uint8_t out[NAME_LETTER_BEGINS])
{
    unsigned n = add_beginning(out, 0, latin_letters[c - 'a']);

    if (c == 'c')
        n = add_beginning(out, n, NAME_C);
    if (c == 'x')
        n = add_beginning(out, n, NAME_K);
    for (size_t i = latin_first[c - 'a']; i < N_SPELLINGS && *latin_spellings[i].letters == c; i++)
        n = add_beginning(out, n, latin_spellings[i].sounds[0]);
    return n;
}

/* ---- All scripts -------------------------------------------------------------------- */

static bool is_silent(struct span word, size_t at)
{
    static const char curly[] = "\xE2\x80\x99";

    return word.data[at] == '\'' ||
           (word.len - at >= 3 && !memcmp(word.data + at, curly, sizeof curly - 1));
}

/* Whether a spelling of a sound begins with LETTERS and has more. */
static bool begins_spelling(struct span letters)
{
    for (size_t i = latin_first[*letters.data - 'a']; i < N_SPELLINGS; i++) {
        if (*latin_spellings[i].letters != *letters.data)
            return false;
        if (latin_spellings[i].len > letters.len && spells(i, letters.data, letters.len))
            return true;
    }
    return false;
}

size_t name_letter_end(struct span word, size_t at)
{
    const char *p = word.data + at;

    text_char(&p, word.data + word.len);
    return (size_t)(p - word.data);
}

/* How many bytes of WORD fix the sounds that were read from its bytes FROM to END - 1; 0 if further
 * letters may change them. */
static size_t fixing_bytes(struct span word, size_t from, size_t end)
{
    bool latin = word.data[from] >= 'a' && word.data[from] <= 'z';

    for (unsigned i = 0; i < LETTERS_AFTER && !latin; i++)
        end = end < word.len ? name_letter_end(word, end) : end + 1;
    while (latin && end <= word.len && begins_spelling((struct span){word.data + from, end - from}))
        end++;
    return end <= word.len ? end : 0;
}

/* Adds the sounds of the letters at byte AT; returns the byte after them, 0 if there are none. */
static size_t add_sounds_at(struct name_sounds *s, struct span word, size_t at)
{
    char c = word.data[at];

    if (is_silent(word, at))
        return at + (c == '\'' ? 1 : 3);
    if (c >= 'a' && c <= 'z')
        return add_latin(s, word, at);
    return (unsigned char)c >= 0x80 ? name_add_foreign(s, word, at) : 0;
}

bool name_read_letters(struct name_reading *r, struct span word)
{
    struct name_sounds *s = &r->sounds;
    unsigned before = s->len;
    size_t next = add_sounds_at(s, word, r->at);

    if (!next)
        return false;
    for (; before < s->len; before++) {
        s->fixed[before] = (uint8_t)fixing_bytes(word, r->at, next);
        r->ends[before] = (uint8_t)next;
        r->abjad[before] = s->abjad;
    }
    r->at = next;
    return true;
}

void name_read_again(struct name_reading *r, size_t shared)
{
    struct name_sounds *s = &r->sounds;

    while (s->len && (!s->fixed[s->len - 1] || s->fixed[s->len - 1] > shared))
        s->len--;
    r->at = s->len ? r->ends[s->len - 1] : 0;
    s->abjad = s->len && r->abjad[s->len - 1];
}

bool name_sound_is_hushing(unsigned s)
{
    return s == NAME_SH || s == NAME_ZH || s == NAME_CH || s == NAME_SHCH || s == NAME_J ||
           s == NAME_KH;
}

/* Leaves out sound I, whose letters fix no more than those after it. */
static void leave_out(struct name_sounds *s, unsigned i)
{
    s->len--;
    memmove(s->list + i, s->list + i + 1, s->len - i);
    memmove(s->fixed + i, s->fixed + i + 1, s->len - i);
}

static bool is_o_or_e(unsigned sound)
{
    return sound == NAME_O || sound == NAME_E;
}

/* Brings the endings of one name, -ev, -eff, -eev, -yov and -chow, into one form. */
static void even_slavic_ending(struct name_sounds *s, struct span word)
{
    uint8_t *end = s->list + s->len;
    const char *last = word.data + word.len;

    if (end[-1] == NAME_F && is_o_or_e(end[-2]) && last[-2] == 'f')
        end[-1] = NAME_V;
    if (end[-1] != NAME_V)
        return;
    if (end[-2] == NAME_I && last[-2] == 'e' && last[-3] == 'e')
        end[-2] = NAME_E;
    if (end[-2] == NAME_O && name_sound_is_hushing(end[-3]))
        end[-2] = NAME_E;
    while (s->len >= 5 && is_o_or_e(end[-2]) && (end[-3] == NAME_I || end[-3] == NAME_Y)) {
        end[-2] = NAME_E;
        leave_out(s, s->len - 3);
        end--;
    }
    if (end[-2] == NAME_E && end[-3] == NAME_E)
        leave_out(s, s->len - 3);
}

/* Brings the ends of names that are written in several ways into one form. */
static void even_ending(struct name_sounds *s, struct span word)
{
    uint8_t *last;

    if (s->len >= 4)
        even_slavic_ending(s, word);
    last = &s->list[s->len - 1];
    if (s->len <= 2)
        return;
    if (*last == NAME_H && s->abjad) {
        *last = NAME_SCHWA;
    } else if (*last == NAME_H && name_sound_is_vowel(last[-1])) {
        s->len--;
        last--;
    } else if (*last == NAME_Y && last[-1] != NAME_A) { /* Raj ends in a j, Nikolaj in an i */
        *last = NAME_I;
    }
    if (*last == NAME_I && last[-1] == NAME_I)
        s->len--;
    if (*last == NAME_A && !s->abjad && s->len > 2)
        *last = NAME_END_A;
}

bool name_has_article(struct span word)
{
    static const char al[] = "\xD8\xA7\xD9\x84";

    return span_begins(word, span_of(al));
}

void name_even(const struct name_sounds *read, struct span word, struct name_sounds *out)
{
    bool article = read->len >= WITH_ARTICLE && name_has_article(word);

    *out = *read;
    if (article) {
        out->len -= 2;
        memcpy(out->list, read->list + 2, out->len);
        memcpy(out->fixed, read->fixed + 2, out->len);
    }
    even_ending(out, word);
}

bool name_sounds_read(struct span word, struct name_sounds *out)
{
    struct name_reading r = {.at = 0};

    while (r.at < word.len)
        if (!name_read_letters(&r, word))
            return false;
    if (!r.sounds.len)
        return false;
    name_even(&r.sounds, word, out);
    return true;
}
