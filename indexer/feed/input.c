/* One file, archive member or standard input of a feed. */
#include "indexer/feed/input.h"

#include <stdarg.h>

#include "core/character.h"
#include "indexer/feed/encoding.h"
#include "indexer/feed/format.h"
#include "indexer/feed/line_ends.h"
#include "indexer/feed/unpack.h"
#include "indexer/feed/utf8.h"

static void tell_feed(struct feed *f, enum feed_trouble kind, const char *path, uint64_t line,
                      const char *fmt, va_list ap)
{
    struct buf *m = &f->message;

    buf_clear(m);
    buf_str(m, path);
    if (line)
        buf_printf(m, ":%llu", (unsigned long long)line);
    buf_str(m, ": ");
    buf_vprintf(m, fmt, ap);
    m->data[m->len = character_make_safe(m->data, m->len)] = '\0';
    f->counts->skipped += kind == FEED_SKIPPED;
    f->counts->records += kind == FEED_SKIPPED;
    f->counts->damaged += kind == FEED_DAMAGED;
    f->tell(f->ctx, kind, m->data);
}

void input_tell(struct input *in, enum feed_trouble kind, uint64_t line, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    tell_feed(in->feed, kind, in->path, line, fmt, ap);
    va_end(ap);
}

void input_tell_too_long(struct input *in, uint64_t line)
{
    input_tell(in, FEED_SKIPPED, line, "skipped: it is longer than 64 MiB");
}

void feed_tell_path(struct feed *f, enum feed_trouble kind, const char *path, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    tell_feed(f, kind, path, 0, fmt, ap);
    va_end(ap);
}

static void tell_replaced(struct input *in, uint64_t line, uint64_t replaced)
{
    if (replaced)
        input_tell(in, FEED_DAMAGED, line, "%llu damaged %s replaced by U+FFFD",
                   (unsigned long long)replaced, replaced == 1 ? "byte" : "bytes");
}

struct span input_utf8(struct input *in, struct span raw, uint64_t line)
{
    uint64_t replaced = 0;
    struct span text = encoding_to_utf8(raw, &in->feed->utf8, &replaced);

    tell_replaced(in, line, replaced);
    return text;
}

bool input_whole(struct input *in, struct span *all)
{
    if (!stream_whole(in->stream, ARTICLE_BYTES_MAX, all)) {
        input_tell(in, FEED_SKIPPED, 0, "skipped: it is larger than 64 MiB");
        return false;
    }
    if (*in->stream->trouble)
        input_tell(in, FEED_DAMAGED, 0, "damaged, the readable part is kept: %s",
                   in->stream->trouble);
    return true;
}

/* Whether a file in FORMAT that begins with START is binary: a NUL damages a record of a format
 * with many records, but only a few of them do not make that file binary. */
static bool is_binary(struct span start, const struct format *format)
{
    enum { BYTES_A_NUL = 64 };
    size_t nuls = 0;

    for (size_t i = 0; i < start.len; i++)
        nuls += !start.data[i];
    return nuls && (format == &format_text || nuls > 1 + start.len / BYTES_A_NUL);
}

/* Reads text whose lines end with newlines, and which has no byte order mark. */
static dateline_status read_lines(struct input *in, dateline_error *err)
{
    struct span start = stream_peek(in->stream, FORMAT_START);
    const struct format *format = format_of(in->feed->options->input_format);

    if (!format)
        format = format_recognise(start, in->path);
    if (!is_binary(start, format))
        return format->read(in, err);
    input_tell(in, FEED_SKIPPED, 0, "skipped: it is binary, not text");
    return DATELINE_OK;
}

/* Reads input that is neither packed nor UTF-16 or UTF-32. */
static dateline_status read_plain(struct input *in, dateline_error *err)
{
    struct span start = stream_peek(in->stream, FORMAT_START);
    struct input lines = *in;
    struct stream newlines;
    dateline_status status;

    while (utf8_without_mark(start).len < start.len) {
        stream_skip(in->stream, start.len - utf8_without_mark(start).len);
        start = stream_peek(in->stream, FORMAT_START);
    }
    if (line_ends_are_cr(start)) {
        line_ends_stream(in->stream, &newlines);
        lines.stream = &newlines;
    }
    status = read_lines(&lines, err);
    if (lines.stream == &newlines)
        stream_close(&newlines);
    in->feed->counts->bytes += in->stream->taken;
    return status;
}

static dateline_status read_wide(struct input *in, const char *encoding, size_t mark,
                                 dateline_error *err)
{
    struct stream utf8;
    struct transcoder t;
    struct input converted = *in;
    dateline_status status;

    if (!transcoder_open(&t, in->stream, encoding, &utf8)) {
        input_tell(in, FEED_SKIPPED, 0, "skipped: iconv does not support %s", encoding);
        return DATELINE_OK;
    }
    stream_skip(in->stream, mark);
    converted.stream = &utf8;
    status = read_plain(&converted, err);
    tell_replaced(in, 0, t.replaced);
    transcoder_close(&t, &utf8);
    return status;
}

dateline_status input_read(struct input *in, dateline_error *err)
{
    struct span start = stream_peek(in->stream, UNPACK_MAGIC);
    size_t mark = 0;
    const char *encoding = encoding_wide(start, &mark);

    if (!start.len) {
        input_tell(in, FEED_SKIPPED, 0, "skipped: %s",
                   *in->stream->trouble ? in->stream->trouble : "it is empty");
        return DATELINE_OK;
    }
    if (unpack_recognise(start))
        return unpack(in, err);
    if (encoding)
        return read_wide(in, encoding, mark, err);
    return read_plain(in, err);
}
