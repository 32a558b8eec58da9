/* Dumps: the articles of an index as JSON Lines (dump.h), which become what they were. */
#include "core/json_read.h"
#include "indexer/feed/dump.h"
#include "indexer/feed/format.h"
#include "indexer/feed/ident.h"
#include "text/date_parse.h"

enum { DUMP_LINE_MAX = 6 * ARTICLE_BYTES_MAX }; /* bytes: an escape has six for one */

struct dump_reader {
    struct input *in;
    struct json_reader json;
    struct buf id;
};

static struct span text_of(const struct json_value *object, const char *name)
{
    const struct json_value *v = json_member(object, span_of(name));

    return v ? v->text : (struct span){NULL, 0};
}

/* Fills A and D from OBJECT, which has all fields as they were stored; false if it has a date or
 * date source that is none. */
static bool read_dumped(struct dump_reader *r, const struct json_value *object,
                        struct article_fields *a, struct dated *d)
{
    struct span date = text_of(object, "date"), from = text_of(object, "date_source");

    *a = (struct article_fields){.title = text_of(object, "title"),
                                 .source = text_of(object, "source"),
                                 .url = text_of(object, "url"),
                                 .lang = text_of(object, "lang"),
                                 .body = text_of(object, "body"),
                                 .marks = text_of(object, "marks")};
    if (r->in->feed->options->keep_boilerplate)
        a->marks = (struct span){0};
    buf_clear(&r->id);
    ident_read(text_of(object, "id"), &r->id);
    a->id = buf_span(&r->id);
    *d = (struct dated){.confidence = date_confidence_by_name(text_of(object, "date_confidence"))};
    if ((date.len && !date_parse(date, &d->day)) ||
        (from.len && date_source_by_name(from, &d->source, NULL) != DATELINE_OK))
        return false;
    /* A line that dump did not write may lack one of the two. */
    if (!d->day || !d->source)
        d->source = d->day ? DATE_FROM_FIELD : DATE_FROM_NOTHING;
    return true;
}

static dateline_status read_dump_line(struct dump_reader *d, struct span line, uint64_t number,
                                      dateline_error *err)
{
    const struct json_value *object = json_read(&d->json, line);
    struct article_fields fields;
    struct dated dated;

    if (object && read_dumped(d, object, &fields, &dated))
        return input_article(d->in, &fields, &dated, number, err);
    input_tell(d->in, FEED_SKIPPED, number, "skipped: not a line of a dump: %s",
               object ? "its date or date_source is none" : d->json.fault);
    return DATELINE_OK;
}

static dateline_status read_dump(struct input *in, dateline_error *err)
{
    struct dump_reader d = {.in = in};
    dateline_status status = DATELINE_OK;
    uint64_t number = 0;
    struct span line;

    while (status == DATELINE_OK && input_line(in, DUMP_LINE_MAX, &line, &number)) {
        line = span_trim(line);
        if (line.len)
            status = read_dump_line(&d, line, number, err);
    }
    json_reader_free(&d.json);
    buf_free(&d.id);
    return status;
}

static bool recognise_dump(struct span start, bool named)
{
    (void)named;
    return start.len >= strlen(DUMP_LINE_START) &&
           !memcmp(start.data, DUMP_LINE_START, strlen(DUMP_LINE_START));
}

const struct format format_dump = {.recognise = recognise_dump, .read = read_dump};
