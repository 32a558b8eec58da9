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

/* The first time that 02/03/2024 is found, reads the source for its order; tells of it once. */
static enum date_order settle_order(struct input *in, char joint)
{
    struct feed *f = in->feed;
    enum date_order order;

    if (!f->orders.gathered)
        feed_gather_orders(f);
    order = orders_of(&f->orders, joint);
    if (order && orders_first(&f->orders, joint))
        feed_tell_path(f, FEED_NOTED, f->source,
                       "dates as 02%c03%c2024 are read with the %s first: no other order fits its "
                       "other dates",
                       joint, joint, order == DATE_DAY_FIRST ? "day" : "month");
    return order;
}

/* Reads the record's date; *SETTLED if its order of day and month is known from other dates. */
static bool read_record_date(struct input *in, struct span text, dateline_day *day, bool *settled)
{
    const struct feed_options *o = in->feed->options;
    struct date_reading how = {.century = (int)o->century};
    bool epoch = o->date_format && !strncmp(o->date_format, "epoch", 5);

    *settled = false;
    if (epoch && is_zero(text))
        return false;
    if (o->date_format && date_parse_format(text, o->date_format, day))
        return true;
    if (date_read(text, &how, day)) {
        orders_see(&in->feed->orders, &how);
        return true;
    }
    if (!how.joint || how.allows)
        return false;
    how.order = settle_order(in, how.joint);
    *settled = true;
    return how.order && date_read(text, &how, day);
}

/* The last day that the text of IN can name: of its file, of its capture, or today. */
static dateline_day last_day(const struct input *in)
{
    dateline_day day = 0;

    if (in->part.time && date_parse(span_of(in->part.time), &day) && day_precision(day) == DAY_DAY)
        return day;
    return in->mtime && in->mtime != UNSET_MTIME ? in->mtime : day_today();
}

/* The day of a dateline without a year, where the record's own date or its path settles that. */
static bool yearless_dateline(struct input *in, const struct record *r, struct span text,
                              dateline_day *out)
{
    struct span path = span_of(in->path);
    dateline_day other;
    bool settled;

    return ((read_record_date(in, r->date, &other, &settled) && !settled) ||
            date_in_path(path, &other) || date_year_in_path(path, &other)) &&
           date_in_dateline_near(text, other, out);
}

/* Fills D, all zeros but its source, which is asked. */
static bool date_from(struct input *in, const struct record *r, struct span text, struct dated *d)
{
    bool settled;

    switch (d->source) {
    case DATE_FROM_FIELD:
    case DATE_FROM_HEADER:
    case DATE_FROM_META:
        if (d->source != r->date_kind || !read_record_date(in, r->date, &d->day, &settled))
            return false;
        d->confidence = settled ? DATE_LIKELY : r->date_confidence;
        return true;
    case DATE_FROM_DATELINE:
        return date_in_dateline(text, &d->day) || yearless_dateline(in, r, text, &d->day);
    case DATE_FROM_PATH:
        return date_in_path(span_of(in->path), &d->day);
    case DATE_FROM_MTIME:
        d->day = in->mtime == UNSET_MTIME ? 0 : in->mtime;
        return d->day != 0;
    case DATE_FROM_CAPTURE:
        return in->part.time && date_parse(span_of(in->part.time), &d->day);
    case DATE_FROM_TEXT:
        return date_in_text(text, last_day(in), &d->day);
    case DATE_FROM_NOTHING:
        break;
    }
    return false;
}

/* The date of R; TEXT is its text. */
static struct dated find_date(struct input *in, const struct record *r, struct span text)
{
    static const enum date_source usual[] = {DATE_FROM_FIELD, DATE_FROM_HEADER, DATE_FROM_META,
                                             DATE_FROM_PATH, DATE_FROM_NOTHING};
    const enum date_source *order = in->feed->options->date_from;

    if (*order == DATE_FROM_NOTHING)
        order = usual;
    for (int i = 0; i < FEED_DATE_SOURCES && order[i] != DATE_FROM_NOTHING; i++) {
        struct dated d = {.source = order[i]};

        if (date_from(in, r, text, &d))
            return d;
    }
    return (struct dated){0};
}

/* Reports an unreadable date, even if another source of dates has one. */
static void tell_date(struct input *in, const struct record *r, const struct article *a)
{
    enum { SHOWN = 60 };
    const char *source = date_source_name(a->date_source);
    dateline_day day;
    bool settled;

    if (r->date_kind && r->date_kind != a->date_source &&
        !read_record_date(in, r->date, &day, &settled)) {
        struct span shown = clean_line(r->date, &in->feed->date);
        const char *dots = shown.len > SHOWN ? "..." : "";

        shown = utf8_cut(shown, SHOWN);
        input_tell(in, FEED_UNDATED, r->date_line ? r->date_line : r->line,
                   "no date can be read from \"%.*s%s\"; %s%s", (int)shown.len, shown.data, dots,
                   source ? "dated by " : "undated", source ? source : "");
    } else if (!a->day)
        input_tell(in, FEED_UNDATED, r->line, "has no date");
}

/* The record's own address, or that of its part. */
static struct span record_url(const struct input *in, const struct record *r)
{
    return r->url.len || !in->part.url ? r->url : span_of(in->part.url);
}

/* Makes A of FIELDS, of the record at LINE; false, after reporting it, if they make none. */
static bool make_article(struct input *in, const struct article_fields *fields, uint64_t line,
                         struct article *a)
{
    dateline_error why;

    if (article_make(&in->feed->maker, fields, a, &why) == DATELINE_OK)
        return true;
    input_tell(in, FEED_SKIPPED, line, "skipped: %s", why.text);
    return false;
}

static void date_article(struct article *a, const struct dated *d)
{
    a->day = d->day;
    a->date_source = d->source;
    a->date_confidence = d->confidence;
}

/* Counts A, of the record at LINE, and passes it on its way to the sink. */
static dateline_status give_article(struct input *in, const struct article *a, uint64_t line,
                                    dateline_error *err)
{
    const struct place at = {in->path, line};
    struct feed *f = in->feed;

    f->counts->records++;
    f->counts->undated += !a->day;
    return f->hold ? hold_add(f->hold, a, &at, in->marking, f->sink, f->ctx, err) : DATELINE_OK;
}

dateline_status input_record(struct input *in, const struct record *r, dateline_error *err)
{
    const struct article_fields fields = {.id = record_id(in, r),
                                          .title = r->title,
                                          .source = r->source,
                                          .url = record_url(in, r),
                                          .lang = r->lang,
                                          .body = r->body,
                                          .utf8 = true};
    struct article a;
    struct dated d;

    if (!make_article(in, &fields, r->line, &a))
        return DATELINE_OK;
    d = find_date(in, r, a.body);
    date_article(&a, &d);
    tell_date(in, r, &a);
    return give_article(in, &a, r->line, err);
}

dateline_status input_article(struct input *in, const struct article_fields *fields,
                              const struct dated *d, uint64_t line, dateline_error *err)
{
    struct article_fields all = *fields;
    struct article a;

    buf_span_add(begin_id(in->feed), fields->id);
    all.id = buf_span(&in->feed->id);
    if (!make_article(in, &all, line, &a))
        return DATELINE_OK;
    date_article(&a, d);
    return give_article(in, &a, line, err);
}
