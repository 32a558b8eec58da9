/* Removes what typesetting leaves inside words. */
#include "text/tidy.h"

#include "core/utf8.h"
#include "text/text.h"

enum { BLOCK = 32, SOFT_HYPHEN = 0xAD, NOT_SIGN = 0xAC, LEFT_QUOTE = 0x2018 };

/* Whether C may begin one of the signs: U+00AC and U+00AD, U+2018, a Hebrew letter before a quote.
 */
static bool may_begin_sign(unsigned char c)
{
    return c == 0xC2 || c == 0xE2 || c == 0xD7;
}

/* The length of the ASCII at the start of S, in whole blocks: most texts have nothing else. */
static size_t ascii_blocks(struct span s)
{
    size_t at = 0;
    uint64_t words[BLOCK / sizeof(uint64_t)];

    for (; at + BLOCK <= s.len; at += BLOCK) {
        memcpy(words, s.data + at, BLOCK);
        if ((words[0] | words[1] | words[2] | words[3]) & UINT64_C(0x8080808080808080))
            break;
    }
    return at;
}

/* The length of the start of S without suspect bytes. */
static size_t unsuspect_bytes(struct span s)
{
    size_t at = ascii_blocks(s);

    while (at < s.len && !may_begin_sign((unsigned char)s.data[at])) {
        at++;
        if (at % BLOCK == 0)
            at += ascii_blocks(span_from(s, at));
    }
    return at;
}

static uint32_t char_at(struct span s, size_t at, size_t *next)
{
    const char *p = s.data + at;
    uint32_t c = at < s.len ? utf8_get(&p, s.data + s.len) : 0;

    *next = (size_t)(p - s.data);
    return c;
}

/* The character before AT; 0 at the start. */
static uint32_t char_before(struct span s, size_t at)
{
    size_t from = at, next;

    while (from && at - from < 4 && utf8_continues(s.data[--from]))
        ;
    return at ? char_at(s, from, &next) : 0;
}

static bool is_hebrew(uint32_t c)
{
    return c >= 0x05D0 && c <= 0x05EA;
}

/* The offset after the line end at AT and the blanks around it; AT if there is no line end. */
static size_t after_line_end(struct span s, size_t at)
{
    size_t end = at, lines = 0;

    for (; end < s.len && is_blank(s.data[end]); end++)
        lines += s.data[end] == '\n';
    return lines == 1 ? end : at;
}

/* Whether the characters on both sides of a line end, before AT and from GOES_ON, are a word that
 * it cuts. */
static bool cuts_word(struct span s, size_t at, size_t goes_on)
{
    size_t next;
    uint32_t c = char_at(s, goes_on, &next);

    return text_stems(char_before(s, at)) && text_stems(c) && !text_is_capital(c);
}

/* The length of the text at AT that is replaced, and *WITH what; 0 if it stays. */
static size_t replaced_at(struct span s, size_t at, const char **with)
{
    size_t after, next, line;
    uint32_t c = char_at(s, at, &after);

    *with = "";
    if (c == SOFT_HYPHEN || c == NOT_SIGN) {
        line = after_line_end(s, after);
        if (line > after && cuts_word(s, at, line))
            return line - at;
        return c == SOFT_HYPHEN ? after - at : 0;
    }
    if (c == LEFT_QUOTE) {
        *with = "\u2019";
        return text_stems(char_before(s, at)) && text_stems(char_at(s, after, &next)) ? after - at
                                                                                      : 0;
    }
    if (is_hebrew(c) && after < s.len && s.data[after] == '"' &&
        is_hebrew(char_at(s, after + 1, &next))) {
        *with = "\u05F4";
        return 1; /* of the quote, which follows the letter */
    }
    return 0;
}

/* The offset of the next text that is replaced, from AT on, with its length and *WITH; S.len for
 * none. */
static size_t find_replaced(struct span s, size_t at, size_t *len, const char **with)
{
    size_t next;

    for (*len = 0; (at += unsuspect_bytes(span_from(s, at))) < s.len; at = next) {
        bool hebrew = is_hebrew(char_at(s, at, &next));

        *len = replaced_at(s, at, with);
        if (*len)
            return hebrew ? next : at;
    }
    return s.len;
}

struct span text_tidy(struct span text, struct buf *out)
{
    const char *with;
    size_t at = 0, len, found = find_replaced(text, 0, &len, &with);

    if (found == text.len)
        return text;
    buf_clear(out);
    buf_reserve(out, text.len);
    while (at < text.len) {
        buf_add(out, text.data + at, found - at);
        if (found < text.len)
            buf_str(out, with);
        at = found + len;
        found = at < text.len ? find_replaced(text, at, &len, &with) : at;
        if (found == text.len)
            len = 0;
    }
    return buf_span(out);
}
