/* Converts text of any encoding to UTF-8. */
#include "indexer/feed/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <strings.h>

#include "indexer/feed/utf8.h"

/* Counts a text's valid characters beyond ASCII and its invalid bytes. */
struct census {
    uint64_t good, bad;
};

static struct census count_encoding(struct span s)
{
    struct census c = {0, 0};

    while (s.len) {
        size_t len = utf8_char(s);

        c.good += len > 1;
        c.bad += !len;
        s = span_from(s, len ? len : 1);
    }
    return c;
}

static void repair(struct span s, struct buf *out)
{
    for (;;) {
        size_t valid = utf8_valid(s);

        buf_add(out, s.data, valid);
        if (valid == s.len)
            return;
        buf_str(out, UTF8_REPLACEMENT);
        s = span_from(s, valid + 1);
    }
}

/* Calls iconv() once, from FROM, which advances, to TO, which has ROOM bytes. Replaces invalid
 * input, UNIT bytes at a time. LAST: FROM is the end of the text. Returns the bytes written; 0 if
 * it needs more of FROM. */
static size_t convert(iconv_t cd, struct span *from, char *to, size_t room, size_t unit, bool last,
                      uint64_t *replaced)
{
    char *in = (char *)from->data, *out = to;
    size_t in_left = from->len, out_left = room;
    size_t result = iconv(cd, &in, &in_left, &out, &out_left);
    bool stuck =
        result == (size_t)-1 && (errno == EILSEQ || (errno == EINVAL && last)) && out_left >= 3;

    if (stuck) {
        size_t skip = in_left < unit ? in_left : unit;

        in += skip;
        in_left -= skip;
        out = mempcpy(out, UTF8_REPLACEMENT, 3);
        out_left -= 3;
        ++*replaced;
    }
    if (last &&
        !in_left) /* some encodings hold a letter back until they see whether an accent follows */
        iconv(cd, NULL, NULL, &out, &out_left);
    *from = (struct span){in, in_left};
    return (size_t)(out - to);
}

static void convert_all(iconv_t cd, struct span raw, struct buf *out, uint64_t *replaced)
{
    while (raw.len) {
        buf_reserve(out, raw.len + 64);
        out->len +=
            convert(cd, &raw, out->data + out->len, out->cap - out->len - 1, 1, true, replaced);
    }
}

/* iconv from ENCODING; from Windows-1252 where iconv does not know it. */
static iconv_t open_converter(const char *encoding)
{
    iconv_t cd = iconv_open("UTF-8", encoding);

    return cd == (iconv_t)-1 ? iconv_open("UTF-8", "WINDOWS-1252") : cd;
}

struct span encoding_to_utf8(struct charset_tables *tables, const struct charset *file,
                             struct span raw, struct buf *out, uint64_t *replaced)
{
    struct census c;
    iconv_t cd;

    raw = utf8_without_mark(raw);
    if (!(file && file->wide) && utf8_valid(raw) == raw.len)
        return raw;
    buf_clear(out);
    c = count_encoding(raw);
    if (!(file && file->wide) && c.good >= 9 * c.bad) {
        *replaced += c.bad;
        repair(raw, out);
        return buf_span(out);
    }
    cd = open_converter(file ? file->name : charset_detect(tables, raw).name);
    convert_all(cd, raw, out, replaced);
    iconv_close(cd);
    return buf_span(out);
}

bool encoding_mostly_utf8(struct span text)
{
    struct census c = count_encoding(text);

    return c.good >= 9 * c.bad;
}

bool encoding_is_utf8(struct span text)
{
    return text.len - utf8_valid(text) < 4 || encoding_mostly_utf8(text);
}

bool encoding_known(const char *encoding)
{
    iconv_t cd = iconv_open("UTF-8", encoding);

    if (cd == (iconv_t)-1)
        return false;
    iconv_close(cd);
    return true;
}

const char *encoding_wide(struct span start, size_t *mark)
{
    static const struct {
        const char *mark;
        size_t len;
        const char *name;
    } wide[] = {
        {"\xFF\xFE\0\0", 4, "UTF-32LE"},
        {"\0\0\xFE\xFF", 4, "UTF-32BE"},
        {"\xFF\xFE", 2, "UTF-16LE"},
        {"\xFE\xFF", 2, "UTF-16BE"},
    };

    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (start.len >= wide[i].len && !memcmp(start.data, wide[i].mark, wide[i].len)) {
            *mark = wide[i].len;
            return wide[i].name;
        }
    return NULL;
}

/* A character may straddle two chunks of FROM, so this peeks, converts, then skips. */
static ssize_t pull_transcoded(struct stream *s, void *to, size_t room)
{
    enum { CHUNK = 32 << 10 };
    struct transcoder *t = s->source;
    size_t want = CHUNK, written = 0;

    while (!written) {
        struct span from = stream_peek(t->from, want), left = from;

        if (!from.len)
            break;
        written = convert(t->converter, &left, to, room, t->unit, from.len < want, &t->replaced);
        stream_skip(t->from, from.len - left.len);
        want += CHUNK;
    }
    if (!written && *t->from->trouble)
        return stream_fail(s, t->from->trouble);
    return (ssize_t)written;
}

/* The bytes of the smallest character. */
static size_t unit_of(const char *encoding)
{
    if (!strncasecmp(encoding, "UTF-32", 6) || !strncasecmp(encoding, "UCS-4", 5))
        return 4;
    return !strncasecmp(encoding, "UTF-16", 6) || !strncasecmp(encoding, "UCS-2", 5) ? 2 : 1;
}

bool transcoder_open(struct transcoder *t, struct stream *from, const char *encoding,
                     struct stream *out)
{
    *t = (struct transcoder){.from = from, .unit = unit_of(encoding)};
    t->converter = iconv_open("UTF-8", encoding);
    stream_on(out, pull_transcoded, t);
    return t->converter != (iconv_t)-1;
}

void transcoder_close(struct transcoder *t, struct stream *out)
{
    stream_close(out);
    iconv_close(t->converter);
}
