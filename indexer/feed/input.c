/* One file, archive member or standard input of a feed. */
#include "indexer/feed/input.h"

#include <stdarg.h>
#include <strings.h>

#include "core/character.h"
#include "indexer/feed/container.h"
#include "indexer/feed/encoding.h"
#include "indexer/feed/filter.h"
#include "indexer/feed/format.h"
#include "indexer/feed/html/charset.h"
#include "indexer/feed/line_ends.h"
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

void input_tell_lost(struct input *in, uint64_t line)
{
    if (*in->stream->trouble)
        input_tell(in, FEED_SKIPPED, line, "damaged here, the rest is lost: %s",
                   in->stream->trouble);
}

void feed_tell_path(struct feed *f, enum feed_trouble kind, const char *path, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    tell_feed(f, kind, path, 0, fmt, ap);
    va_end(ap);
}

void input_tell_replaced(struct input *in, uint64_t line, uint64_t replaced)
{
    if (replaced)
        input_tell(in, FEED_DAMAGED, line, "%llu damaged %s replaced by U+FFFD",
                   (unsigned long long)replaced, replaced == 1 ? "byte" : "bytes");
}

static const char *const how_sure[] = {"a guess", "likely", "sure"};

/* Decides on CHARSET for the file of IN, and reports it. */
static void decide_encoding(struct input *in, struct charset charset)
{
    *in->encoding = (struct input_encoding){.decided = true, .charset = charset};
    input_tell(in, FEED_NOTED, 0, "not UTF-8, read as %s (%s); --encoding=NAME overrides it",
               charset.name, how_sure[charset.sure]);
}

/* Whether SAMPLE declares an encoding and reads as that. */
static bool declares_encoding(struct input *in, struct span sample, struct charset *out)
{
    enum { DAMAGED_MAX = 16, OF = 1024 };
    struct buf text = {0};
    uint64_t replaced = 0;

    if (!html_charset_declared(sample, out))
        return false;
    encoding_to_utf8(&in->feed->maker.charsets, out, sample, &text, &replaced);
    buf_free(&text);
    return replaced <= 1 + sample.len * DAMAGED_MAX / OF;
}

/* Decides by SAMPLE: as the part declares, else its markup, else as it reads best. Text that is
 * mostly UTF-8 decides nothing: its records are judged one by one. */
static void decide_by_sample(struct input *in, struct span sample)
{
    const char *declared = in->part.charset;
    struct charset charset = {.name = declared, .sure = CHARSET_SURE};

    if (encoding_is_utf8(sample))
        return;
    if (declared && encoding_known(declared)) {
        *in->encoding = (struct input_encoding){.decided = true, .charset = charset};
        return;
    }
    if (!declares_encoding(in, sample, &charset))
        charset = charset_detect(&in->feed->maker.charsets, sample);
    decide_encoding(in, charset);
}

/* Decides by RAW and the text that the stream holds after it; nothing is read, as RAW is borrowed
 * from the stream. */
static void decide_by_record(struct input *in, struct span raw)
{
    enum { TRIES = 16 };
    struct stream *s = in->stream;
    size_t held = s->end - s->start, len = raw.len < CHARSET_SAMPLE ? raw.len : CHARSET_SAMPLE;
    struct buf sample = {0};

    if (in->encoding->tries++ >= TRIES)
        return;
    buf_add(&sample, raw.data, len);
    if (held > CHARSET_SAMPLE - len)
        held = CHARSET_SAMPLE - len;
    if (held)
        buf_span_add(&sample, stream_peek(s, held));
    decide_by_sample(in, buf_span(&sample));
    buf_free(&sample);
}

/* The encoding of RAW, the record at LINE of a file that is mostly UTF-8, without a name for UTF-8;
 * the first other one is told. */
static struct charset record_charset(struct input *in, struct span raw, uint64_t line)
{
    struct charset found = {0};

    if (encoding_mostly_utf8(raw))
        return found;
    found = charset_detect(&in->feed->maker.charsets, raw);
    if (!in->encoding->told)
        input_tell(in, FEED_NOTED, line,
                   "not UTF-8 here, read as %s (%s); --encoding=NAME overrides it", found.name,
                   how_sure[found.sure]);
    in->encoding->told = true;
    return found;
}

struct span input_utf8(struct input *in, struct span raw, uint64_t line)
{
    struct input_encoding *e = in->encoding;
    uint64_t replaced = 0;
    struct charset own;
    struct span text;

    if (!e->charset.wide && utf8_valid(raw) == raw.len)
        return utf8_without_mark(raw);
    if (!e->decided)
        decide_by_record(in, raw);
    own = e->decided ? e->charset : record_charset(in, raw, line);
    text = encoding_to_utf8(&in->feed->maker.charsets, own.name ? &own : NULL, raw, &in->feed->utf8,
                            &replaced);
    input_tell_replaced(in, line, replaced);
    return text;
}

bool input_line(struct input *in, size_t most, struct span *line, uint64_t *number)
{
    enum stream_line got;

    while ((got = stream_line(in->stream, most, line)) != STREAM_END) {
        ++*number;
        if (got == STREAM_LINE)
            return true;
        input_tell_too_long(in, *number);
    }
    input_tell_lost(in, *number);
    return false;
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

/* Whether most of the lines that START has hold a NUL. */
static bool has_nul_lines(struct span start)
{
    size_t lines = 0, nuls = 0;
    bool nul = false;

    for (size_t i = 0; i < start.len; i++) {
        nul |= !start.data[i];
        if (start.data[i] != '\n' && i + 1 < start.len)
            continue;
        lines++;
        nuls += nul;
        nul = false;
    }
    return nuls > lines / 2;
}

/* Whether a file in FORMAT that begins with START is binary: a NUL damages a record of a format
 * with many records, but only a few of them do not make that file binary. */
static bool is_binary(struct span start, const struct format *format)
{
    enum { BYTES_A_NUL = 64 };
    size_t nuls = 0;

    if (format->nuls == NULS_LINES)
        return has_nul_lines(start);
    for (size_t i = 0; i < start.len; i++)
        nuls += !start.data[i];
    return nuls && (format->nuls == NULS_ANY || nuls > 1 + start.len / BYTES_A_NUL);
}

/* The format of IN: its type's, the one that the user names, or the one that START shows. */
static const struct format *input_format(const struct input *in, struct span start)
{
    const struct format *format =
        in->part.type ? format_of_type(in->part.type) : format_of(in->feed->options->input_format);

    return format ? format : format_recognise(start, in->path);
}

static dateline_status read_records(struct input *in, const struct format *format,
                                    dateline_error *err)
{
    bool kept = in->feed->options->keep_boilerplate && format->marking == MARKING_BOILERPLATE;

    in->marking = kept ? MARKING_NONE : format->marking;
    return format->read(in, err);
}

/* Reads text whose lines end with newlines, and which has no byte order mark. */
static dateline_status read_lines(struct input *in, dateline_error *err)
{
    struct span start = stream_peek(in->stream, FORMAT_START);
    const struct format *format = input_format(in, start);

    if (!is_binary(start, format))
        return read_records(in, format, err);
    input_tell(in, FEED_SKIPPED, 0, "skipped: it is binary, not text");
    return DATELINE_OK;
}

static dateline_status read_converted(struct input *in, const char *encoding, size_t mark,
                                      dateline_error *err);

/* Reads input whose characters are bytes or UTF-8, or of an encoding that is to be decided. */
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
    if (!in->encoding->decided && !encoding_is_utf8(start) && !memchr(start.data, 0, start.len)) {
        decide_by_sample(in, stream_peek(in->stream, CHARSET_SAMPLE));
        if (in->encoding->charset.wide)
            return read_converted(in, in->encoding->charset.name, 0, err);
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

/* Reads input in ENCODING as UTF-8, after MARK bytes. */
static dateline_status read_converted(struct input *in, const char *encoding, size_t mark,
                                      dateline_error *err)
{
    struct stream utf8;
    struct transcoder t;
    struct input converted = *in;
    struct input_encoding decided = {.decided = true, .charset = {.name = "UTF-8"}};
    dateline_status status;

    if (!transcoder_open(&t, in->stream, encoding, &utf8)) {
        input_tell(in, FEED_SKIPPED, 0, "skipped: iconv does not support %s", encoding);
        return DATELINE_OK;
    }
    stream_skip(in->stream, mark);
    converted.stream = &utf8;
    converted.encoding = &decided;
    status = read_plain(&converted, err);
    input_tell_replaced(in, 0, t.replaced);
    transcoder_close(&t, &utf8);
    return status;
}

/* Reads text, in the encoding that the user names, or that its start shows. */
static dateline_status read_text(struct input *in, dateline_error *err)
{
    struct span start = stream_peek(in->stream, FORMAT_START);
    const char *given = in->feed->options->encoding, *found;
    size_t mark = 0;

    if (given && strcasecmp(given, "UTF-8") != 0)
        return read_converted(in, given, 0, err);
    if (given)
        *in->encoding = (struct input_encoding){.decided = true, .charset = {.name = "UTF-8"}};
    found = given ? NULL : encoding_wide(start, &mark);
    if (found)
        return read_converted(in, found, mark, err);
    if (!given &&
        (found = charset_shifted(start) ? charset_shifted(start) : charset_zeros(start))) {
        decide_encoding(in, (struct charset){found, CHARSET_LIKELY, true});
        return read_converted(in, found, 0, err);
    }
    return read_plain(in, err);
}

/* Reads IN, which begins with START and is no container. */
static dateline_status read_format(struct input *in, struct span start, dateline_error *err)
{
    const struct format *format = input_format(in, start);
    struct input_encoding encoding = {0};
    struct input text = *in;
    dateline_status status;

    text.encoding = &encoding;
    unmapped_begin(&in->feed->unmapped);
    status = format->bytes ? read_records(&text, format, err) : read_text(&text, err);
    if (format->bytes)
        in->feed->counts->bytes += in->stream->taken;
    unmapped_tell(&text);
    return status;
}

/* Reports IN, which begins with START, if it is empty. */
static bool is_empty(struct input *in, struct span start)
{
    if (!start.len)
        input_tell(in, FEED_SKIPPED, in->part.line, "skipped: %s",
                   *in->stream->trouble ? in->stream->trouble : "it is empty");
    return !start.len;
}

dateline_status input_read(struct input *in, dateline_error *err)
{
    struct span start = stream_peek(in->stream, FORMAT_START);
    const char *filter = filter_of(in);
    const struct container *container = filter ? NULL : container_of(in, start);
    dateline_status status;

    status = is_empty(in, start) ? DATELINE_OK
             : filter            ? filter_read(in, filter, err)
             : container         ? container->read(in, err)
                                 : read_format(in, start, err);
    in->feed->counts->unread += *in->stream->trouble != '\0';
    return status;
}

dateline_status input_read_part(struct input *in, dateline_error *err)
{
    struct span start = stream_peek(in->stream, FORMAT_START);

    if (is_empty(in, start))
        return DATELINE_OK;
    if (format_of_type(in->part.type))
        return read_format(in, start, err);
    input_tell(in, FEED_SKIPPED, in->part.line, "skipped: its type %s is not read", in->part.type);
    return DATELINE_OK;
}
