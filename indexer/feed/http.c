/* A response of HTTP, as web archives keep it. */
#include "indexer/feed/http.h"

#include <stdlib.h>

#include "indexer/feed/header_field.h"

enum { CHUNK_LINE_MAX = 4096 };

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || ((c | ' ') >= 'a' && (c | ' ') <= 'f');
}

static unsigned hex_value(char c)
{
    return c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | ' ') - 'a') + 10;
}

/* Whether LINE begins with the size of a chunk, in *SIZE. */
static bool chunk_size(struct span line, uint64_t *size)
{
    size_t n = 0;

    for (*size = 0; n < line.len && n < 15 && is_hex(line.data[n]); n++)
        *size = *size << 4 | hex_value(line.data[n]);
    return n && (n == line.len || line.data[n] == ';' || is_blank(line.data[n]));
}

/* Reads the line before the next chunk; false, with OVER set, after the last one. */
static bool next_chunk(struct http *h)
{
    struct span line;

    do
        if (stream_line(h->from, CHUNK_LINE_MAX, &line) != STREAM_LINE) {
            h->over = true;
            return false;
        }
    while (!span_trim(line).len);
    h->over = !chunk_size(line, &h->chunk) || !h->chunk;
    return !h->over;
}

static ssize_t pull_chunks(struct stream *s, void *to, size_t room)
{
    struct http *h = s->source;
    size_t n;

    if (h->over || (!h->chunk && !next_chunk(h)))
        return 0;
    n = stream_copy(h->from, to, h->chunk < room ? h->chunk : room);
    if (!n)
        return stream_fail(s, *h->from->trouble ? h->from->trouble : "truncated chunk");
    h->chunk -= n;
    return (ssize_t)n;
}

/* Whether FROM continues with a chunk. */
static bool is_chunked(struct stream *from)
{
    struct span start = stream_peek(from, 20);
    uint64_t size;

    return chunk_size(start, &size);
}

/* Undoes the encoding of the content, which BODY reads so far. */
static void undo_encoding(struct http *h, struct expansion *e)
{
    struct span start = stream_peek(h->body, 2);
    const unsigned char *b = (const unsigned char *)start.data;
    bool gzip = start.len == 2 && b[0] == 0x1F && b[1] == 0x8B;
    bool zlib = start.len == 2 && (b[0] & 0x0F) == 8 && (b[0] * 256 + b[1]) % 31 == 0;
    int window = gzip ? INFLATE_GZIP : zlib ? INFLATE_ZLIB : INFLATE_RAW;

    if (!*h->encoding || !strcmp(h->encoding, "identity"))
        return;
    if (strcmp(h->encoding, "gzip") != 0 && strcmp(h->encoding, "x-gzip") != 0 &&
        strcmp(h->encoding, "deflate") != 0) {
        h->body = NULL;
        return;
    }
    /* Text that is not compressed begins with no byte of a raw block. */
    if (!gzip && !zlib && (*h->encoding != 'd' || (start.len && b[0] >= ' ' && b[0] < 0x7F)))
        return;
    h->body = inflater_open(&h->inflater, h->body, e, window, &h->plain) ? &h->plain : NULL;
}

static void take_http_field(struct http *h, struct span name, struct span value)
{
    char text[32];

    if (span_eq_any_case(name, span_of("Content-Type")))
        header_field_type(value, h->type, sizeof h->type, h->charset, sizeof h->charset);
    else if (span_eq_any_case(name, span_of("Content-Encoding")))
        header_field_copy(h->encoding, sizeof h->encoding, value);
    else if (span_eq_any_case(name, span_of("Transfer-Encoding"))) {
        header_field_copy(text, sizeof text, value);
        h->chunked = strstr(text, "chunked") != NULL;
    }
}

bool http_open(struct http *h, struct stream *from, struct expansion *e)
{
    struct span line = {0}, name, value;
    int lines = 0;

    *h = (struct http){.from = from, .body = from};
    if (stream_line(from, HEADER_LINE_MAX, &line) != STREAM_LINE || line.len < 12 ||
        !span_begins_any_case(line, "HTTP/"))
        return false;
    for (size_t i = 5; i + 3 < line.len && !h->status; i++)
        if (line.data[i] == ' ')
            for (size_t d = i + 1; d < i + 4 && line.data[d] >= '0' && line.data[d] <= '9'; d++)
                h->status = 10 * h->status + line.data[d] - '0';
    while (lines++ < HEADER_LINES_MAX && header_field_next(from, &name, &value))
        take_http_field(h, name, value);
    if (h->chunked && is_chunked(from)) {
        stream_on(&h->whole, pull_chunks, h);
        h->body = &h->whole;
    }
    undo_encoding(h, e);
    return true;
}

void http_close(struct http *h)
{
    if (h->inflater.from)
        inflater_close(&h->inflater, &h->plain);
    stream_close(&h->whole);
}
