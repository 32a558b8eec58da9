/* Folds words: accents, ligatures and widths. */
#include "text/fold.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "core/utf8.h"
#include "text/text.h"
#include "text/text_table.h"

/* Replacements for letters that Unicode does not decompose. The final sigma is here because it has
 * the same capital as the other sigma. */
static const struct {
    uint32_t from;
    const char *to;
} letters[] = {
    {0x00DF, "ss"}, /* ß */
    {0x00E6, "ae"}, /* æ */
    {0x00F0, "d"},  /* ð */
    {0x00F8, "o"},  /* ø */
    {0x00FE, "th"}, /* þ */
    {0x0111, "d"},  /* đ */
    {0x0131, "i"},  /* ı */
    {0x0142, "l"},  /* ł */
    {0x0153, "oe"}, /* œ */
    {0x03C2, "σ"},  /* ς */
};

/* Lower-case Latin and Greek letters that do not decompose are in these ranges. */
static const struct {
    uint32_t first, last;
} latin_greek[] = {
    {'a', 'z'},       {0x00DF, 0x02AF}, {0x0370, 0x03E1}, {0x03F0, 0x03FF},
    {0x1D00, 0x1D2A}, {0x1D6B, 0x1D77}, {0x1D79, 0x1D9A}, {0x1E00, 0x1FFF},
    {0x2184, 0x2184}, {0x2C60, 0x2C7F}, {0xA722, 0xA7FF}, {0xAB30, 0xAB65},
};

/* Sorting marks takes time quadratic in their number, so longer words are not folded. */
enum { FOLD_MAX = 4 * SCHEMA_WORD_MAX };

enum { CYRILLIC_IE = 0x0435, DIAERESIS = 0x0308 };

static bool is_latin_greek(uint32_t c)
{
    for (size_t i = 0; i < sizeof latin_greek / sizeof *latin_greek; i++)
        if (c >= latin_greek[i].first && c <= latin_greek[i].last)
            return text_stems(c);
    return false;
}

/* Whether C is a point of Hebrew or Arabic, which tells how a word is spoken, or Arabic's stroke
 * that only stretches it. Hamza and madda are parts of letters. */
static bool is_point(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } points[] = {
        {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5}, {0x05C7, 0x05C7},
        {0x0610, 0x061A}, {0x0640, 0x0640}, {0x064B, 0x0652}, {0x0656, 0x065F}, {0x0670, 0x0670},
        {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8}, {0x06EA, 0x06ED},
    };

    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        if (c >= points[i].first && c <= points[i].last)
            return true;
    return false;
}

/* Whether MARK is only an accent on the letter BASE. */
static bool is_accent(uint32_t mark, uint32_t base)
{
    if (is_point(mark))
        return base >= 0x05D0 && base <= 0x08FF && !is_point(base) && text_stems(base);
    return (text_kind(mark)->flags & TEXT_MARK) &&
           (is_latin_greek(base) || (base == CYRILLIC_IE && mark == DIAERESIS));
}

/* Appends TEXT in the normal form of OPTIONS; nothing if TEXT is not UTF-8. */
static void normalise(struct span text, int options, struct buf *out)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.data;
    utf8proc_ssize_t len = (utf8proc_ssize_t)text.len, n;
    utf8proc_option_t opts = (utf8proc_option_t)(options | UTF8PROC_STABLE);
    utf8proc_int32_t *chars;

    n = utf8proc_decompose(bytes, len, NULL, 0, opts);
    if (n < 0)
        return;
    chars = must_alloc(((size_t)n + 1) * sizeof *chars);
    utf8proc_decompose(bytes, len, chars, n, opts);
    n = utf8proc_reencode(chars, n, opts);
    buf_add(out, chars, (size_t)n);
    free(chars);
}

/* Whether C is a letter and no sign that is one to Unicode only. */
static bool is_plain_letter(uint32_t c)
{
    return c != 0x02BB && c != 0x02BC && text_stems(c);
}

static void add_folded_letter(struct buf *out, uint32_t c)
{
    char bytes[4];

    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (c == letters[i].from) {
            buf_str(out, letters[i].to);
            return;
        }
    }
    buf_add(out, bytes, utf8_put(bytes, c));
}

/* Whether C, a letter, is also written as an apostrophe: U+02BB and U+02BC. Between two other
 * letters it folds to that, as the tokeniser keeps an apostrophe there only. */
static bool is_apostrophe(uint32_t c, uint32_t before, const char *p, const char *end)
{
    uint32_t next = p < end ? utf8_get(&p, end) : 0;

    return (c == 0x02BB || c == 0x02BC) && is_plain_letter(before) && is_plain_letter(next);
}

/* Appends TEXT, decomposed and in lower case, without its accents. */
static void strip_accents(struct span text, struct buf *out)
{
    const char *end = text.data + text.len;
    uint32_t base = 0;

    for (const char *p = text.data; p < end;) {
        uint32_t c = utf8_get(&p, end);

        if (is_accent(c, base))
            continue;
        if (is_apostrophe(c, base, p, end))
            c = '\'';
        if (!(text_kind(c)->flags & TEXT_MARK))
            base = c;
        add_folded_letter(out, c);
    }
}

static bool is_ascii(struct span word)
{
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.data[i] >= 0x80)
            return false;
    return true;
}

static bool begins_alone(struct span word)
{
    const char *p = word.data;

    return word.len && text_stands_alone(text_char(&p, word.data + word.len));
}

/* Decomposition may yield capitals, blanks and brackets; the tokeniser removes them and restores
 * lower case. */
bool fold_word(struct span word, struct buf *out)
{
    struct buf decomposed = {0}, joined = {0}, stripped = {0};
    struct tokens words = {0};
    bool digraph; /* of two characters that are words of their own: it stays */

    buf_clear(out);
    if (word.len > FOLD_MAX || is_ascii(word))
        return false;
    normalise(word, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &decomposed);
    tokenize(buf_span(&decomposed), &words);
    for (size_t i = 0; i < words.len; i++)
        buf_span_add(&joined, token_word(&words, i));
    strip_accents(buf_span(&joined), &stripped);
    normalise(buf_span(&stripped), UTF8PROC_COMPOSE, out);
    digraph = words.len > 1 && begins_alone(word);
    buf_free(&decomposed);
    buf_free(&joined);
    buf_free(&stripped);
    tokens_free(&words);
    if (span_eq(buf_span(out), word) || digraph)
        buf_clear(out);
    return out->len;
}

/* The words that lose their last vowel before another word. */
static const char *const french[] = {"l",      "d",      "j",      "m",      "n",
                                     "s",      "t",      "c",      "qu",     "jusqu",
                                     "lorsqu", "puisqu", "quoiqu", "presqu", NULL};
static const char *const italian[] = {
    "l",     "d",      "un",      "c",       "s",    "m",    "t",    "v",
    "n",     "gl",     "dell",    "all",     "dall", "nell", "sull", "coll",
    "quell", "bell",   "sant",    "quest",   "anch", "tutt", "mezz", "senz",
    "grand", "nessun", "ciascun", "qualcun", "cos",  "dov",  "com",  NULL};
static const char *const catalan[] = {"l", "d", "s", "n", "m", "t", NULL};

static bool is_in_list(const char *const list[], struct span word)
{
    for (; *list; list++)
        if (span_eq(span_of(*list), word))
            return true;
    return false;
}

/* The list of LANGUAGE; NULL if it has none. */
static const char *const *elided_words(const char *language)
{
    return !strcmp(language, "french")    ? french
           : !strcmp(language, "italian") ? italian
           : !strcmp(language, "catalan") ? catalan
                                          : NULL;
}

struct span fold_elision(const char *language, struct span word)
{
    const char *mark = word.len ? memchr(word.data, '\'', word.len) : NULL;
    const char *const *list;

    if (!mark)
        return word;
    if (!strcmp(language, "turkish") && mark - word.data > 1)
        return (struct span){word.data, (size_t)(mark - word.data)};
    list = elided_words(language);
    while (list && mark && is_in_list(list, (struct span){word.data, (size_t)(mark - word.data)}) &&
           (size_t)(mark + 1 - word.data) < word.len) {
        word = span_from(word, (size_t)(mark + 1 - word.data));
        mark = memchr(word.data, '\'', word.len);
    }
    return word;
}
