/* Formats explanations as JSON objects. */
#include "searcher/render/render_format.h"

enum { SCORE_DECIMALS = 6, WEIGHT_DECIMALS = 6, FACTOR_DECIMALS = 6, LENGTH_DECIMALS = 3 };

/* Appends the members that identify a clause. */
static void json_clause_label(struct json *j, const struct clause_label *l)
{
    json_string_member(j, "clause", l->text);
    if (l->at)
        json_number_member(j, "at", l->at);
    json_string_member(j, "kind", span_of(clause_kind_name(l->kind)));
}

static void json_factors(struct json *j, double stop, double burst)
{
    json_double_member(j, "stop", stop, FACTOR_DECIMALS);
    json_double_member(j, "burst", burst, FACTOR_DECIMALS);
}

static void json_factor(struct json *j, double factor)
{
    if (factor != 1)
        json_double_member(j, "factor", factor, FACTOR_DECIMALS);
}

/* ---- A query ---------------------------------------------------------------- */

static void json_terms(struct json *j, const struct explained *x)
{
    const struct clause_terms *c = &x->terms;

    json_name(j, "terms");
    json_begin_array(j);
    for (size_t i = 0; i < c->len; i++) {
        json_begin_object(j);
        json_string_member(j, "term", c->list[i].term);
        json_number_member(j, "documents", c->list[i].documents);
        if (x->weighed) {
            json_double_member(j, "weight", c->list[i].weight, WEIGHT_DECIMALS);
            json_factors(j, c->list[i].stop, c->list[i].burst);
        }
        json_end_object(j);
    }
    json_end_array(j);
}

static void json_ranges(struct json *j, const struct explained *x)
{
    json_name(j, "numbers");
    json_begin_array(j);
    for (size_t i = 0; i < x->n_ranges; i++) {
        json_begin_object(j);
        json_number_member(j, "segment", x->ranges[i].segment + 1);
        json_number_member(j, "first", x->ranges[i].first);
        json_number_member(j, "last", x->ranges[i].last);
        json_end_object(j);
    }
    json_end_array(j);
}

static void json_clause(struct json *j, const struct explained *x)
{
    json_begin_object(j);
    json_clause_label(j, &x->label);
    json_string_member(j, "role", span_of(clause_role_name(x->role)));
    json_number_member(j, "articles", x->articles);
    json_factor(j, x->factor);
    if (x->terms.dated) {
        json_name(j, "all_dated");
        json_boolean(j, true);
    }
    if (x->numbered)
        json_ranges(j, x);
    json_terms(j, x);
    if (x->terms.left_out)
        json_number_member(j, "left_out", x->terms.left_out);
    json_end_object(j);
}

void render_json_explanation(struct renderer *r, const struct explanation *e)
{
    struct json *j = &r->json;

    json_begin_object(j);
    json_string_member(j, "query", e->query);
    render_json_range(r);
    if (e->recent.halflife)
        json_number_member(j, "recent", (uint64_t)e->recent.halflife);
    json_number_member(j, "matches", e->matches);
    json_number_member(j, "articles", e->articles);
    json_number_member(j, "documents", e->documents);
    json_double_member(j, "average_length", e->average_length, LENGTH_DECIMALS);
    json_name(j, "clauses");
    json_begin_array(j);
    for (size_t i = 0; i < e->len; i++)
        json_clause(j, &e->clauses[i]);
    json_end_array(j);
    json_string_member(j, "plan", buf_span(&e->plan));
    json_end_object(j);
}

/* ---- An article -------------------------------------------------------------- */

static void json_score(struct json *j, int64_t score)
{
    struct buf text = {0};

    render_score(&text, score, SCORE_DECIMALS);
    json_name(j, "score");
    json_digits(j, buf_span(&text));
    buf_free(&text);
}

static void json_score_part(struct json *j, const struct why_part *p)
{
    json_begin_object(j);
    json_clause_label(j, &p->clause);
    json_factor(j, p->factor);
    if (p->term.len) {
        json_string_member(j, "term", p->term);
        json_number_member(j, "wdf", p->wdf);
        json_number_member(j, "documents", p->documents);
        json_factors(j, p->stop, p->burst);
    }
    json_score(j, p->score);
    json_end_object(j);
}

static void json_reason(struct json *j, const struct why_reason *r)
{
    json_begin_object(j);
    json_clause_label(j, &r->clause);
    json_name(j, "excluded");
    json_boolean(j, r->excluded);
    json_string_member(j, "reason", r->text);
    json_end_object(j);
}

static void json_parts(struct json *j, const struct why *w)
{
    json_score(j, w->score);
    json_number_member(j, "length", w->length);
    json_double_member(j, "average_length", w->average_length, LENGTH_DECIMALS);
    json_number_member(j, "documents", w->documents);
    if (w->recent.halflife)
        json_double_member(j, "recent", w->recency, SCORE_DECIMALS);
    json_name(j, "parts");
    json_begin_array(j);
    for (size_t i = 0; i < w->n_parts; i++)
        json_score_part(j, &w->parts[i]);
    json_end_array(j);
}

static void json_reasons(struct json *j, const struct why *w)
{
    json_name(j, "reasons");
    json_begin_array(j);
    for (size_t i = 0; i < w->n_reasons; i++)
        json_reason(j, &w->reasons[i]);
    json_end_array(j);
}

void render_json_why(struct renderer *r, const struct why *w)
{
    struct json *j = &r->json;

    json_begin_object(j);
    json_string_member(j, "id", w->article.id);
    json_string_member(j, "title", w->article.title);
    json_day_member(j, "date", w->article.day);
    json_name(j, "matches");
    json_boolean(j, w->matches);
    (w->matches ? json_parts : json_reasons)(j, w);
    json_end_object(j);
}
