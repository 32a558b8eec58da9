/* Records into articles: the id, the title, the date. */
#include "core/date_parse.h"
#include "core/text_utf8.h"
#include "indexer/feed/clean.h"
#include "indexer/feed/ident.h"
#include "indexer/feed/input.h"
#include "indexer/feed/title.h"
#include "indexer/feed/utf8.h"

static struct span finish_id(struct input *in, const struct record *r)
{
    struct buf *out = &in->feed->id;

    buf_clear(out);
    if (in->feed->options->id_prefix)
        ident_add(out, span_of(in->feed->options->id_prefix));
    if (r->id.len)
        ident_add(out, r->id);
    else {
        ident_add(out, span_of(in->name));
        if (r->line)
            buf_printf(out, ":%llu", (unsigned long long)r->line);
    }
    return buf_span(out);
}

static struct span lower_case(struct span s)
{
    char *p = (char *)s.data;

    for (size_t i = 0; i < s.len; i++)
        if (p[i] >= 'A' && p[i] <= 'Z')
            p[i] = (char)(p[i] - 'A' + 'a');
    return s;
}

static bool read_date(const struct feed_options *o, struct span text, dateline_day *day)
{
    return (o->date_format && date_parse_format(text, o->date_format, day)) ||
           date_parse(text, day);
}

static bool date_from(struct input *in, const struct record *r, struct span text,
                      enum date_source source, dateline_day *day)
{
    switch (source) {
    case DATE_FROM_FIELD:
    case DATE_FROM_HEADER:
        return source == r->date_kind && read_date(in->feed->options, r->date, day);
    case DATE_FROM_DATELINE:
        return date_in_dateline(text, day);
    case DATE_FROM_PATH:
        return date_in_path(span_of(in->path), day);
    case DATE_FROM_MTIME:
        *day = in->mtime;
        return in->mtime != 0;
    case DATE_FROM_NOTHING:
        break;
    }
    return false;
}

/* TEXT is the record's, before a title was taken from it. */
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

/* A date that is there and cannot be read is told even where another place gave one. */
static void tell_date(struct input *in, const struct record *r, const struct article *a)
{
    enum { SHOWN = 60 };
    const char *source = date_source_name(a->date_source);
    dateline_day day;

    if (r->date_kind && !read_date(in->feed->options, r->date, &day)) {
        struct span shown = clean_line(r->date, &in->feed->date);
        const char *dots = shown.len > SHOWN ? "..." : "";

        shown = utf8_cut(shown, SHOWN);
        input_tell(in, FEED_UNDATED, r->line, "no date can be read from \"%.*s%s\"; %s%s",
                   (int)shown.len, shown.data, dots, source ? "dated by " : "undated",
                   source ? source : "");
    } else if (!a->day)
        input_tell(in, FEED_UNDATED, r->line, "has no date");
}

static dateline_status skip_empty(struct input *in, const struct record *r)
{
    input_tell(in, FEED_SKIPPED, r->line, "skipped: it has neither title nor text");
    return DATELINE_OK;
}

dateline_status input_record(struct input *in, const struct record *r, dateline_error *err)
{
    struct feed *f = in->feed;
    struct place at = {in->path, r->line};
    struct span text = clean_body(r->body, &f->body);
    struct article a = {
        .title = clean_line(r->title, &f->title),
        .source = clean_line(r->source, &f->source),
        .url = clean_line(r->url, &f->url),
        .lang = lower_case(clean_line(r->lang, &f->lang)),
        .body = text,
    };

    if (!a.title.len && !text.len)
        return skip_empty(in, r);
    if (!a.title.len) {
        a.body = title_from_body(text, &f->title);
        a.title = buf_span(&f->title);
    }
    a.id = finish_id(in, r);
    finish_date(in, r, text, &a);
    tell_date(in, r, &a);
    f->counts->records++;
    f->counts->undated += !a.day;
    return f->sink(f->ctx, &a, &at, err);
}
