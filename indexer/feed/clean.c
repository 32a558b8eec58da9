/* Cleans the text of articles. */
#include "indexer/feed/clean.h"

#include "indexer/feed/utf8.h"

enum { BLOCK = 32 };

/* The length of a blank, line end or control character at the start of S; 0 for others. */
static size_t gap_length(struct span s)
{
    struct span one = {s.data, utf8_char(s)};
    enum character_kind kind = one.len ? utf8_kind(one) : CHARACTER_SHOWN;

    if (kind == CHARACTER_CONTROL || kind == CHARACTER_LINE)
        return one.len;
    return one.len && *one.data == ' ' ? 1 : 0;
}

static bool is_graphic(char c)
{
    return c > ' ' && c < 0x7F;
}

/* The length of the start of S that stays unchanged: printable ASCII with single blanks. */
static size_t settled_length(struct span s)
{
    size_t at = 0;

    while (at < s.len && (is_graphic(s.data[at]) || (s.data[at] == ' ' && at && at + 1 < s.len &&
                                                     is_graphic(s.data[at + 1]))))
        at++;
    return at;
}

struct span clean_line(struct span text, struct buf *out)
{
    buf_clear(out);
    buf_reserve(out, text.len);
    for (size_t at = 0, len; at < text.len; at += len) {
        struct span rest = span_from(text, at);

        len = settled_length(rest);
        if (len) {
            buf_add(out, rest.data, len);
            continue;
        }
        len = gap_length(rest);
        if (!len) {
            len = utf8_char(rest);
            buf_add(out, rest.data, len ? len : (len = 1));
        } else if (out->len && out->data[out->len - 1] != ' ')
            buf_char(out, ' ');
    }
    if (out->len && out->data[out->len - 1] == ' ')
        out->data[--out->len] = '\0';
    return buf_span(out);
}

/* The length of a NUL or of a line end other than "\n" at the start of S; 0 for others. */
static size_t foreign_length(struct span s)
{
    static const struct span all[] = {{"\r\n", 2},     {"\r", 1},     {"\f", 1},    {"\0", 1},
                                      {"\xC2\x85", 2}, {"\u2028", 3}, {"\u2029", 3}};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (span_begins(s, all[i]))
            return all[i].len;
    return 0;
}

/* Whether C may begin a foreign character. */
static bool may_be_foreign(unsigned char c)
{
    return !c || c == '\r' || c == '\f' || c == 0xC2 || c == 0xE2;
}

/* The length of the whole blocks at the start of S without suspect bytes. No branch a byte, so
 * compilers vectorise it. */
static size_t unsuspect_length(struct span s)
{
    size_t at = 0;

    for (; at + BLOCK <= s.len; at += BLOCK) {
        unsigned char any = 0;

        for (size_t i = 0; i < BLOCK; i++)
            any |= may_be_foreign((unsigned char)s.data[at + i]);
        if (any)
            break;
    }
    return at;
}

/* The length of S before the first foreign character. */
static size_t native_length(struct span s)
{
    size_t at = 0;

    while (at < s.len) {
        size_t end = (at += unsuspect_length(span_from(s, at))) + BLOCK;

        for (; at < s.len && at < end; at++)
            if (may_be_foreign((unsigned char)s.data[at]) && foreign_length(span_from(s, at)))
                return at;
    }
    return at;
}

struct span clean_body(struct span text, struct buf *out)
{
    text = span_trim(text);
    if (native_length(text) == text.len)
        return text;
    buf_clear(out);
    buf_reserve(out, text.len);
    while (text.len) {
        size_t len = native_length(text);

        buf_add(out, text.data, len);
        text = span_from(text, len);
        if (!text.len)
            break;
        buf_char(out, *text.data ? '\n' : ' ');
        text = span_from(text, foreign_length(text));
    }
    return span_trim(buf_span(out));
}
