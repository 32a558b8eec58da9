/* JSON (RFC 8259), as one document or in lines. */
#include <inttypes.h>

#include "searcher/print_format.h"

/* Members of an object as they are written: a comma before all but the first. */
static void member(struct buf *out, const char *name)
{
    if (out->data[out->len - 1] != '{')
        buf_char(out, ',');
    buf_printf(out, "\"%s\":", name);
}

static void string_member(struct buf *out, const char *name, struct span value)
{
    member(out, name);
    print_json_string(out, value);
}

static void string_or_null(struct buf *out, const char *name, struct span value)
{
    if (value.len) {
        string_member(out, name, value);
        return;
    }
    member(out, name);
    buf_str(out, "null");
}

static void day_member(struct buf *out, const char *name, dateline_day day)
{
    char text[DAY_TEXT];

    string_or_null(out, name, (struct span){text, day_format(day, text)});
}

static void hit_member(struct printer *p, struct buf *out, enum print_field f,
                       const struct print_hit *h)
{
    const char *name = print_field_name(f);
    struct span value = print_value(p, f, h);

    switch (f) {
    case PRINT_QUERY:
        if (p->options.batch)
            string_member(out, name, value);
        break;
    case PRINT_RANK:
    case PRINT_SCORE:
        member(out, name);
        buf_span_add(out, value.len ? value : span_of("null"));
        break;
    case PRINT_ID:
    case PRINT_TITLE:
    case PRINT_SNIPPET:
        string_member(out, name, value);
        break;
    default:
        string_or_null(out, name, value);
    }
}

static void hit_members(struct printer *p, struct buf *out, const struct print_hit *h)
{
    for (size_t i = 0; i < p->options.n_fields; i++)
        hit_member(p, out, p->options.fields[i], h);
    buf_char(out, '}');
}

void print_json_summary(const struct print_options *o, const struct print_summary *s,
                        struct buf *out)
{
    if (o->batch)
        string_member(out, "query", s->query);
    if (s->total) {
        member(out, "matches");
        buf_printf(out, "%" PRIu64, s->matches);
    }
    if (s->since)
        day_member(out, "since", s->since);
    if (s->until)
        day_member(out, "until", s->until);
    if (s->timed) {
        member(out, "seconds");
        buf_printf(out, "%.6f", s->seconds);
    }
    buf_char(out, '}');
}

static void line_hit(struct printer *p, const struct print_hit *h)
{
    buf_str(p->out, "{\"type\":\"hit\"");
    hit_members(p, p->out, h);
    buf_char(p->out, '\n');
}

static void line_summary(struct printer *p, const struct print_summary *s)
{
    buf_str(p->out, "{\"type\":\"summary\"");
    print_json_summary(&p->options, s, p->out);
    buf_char(p->out, '\n');
}

static void document_begin(const struct print_options *o, struct buf *out)
{
    if (o->batch)
        buf_char(out, '[');
}

static void document_end(struct buf *out, bool batch)
{
    buf_str(out, batch ? "\n]\n" : "\n");
}

static void document_between(const struct print_options *o, bool first, struct buf *out)
{
    if (o->batch)
        buf_str(out, first ? "\n" : ",\n");
}

static void document_answer_begin(struct printer *p, const struct print_summary *s)
{
    buf_str(p->out, "{\"summary\":{");
    print_json_summary(&p->options, s, p->out);
    buf_str(p->out, ",\"hits\":[");
}

static void document_hit(struct printer *p, const struct print_hit *h)
{
    buf_str(p->out, p->hits ? ",\n{" : "\n{");
    hit_members(p, p->out, h);
}

static void document_answer_end(struct printer *p, const struct print_summary *s)
{
    (void)s;
    buf_str(p->out, "]}");
}

void print_json_article(const struct article *a, struct buf *out)
{
    const char *date_source = date_source_name(a->date_source);

    buf_char(out, '{');
    string_member(out, "id", a->id);
    string_member(out, "title", a->title);
    day_member(out, "date", a->day);
    string_or_null(out, "date_source", date_source ? span_of(date_source) : (struct span){0});
    string_or_null(out, "source", a->source);
    string_or_null(out, "url", a->url);
    string_or_null(out, "lang", a->lang);
    string_member(out, "text", a->body);
    buf_str(out, "}\n");
}

#define HIT_MEMBERS                                                         \
    .fields = {PRINT_QUERY, PRINT_RANK,  PRINT_ID,      PRINT_DATE,         \
               PRINT_TITLE, PRINT_SCORE, PRINT_SNIPPET, PRINT_DATE_SOURCE}, \
    .n_fields = 8

const struct print_writer print_json = {
    .name = "json",
    HIT_MEMBERS,
    .begin = document_begin,
    .end = document_end,
    .between = document_between,
    .answer_begin = document_answer_begin,
    .hit = document_hit,
    .answer_end = document_answer_end,
};

const struct print_writer print_jsonl = {
    .name = "jsonl",
    HIT_MEMBERS,
    .hit = line_hit,
    .answer_end = line_summary,
};
