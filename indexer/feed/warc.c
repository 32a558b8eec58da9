/* Web archives: the records of a WARC file as parts. */
#include "indexer/feed/warc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/feed/format.h"
#include "indexer/feed/header_field.h"
#include "indexer/feed/http.h"
#include "indexer/feed/utf8.h"

enum { URL_MAX = 8 << 10 };

struct warc {
    struct input *in;
    struct stream block; /* of the current record */
    uint64_t left;       /* bytes of the block that are not read yet */
    uint64_t records, revisits, failed, others;
    /* The current record: */
    char kind[20], type[64], charset[40], time[40];
    struct buf url, path, name;
    bool measured; /* it has a Content-Length */
};

bool warc_recognise(struct span start)
{
    start = span_trim(start);
    return start.len > 6 && !memcmp(start.data, "WARC/", 5) && start.data[5] >= '0' &&
           start.data[5] <= '9';
}

static ssize_t pull_block(struct stream *s, void *to, size_t room)
{
    struct warc *w = s->source;
    struct stream *from = w->in->stream;
    size_t n;

    if (!w->left)
        return 0;
    n = stream_copy(from, to, w->left < room ? w->left : room);
    if (!n)
        return stream_fail(s, *from->trouble ? from->trouble : "truncated record");
    w->left -= n;
    return (ssize_t)n;
}

/* Passes over the rest of the block. */
static void pass_block(struct warc *w)
{
    while (w->left && stream_next(&w->block).len)
        ;
    w->left = 0;
    stream_close(&w->block);
}

static void take_length(struct warc *w, struct span value)
{
    char digits[24], *end;

    header_field_copy(digits, sizeof digits, value);
    errno = 0;
    w->left = strtoull(digits, &end, 10);
    w->measured = *digits >= '0' && *digits <= '9' && !*end && !errno;
}

/* The address in VALUE, which WARC 1.0 writes in angle brackets. */
static void take_url(struct warc *w, struct span value)
{
    if (value.len >= 2 && *value.data == '<' && value.data[value.len - 1] == '>')
        value = (struct span){value.data + 1, value.len - 2};
    /* It is a field of the article: UTF-8, and a C string. */
    if (value.len && value.len <= URL_MAX && !memchr(value.data, 0, value.len) &&
        utf8_valid(value) == value.len)
        buf_span_add(&w->url, value);
}

static void take_warc_field(struct warc *w, struct span name, struct span value)
{
    if (span_eq_any_case(name, span_of("WARC-Type")))
        header_field_copy(w->kind, sizeof w->kind, value);
    else if (span_eq_any_case(name, span_of("Content-Length")))
        take_length(w, value);
    else if (span_eq_any_case(name, span_of("Content-Type")))
        header_field_type(value, w->type, sizeof w->type, w->charset, sizeof w->charset);
    else if (span_eq_any_case(name, span_of("WARC-Target-URI")))
        take_url(w, value);
    else if (span_eq_any_case(name, span_of("WARC-Date")))
        /* Dates are read in capitals: 2025-03-03T08:00:00Z. */
        snprintf(w->time, sizeof w->time, "%.*s", (int)(value.len < 39 ? value.len : 39),
                 value.data ? value.data : "");
}

/* Moves to the header of the next record, over anything else; false at the end. */
static bool find_record(struct warc *w)
{
    struct span line = {0};
    bool told = false;
    enum stream_line got;

    while ((got = stream_line(w->in->stream, HEADER_LINE_MAX, &line)) != STREAM_END) {
        if (got == STREAM_LINE && warc_recognise(line))
            return true;
        if (!told && (got != STREAM_LINE || span_trim(line).len)) {
            input_tell(w->in, FEED_SKIPPED, 0, "damaged after record %llu: read on at the next one",
                       (unsigned long long)w->records);
            told = true;
        }
    }
    return false;
}

static bool next_record(struct warc *w)
{
    struct span name, value;
    int lines = 0;

    *w->kind = *w->type = *w->charset = *w->time = '\0';
    buf_clear(&w->url);
    w->measured = false;
    w->left = 0;
    if (!find_record(w))
        return false;
    while (lines++ < HEADER_LINES_MAX && header_field_next(w->in->stream, &name, &value))
        take_warc_field(w, name, value);
    w->records++;
    if (!w->measured)
        w->left = 0;
    stream_on(&w->block, pull_block, w);
    return true;
}

/* Reads BODY, of the media type TYPE, as a part; counts it where the type is not read. */
static dateline_status read_web_part(struct warc *w, struct stream *body, const char *type,
                                     const char *charset, dateline_error *err)
{
    struct input part = *w->in;

    if (!w->url.len || !format_of_type(type)) {
        w->others++;
        return DATELINE_OK;
    }
    buf_clear(&w->path);
    buf_clear(&w->name);
    buf_printf(&w->path, "%s/%s", w->in->path, w->url.data);
    buf_printf(&w->name, "%s/%s", w->in->name, w->url.data);
    part.stream = body;
    part.path = w->path.data;
    part.name = w->name.data;
    part.part = (struct input_part){.type = type,
                                    .charset = *charset ? charset : NULL,
                                    .url = w->url.data,
                                    .time = *w->time ? w->time : NULL};
    return input_read_part(&part, err);
}

static dateline_status read_response(struct warc *w, dateline_error *err)
{
    struct http h;
    dateline_status status = DATELINE_OK;

    if (!http_open(&h, &w->block, &w->in->feed->expansion) || h.status != 200)
        w->failed++;
    else if (h.body)
        status = read_web_part(w, h.body, h.type, h.charset, err);
    else
        input_tell(w->in, FEED_SKIPPED, 0, "%s: skipped: its encoding %s is not read",
                   w->url.len ? w->url.data : "a record", h.encoding);
    http_close(&h);
    return status;
}

static dateline_status read_record(struct warc *w, dateline_error *err)
{
    if (!w->measured) {
        input_tell(w->in, FEED_SKIPPED, 0, "record %llu has no length: read on at the next one",
                   (unsigned long long)w->records);
        return DATELINE_OK;
    }
    if (!strcmp(w->kind, "revisit"))
        w->revisits++;
    if (!strcmp(w->kind, "response") && (!*w->type || !strcmp(w->type, "application/http")))
        return read_response(w, err);
    w->others += !strcmp(w->kind, "response");
    if (!strcmp(w->kind, "conversion") || !strcmp(w->kind, "resource"))
        return read_web_part(w, &w->block, w->type, w->charset, err);
    return DATELINE_OK;
}

static void tell_passed(struct warc *w)
{
    struct feed_counts *counts = w->in->feed->counts;

    if (w->revisits) {
        input_tell(w->in, FEED_SKIPPED, 0, "skipped: %llu revisits of pages that did not change",
                   (unsigned long long)w->revisits);
        counts->skipped += w->revisits - 1;
        counts->records += w->revisits - 1;
    }
    if (w->failed || w->others)
        input_tell(w->in, FEED_NOTED, 0,
                   "passed over: %llu failed requests, %llu images and other types that are not "
                   "read",
                   (unsigned long long)w->failed, (unsigned long long)w->others);
}

dateline_status warc_read(struct input *in, dateline_error *err)
{
    struct warc w = {.in = in};
    dateline_status status = DATELINE_OK;

    while (status == DATELINE_OK && next_record(&w)) {
        status = read_record(&w, err);
        if (status == DATELINE_OK)
            pass_block(&w);
        else
            stream_close(&w.block);
    }
    if (status == DATELINE_OK && *in->stream->trouble)
        input_tell(in, FEED_SKIPPED, 0, "damaged after record %llu, the rest is lost: %s",
                   (unsigned long long)w.records, in->stream->trouble);
    if (status == DATELINE_OK && !w.records)
        input_tell(in, FEED_SKIPPED, 0, "skipped: it has no records of a web archive");
    tell_passed(&w);
    buf_free(&w.url);
    buf_free(&w.path);
    buf_free(&w.name);
    return status;
}
