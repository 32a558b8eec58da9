/* The json and jsonl formats: one JSON document (RFC 8259), or one a line. */
#include "searcher/render/render_format.h"

enum { SHARE_DECIMALS = 6, SECONDS_DECIMALS = 6 };

/* ---- Members --------------------------------------------------------------- */

static void hit_member(struct renderer *r, enum render_field f, const struct hit *h)
{
    struct json *j = &r->json;
    struct span value = render_value(r, f, h);

    if (f == RENDER_QUERY && !r->options.batch)
        return;
    json_name(j, render_field_names.list[f]);
    switch (f) {
    case RENDER_RANK:
    case RENDER_SCORE:
    case RENDER_LINE:
        json_digits(j, value.len ? value : span_of("null"));
        break;
    case RENDER_QUERY:
    case RENDER_ID:
    case RENDER_TITLE:
    case RENDER_SNIPPET:
    case RENDER_BODY:
        json_string(j, value);
        break;
    default:
        json_string_or_null(j, value);
    }
}

static void hit_members(struct renderer *r, const struct hit *h)
{
    for (size_t i = 0; i < r->options.n_fields; i++)
        hit_member(r, r->options.fields[i], h);
}

static void period_members(struct renderer *r, const struct period_row *row)
{
    struct json *j = &r->json;

    json_string_member(j, "period", row->label);
    json_number_member(j, "matches", row->matches);
    json_number_member(j, "articles", row->articles);
    json_double_member(j, "share", timeline_share(row->matches, row->articles), SHARE_DECIMALS);
}

static void value_members(struct renderer *r, const struct facet_value *v)
{
    struct json *j = &r->json;

    if (r->options.batch)
        json_string_member(j, "query", r->answer->qid);
    json_name(j, "value");
    json_string_or_null(j, v->value);
    json_number_member(j, "matches", v->matches);
}

static void cell_members(struct renderer *r, struct span label, int32_t period)
{
    const struct timeline *t = r->timeline;
    struct json *j = &r->json;

    json_string_member(j, "period", label);
    json_name(j, "matches");
    json_begin_object(j);
    for (size_t i = 0; i < t->len; i++) {
        json_name_span(j, t->columns[i].qid);
        json_number(j, render_cell(&t->columns[i].counts, period));
    }
    json_end_object(j);
}

void render_json_range(struct renderer *r)
{
    const struct query_days *days = &r->answer->days;

    if (days->first)
        json_day_member(&r->json, "since", days->first);
    if (days->last)
        json_day_member(&r->json, "until", days->last);
}

static void also_spelt_member(struct renderer *r, const struct also_spelt *s)
{
    struct json *j = &r->json;

    json_begin_object(j);
    json_string_member(j, "word", s->word);
    json_name(j, "spellings");
    json_begin_array(j);
    for (size_t i = 0; i < s->len; i++) {
        json_begin_object(j);
        json_string_member(j, "word", s->list[i].word);
        json_number_member(j, "articles", s->list[i].articles);
        json_end_object(j);
    }
    json_end_array(j);
    buf_clear(&r->scratch);
    also_spelt_query(s, &r->scratch);
    json_string_member(j, "query", buf_span(&r->scratch));
    json_end_object(j);
}

/* The names of the query that have other spellings, if any. */
static void also_spelt_members(struct renderer *r)
{
    const struct also_spelt_words *names = &r->answer->also_spelt;

    if (!names->len)
        return;
    json_name(&r->json, "also_spelt");
    json_begin_array(&r->json);
    for (size_t i = 0; i < names->len; i++)
        also_spelt_member(r, &names->list[i]);
    json_end_array(&r->json);
}

static void lost_members(struct renderer *r)
{
    const struct answer *a = r->answer;
    struct json *j = &r->json;

    if (!a->n_lost)
        return;
    json_name(j, "partial");
    json_boolean(j, true);
    json_name(j, "lost");
    json_begin_array(j);
    for (size_t i = 0; i < a->n_lost; i++)
        json_string(j, span_of(a->lost[i]));
    json_end_array(j);
}

/* Known once the hits are read. */
static void unmarked_member(struct renderer *r)
{
    if (r->answer->unmarked)
        json_number_member(&r->json, "unmarked", r->answer->unmarked);
}

static void summary_members(struct renderer *r)
{
    const struct answer *a = r->answer;
    struct json *j = &r->json;

    if (r->options.batch)
        json_string_member(j, "query", a->qid);
    if (a->counted)
        json_number_member(j, "matches", a->matches);
    if (a->widened_from) {
        json_name(j, "widened");
        json_boolean(j, true);
    }
    also_spelt_members(r);
    lost_members(r);
    if (r->format->lines)
        unmarked_member(r);
    render_json_range(r);
    if (r->options.timing)
        json_double_member(j, "seconds", a->seconds, SECONDS_DECIMALS);
}

static void json_article(const struct render_options *o, const struct article *a, struct buf *out)
{
    const char *date_source = date_source_name(a->date_source);
    const char *confidence = article_date_confidence(a);
    struct json j = {.out = out};

    (void)o;
    json_begin_object(&j);
    json_string_member(&j, "id", a->id);
    json_string_member(&j, "title", a->title);
    json_day_member(&j, "date", a->day);
    json_name(&j, "date_source");
    json_string_or_null(&j, span_or_none(date_source));
    json_name(&j, "date_confidence");
    json_string_or_null(&j, span_or_none(confidence));
    json_name(&j, "source");
    json_string_or_null(&j, a->source);
    json_name(&j, "url");
    json_string_or_null(&j, a->url);
    json_name(&j, "lang");
    json_string_or_null(&j, a->lang);
    json_string_member(&j, "text", a->body);
    if (a->marks.len)
        json_string_member(&j, "marks", a->marks);
    json_end_object(&j);
    buf_char(out, '\n');
}

/* ---- Rows: lines with a type, or elements of an array -------------------------- */

static void json_row_begin(struct renderer *r, const char *type)
{
    if (!r->format->lines)
        json_line(&r->json);
    r->json.comma &= !r->format->lines;
    json_begin_object(&r->json);
    if (r->format->lines)
        json_string_member(&r->json, "type", span_of(type));
}

static void json_row_end(struct renderer *r)
{
    json_end_object(&r->json);
    buf_str(r->out, r->format->lines ? "\n" : "");
}

static void json_hit_row(struct renderer *r, const struct hit *h)
{
    json_row_begin(r, "hit");
    hit_members(r, h);
    json_row_end(r);
}

static void json_period_row(struct renderer *r, const struct period_row *row)
{
    json_row_begin(r, "period");
    period_members(r, row);
    json_row_end(r);
}

static void json_value_row(struct renderer *r, const struct facet_value *v)
{
    json_row_begin(r, "value");
    value_members(r, v);
    json_row_end(r);
}

static void json_table_row(struct renderer *r, struct span label, int32_t period)
{
    json_row_begin(r, "period");
    cell_members(r, label, period);
    json_row_end(r);
}

static void line_summary(struct renderer *r)
{
    json_row_begin(r, "summary");
    summary_members(r);
    json_row_end(r);
}

static void line_explanation(struct renderer *r, const struct explanation *e)
{
    render_json_explanation(r, e);
    buf_char(r->out, '\n');
}

static void line_why(struct renderer *r, const struct why *w)
{
    render_json_why(r, w);
    buf_char(r->out, '\n');
}

/* ---- One document ------------------------------------------------------------ */

static void document_begin(struct renderer *r)
{
    if (r->options.batch)
        buf_char(r->out, '[');
}

static void document_end(struct renderer *r)
{
    buf_str(r->out, r->options.batch ? "\n]\n" : "\n");
}

static void document_between(struct renderer *r, bool first)
{
    if (r->options.batch)
        buf_str(r->out, first ? "\n" : ",\n");
}

static void document_answer_begin(struct renderer *r)
{
    static const char *const rows[] = {
        [ASK_HITS] = "hits", [ASK_TIMELINE] = "periods", [ASK_FACET] = "values"};

    json_begin_object(&r->json);
    json_name(&r->json, "summary");
    json_begin_object(&r->json);
    summary_members(r);
    json_end_object(&r->json);
    json_name(&r->json, rows[r->kind]);
    json_begin_array(&r->json);
}

/* The summary stands before the hits, so their number without marks stands after them. */
static void document_answer_end(struct renderer *r)
{
    json_end_array(&r->json);
    unmarked_member(r);
    json_end_object(&r->json);
}

static void document_table_begin(struct renderer *r)
{
    json_begin_object(&r->json);
    json_name(&r->json, "periods");
    json_begin_array(&r->json);
}

static void document_table_end(struct renderer *r)
{
    json_end_array(&r->json);
    json_end_object(&r->json);
    buf_char(r->out, '\n');
}

#define JSON_ROWS                                                                           \
    .fields = {RENDER_QUERY,   RENDER_RANK,        RENDER_ID,                               \
               RENDER_DATE,    RENDER_TITLE,       RENDER_SCORE,                            \
               RENDER_SNIPPET, RENDER_DATE_SOURCE, RENDER_DATE_CONFIDENCE},                 \
    .n_fields = 9, .hit = json_hit_row, .period = json_period_row, .value = json_value_row, \
    .table_row = json_table_row, .article = json_article

const struct format render_json = {
    JSON_ROWS,
    .begin = document_begin,
    .between = document_between,
    .end = document_end,
    .answer_begin = document_answer_begin,
    .answer_end = document_answer_end,
    .table_begin = document_table_begin,
    .table_end = document_table_end,
    .explanation = render_json_explanation,
    .why = render_json_why,
};

const struct format render_jsonl = {
    .lines = true,
    JSON_ROWS,
    .answer_end = line_summary,
    .explanation = line_explanation,
    .why = line_why,
};
