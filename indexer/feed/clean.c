#include "indexer/feed/clean.h"

#include "indexer/feed/utf8.h"

/* Bytes of the blank, line end or control character at S's start; 0 for others. */
static size_t gap(struct span s)
{
    struct span one = {s.data, utf8_char(s)};

    if (one.len == 1 && *one.data == ' ')
        return 1;
    if (one.len == 3 && (!memcmp(one.data, "\u2028", 3) || !memcmp(one.data, "\u2029", 3)))
        return 3;
    return utf8_is_control(one) ? one.len : 0;
}

struct span clean_line(struct span text, struct buf *out)
{
    buf_clear(out);
    buf_reserve(out, text.len);
    for (size_t at = 0, len; at < text.len; at += len) {
        struct span rest = span_from(text, at);

        len = gap(rest);
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

/* Bytes of a line end that is not "\n", or of a NUL, at S's start. */
static size_t foreign(struct span s)
{
    static const struct span all[] = {{"\r\n", 2},     {"\r", 1},     {"\f", 1},    {"\0", 1},
                                      {"\xC2\x85", 2}, {"\u2028", 3}, {"\u2029", 3}};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (s.len >= all[i].len && !memcmp(s.data, all[i].data, all[i].len))
            return all[i].len;
    return 0;
}

/* Bytes of S before the first that is foreign. */
static size_t native(struct span s)
{
    static const bool suspect[256] = {['\0'] = 1, ['\r'] = 1, ['\f'] = 1, [0xC2] = 1, [0xE2] = 1};
    size_t at = 0;

    while (at < s.len) {
        if (suspect[(unsigned char)s.data[at]] && foreign(span_from(s, at)))
            return at;
        at++;
    }
    return at;
}

struct span clean_body(struct span text, struct buf *out)
{
    text = span_trim(text);
    if (native(text) == text.len)
        return text;
    buf_clear(out);
    buf_reserve(out, text.len);
    while (text.len) {
        size_t len = native(text);

        buf_add(out, text.data, len);
        text = span_from(text, len);
        if (!text.len)
            break;
        buf_char(out, *text.data ? '\n' : ' ');
        text = span_from(text, foreign(text));
    }
    return span_trim(buf_span(out));
}
