/* Makes articles from records: id, fields and date. */
#include "core/utf8.h"
#include "indexer/feed/clean.h"
#include "indexer/feed/input.h"
#include "text/date_parse.h"

/* The day of a file's time that was never set. */
enum { UNSET_MTIME = 19700101 };

/* The start of an id. */
static struct buf *begin_id(struct feed *f)
{
    buf_clear(&f->id);
    if (f->options->id_prefix)
        buf_str(&f->id, f->options->id_prefix);
    return &f->id;
}

/* The record's own id, or one made from its place. */
static struct span record_id(struct input *in, const struct record *r)
{
    struct buf *out = begin_id(in->feed);

    if (r->id.len)
        buf_span_add(out, r->id);
    else
        buf_str(out, in->part.url ? in->part.url : in->name);
    if (!r->id.len && r->line)
        buf_printf(out, ":%llu", (unsigned long long)r->line);
    if (!r->id.len && r->nth > 1)
        buf_printf(out, ".%llu", (unsigned long long)r->nth);
    return buf_span(out);
}

/* Whether TEXT is a number of seconds that nobody has set: 0, 0.0, -0. */
static bool is_zero(struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("0.-", text.data[i]))
            return false;
    return text.len != 0;
}

static bool read_record_date(const struct feed_options *o, struct span text, dateline_day *day)
{
    bool epoch = o->date_format && !strncmp(o->date_format, "epoch", 5);

    if (epoch && is_zero(text))
        return false;
    return (o->date_format && date_parse_format(text, o->date_format, day)) ||
           date_parse_in(text, (int)o->century, day);
}

static bool date_from(struct input *in, const struct record *r, struct span text,
                      enum date_source source, dateline_day *day)
{
    switch (source) {
    case DATE_FROM_FIELD:
    case DATE_FROM_HEADER:
        return source == r->date_kind && read_record_date(in->feed->options, r->date, day);
    case DATE_FROM_DATELINE:
        return date_in_dateline(text, day);
    case DATE_FROM_PATH:
        return date_in_path(span_of(in->path), day);
    case DATE_FROM_MTIME:
        *day = in->mtime == UNSET_MTIME ? 0 : in->mtime;
        return *day != 0;
    case DATE_FROM_CAPTURE:
        return in->part.time && date_parse(span_of(in->part.time), day);
    case DATE_FROM_NOTHING:
        break;
    }
    return false;
}

/* TEXT is the record's text before the title was removed from it. */
static void finish_date(struct input *in, const struct record *r, struct span text,
                        struct article *a)
{
    static const enum date_source usual[] = {DATE_FROM_FIELD, DATE_FROM_HEADER, DATE_FROM_PATH,
                                             DATE_FROM_NOTHING};
    const enum date_source *order = in->feed->options->date_from;

    if (*order == DATE_FROM_NOTHING)
        order = usual;
    for (int i = 0; i < FEED_DATE_SOURCES && order[i] != DATE_FROM_NOTHING; i++)
        if (date_from(in, r, text, order[i], &a->day)) {
            a->date_source = order[i];
            return;
        }
}

/* Reports an unreadable date, even if another source of dates has one. */
static void tell_date(struct input *in, const struct record *r, const struct article *a)
{
    enum { SHOWN = 60 };
    const char *source = date_source_name(a->date_source);
    dateline_day day;

    if (r->date_kind && !read_record_date(in->feed->options, r->date, &day)) {
        struct span shown = clean_line(r->date, &in->feed->date);
        const char *dots = shown.len > SHOWN ? "..." : "";

        shown = utf8_cut(shown, SHOWN);
        input_tell(in, FEED_UNDATED, r->line, "no date can be read from \"%.*s%s\"; %s%s",
                   (int)shown.len, shown.data, dots, source ? "dated by " : "undated",
                   source ? source : "");
    } else if (!a->day)
        input_tell(in, FEED_UNDATED, r->line, "has no date");
}

/* The record's own address, or that of its part. */
static struct span record_url(const struct input *in, const struct record *r)
{
    return r->url.len || !in->part.url ? r->url : span_of(in->part.url);
}

dateline_status input_record(struct input *in, const struct record *r, dateline_error *err)
{
    struct feed *f = in->feed;
    struct place at = {in->path, r->line};
    struct article_fields fields = {.id = record_id(in, r),
                                    .title = r->title,
                                    .source = r->source,
                                    .url = record_url(in, r),
                                    .lang = r->lang,
                                    .body = r->body,
                                    .utf8 = true};
    struct article a;
    struct span text;
    dateline_error why;

    if (article_make(&f->maker, &fields, &a, &text, &why) != DATELINE_OK) {
        input_tell(in, FEED_SKIPPED, r->line, "skipped: %s", why.text);
        return DATELINE_OK;
    }
    finish_date(in, r, text, &a);
    tell_date(in, r, &a);
    f->counts->records++;
    f->counts->undated += !a.day;
    return f->sink(f->ctx, &a, &at, err);
}

dateline_status input_article(struct input *in, const struct article_fields *fields,
                              enum date_source source, uint64_t line, dateline_error *err)
{
    struct feed *f = in->feed;
    struct place at = {in->path, line};
    struct article_fields all = *fields;
    struct article a;
    dateline_error why;

    buf_span_add(begin_id(f), fields->id);
    all.id = buf_span(&f->id);
    if (article_make(&f->maker, &all, &a, NULL, &why) != DATELINE_OK) {
        input_tell(in, FEED_SKIPPED, line, "skipped: %s", why.text);
        return DATELINE_OK;
    }
    if (a.day && source)
        a.date_source = source;
    f->counts->records++;
    f->counts->undated += !a.day;
    return f->sink(f->ctx, &a, &at, err);
}
