/* JSON (RFC 8259), as one document or in lines. */
#include "searcher/print_format.h"

static void hit_member(struct printer *p, enum print_field f, const struct print_hit *h)
{
    struct json *j = &p->json;
    struct span value = print_value(p, f, h);

    if (f == PRINT_QUERY && !p->options.batch)
        return;
    json_name(j, print_field_name(f));
    switch (f) {
    case PRINT_RANK:
    case PRINT_SCORE:
        json_digits(j, value.len ? value : span_of("null"));
        break;
    case PRINT_QUERY:
    case PRINT_ID:
    case PRINT_TITLE:
    case PRINT_SNIPPET:
        json_string(j, value);
        break;
    default:
        json_string_or_null(j, value);
    }
}

static void hit_members(struct printer *p, const struct print_hit *h)
{
    for (size_t i = 0; i < p->options.n_fields; i++)
        hit_member(p, p->options.fields[i], h);
}

void print_json_summary(const struct print_options *o, const struct print_summary *s,
                        struct json *j)
{
    if (o->batch)
        json_string_member(j, "query", s->query);
    if (s->total)
        json_number_member(j, "matches", s->matches);
    if (s->since)
        json_day_member(j, "since", s->since);
    if (s->until)
        json_day_member(j, "until", s->until);
    if (s->timed)
        json_double_member(j, "seconds", s->seconds, 6);
}

/* An object on a line, whose first member tells what it is. */
static void line_begin(struct printer *p, const char *type)
{
    p->json.comma = false;
    json_begin_object(&p->json);
    json_string_member(&p->json, "type", span_of(type));
}

static void line_end(struct printer *p)
{
    json_end_object(&p->json);
    buf_char(p->out, '\n');
}

static void line_hit(struct printer *p, const struct print_hit *h)
{
    line_begin(p, "hit");
    hit_members(p, h);
    line_end(p);
}

static void line_summary(struct printer *p, const struct print_summary *s)
{
    line_begin(p, "summary");
    print_json_summary(&p->options, s, &p->json);
    line_end(p);
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
    json_begin_object(&p->json);
    json_name(&p->json, "summary");
    json_begin_object(&p->json);
    print_json_summary(&p->options, s, &p->json);
    json_end_object(&p->json);
    json_name(&p->json, "hits");
    json_begin_array(&p->json);
}

static void document_hit(struct printer *p, const struct print_hit *h)
{
    json_line(&p->json);
    json_begin_object(&p->json);
    hit_members(p, h);
    json_end_object(&p->json);
}

static void document_answer_end(struct printer *p, const struct print_summary *s)
{
    (void)s;
    json_end_array(&p->json);
    json_end_object(&p->json);
}

void print_json_string(struct buf *out, struct span text)
{
    json_string(&(struct json){.out = out}, text);
}

void print_json_article(const struct article *a, struct buf *out)
{
    const char *date_source = date_source_name(a->date_source);
    struct json j = {.out = out};

    json_begin_object(&j);
    json_string_member(&j, "id", a->id);
    json_string_member(&j, "title", a->title);
    json_day_member(&j, "date", a->day);
    json_name(&j, "date_source");
    json_string_or_null(&j, date_source ? span_of(date_source) : (struct span){0});
    json_name(&j, "source");
    json_string_or_null(&j, a->source);
    json_name(&j, "url");
    json_string_or_null(&j, a->url);
    json_name(&j, "lang");
    json_string_or_null(&j, a->lang);
    json_string_member(&j, "text", a->body);
    json_end_object(&j);
    buf_char(out, '\n');
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
