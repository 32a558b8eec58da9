/* Explanations as JSON objects. */
#include "searcher/bm25.h"
#include "searcher/explain.h"
#include "searcher/render_format.h"
#include "searcher/why.h"

enum { SCORE_DECIMALS = 6 };

/* ---- A query ---------------------------------------------------------------- */

static void json_range_day(struct json *j, const char *name, dateline_day day)
{
    if (day)
        json_day_member(j, name, day);
}

static void json_terms(struct json *j, const struct explanation *e, const struct explained *x)
{
    const struct clause_terms *c = &x->terms;

    json_name(j, "terms");
    json_begin_array(j);
    for (size_t i = 0; i < c->len; i++) {
        json_begin_object(j);
        json_string_member(j, "term", c->list[i].term);
        json_number_member(j, "documents", c->list[i].documents);
        if (x->role == CLAUSE_SCORED && x->plan->from->kind != QUERY_WILDCARD)
            json_double_member(j, "weight", bm25_weight(c->list[i].documents, e->stats.documents),
                               6);
        json_end_object(j);
    }
    json_end_array(j);
}

static void json_ranges(struct json *j, const struct plan_node *n)
{
    json_name(j, "numbers");
    json_begin_array(j);
    for (size_t i = 0; i < n->n_ranges; i++) {
        json_begin_object(j);
        json_number_member(j, "segment", n->ranges[i].segment + 1);
        json_number_member(j, "first", n->ranges[i].first);
        json_number_member(j, "last", n->ranges[i].last);
        json_end_object(j);
    }
    json_end_array(j);
}

static void json_clause(struct json *j, const struct explanation *e, const struct explained *x)
{
    struct buf text = {0};

    query_describe(x->plan->from, &text);
    json_begin_object(j);
    json_string_member(j, "clause", buf_span(&text));
    if (x->plan->from->end)
        json_number_member(j, "at", x->plan->from->start + 1);
    json_string_member(j, "kind", span_of(clause_kind_name(x->plan->from->kind)));
    json_string_member(j, "role", span_of(clause_role_name(x->role)));
    json_number_member(j, "articles", x->articles);
    if (x->terms.dated) {
        json_name(j, "all_dated");
        json_boolean(j, true);
    }
    if (x->plan->kind == PLAN_RANGES)
        json_ranges(j, x->plan);
    json_terms(j, e, x);
    json_end_object(j);
    buf_free(&text);
}

void render_json_explanation(struct json *j, const struct explanation *e)
{
    struct buf text = {0};

    query_describe(e->asked->tree.root, &text);
    json_begin_object(j);
    json_string_member(j, "query", buf_span(&text));
    json_range_day(j, "since", e->days.first);
    json_range_day(j, "until", e->days.last);
    json_number_member(j, "matches", e->matches);
    json_number_member(j, "articles", e->articles);
    json_number_member(j, "documents", e->stats.documents);
    json_double_member(j, "average_length", e->stats.average_length, 3);
    json_name(j, "clauses");
    json_begin_array(j);
    for (size_t i = 0; i < e->len; i++)
        json_clause(j, e, &e->clauses[i]);
    json_end_array(j);
    json_string_member(j, "plan", buf_span(&e->plan));
    json_end_object(j);
    buf_free(&text);
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

static void json_part_clause(struct json *j, const struct query_node *n)
{
    struct buf text = {0};

    query_describe(n, &text);
    json_string_member(j, "clause", buf_span(&text));
    if (n->end)
        json_number_member(j, "at", n->start + 1);
    json_string_member(j, "kind", span_of(clause_kind_name(n->kind)));
    buf_free(&text);
}

static void json_part(struct json *j, const struct why *w, const struct why_part *p)
{
    json_begin_object(j);
    json_part_clause(j, p->node);
    if (p->len) {
        json_string_member(j, "term", (struct span){w->terms.data + p->start, p->len});
        json_number_member(j, "wdf", p->wdf);
        json_number_member(j, "documents", p->documents);
    }
    json_score(j, p->score);
    json_end_object(j);
}

static void json_reason(struct json *j, const struct why_reason *r)
{
    json_begin_object(j);
    json_part_clause(j, r->node);
    json_name(j, "excluded");
    json_boolean(j, r->excluded);
    json_string_member(j, "reason", span_of(r->text));
    json_end_object(j);
}

static void json_parts(struct json *j, const struct why *w)
{
    json_score(j, w->score);
    json_number_member(j, "length", w->length);
    json_double_member(j, "average_length", w->average_length, 3);
    json_number_member(j, "documents", w->documents);
    json_name(j, "parts");
    json_begin_array(j);
    for (size_t i = 0; i < w->n_parts; i++)
        json_part(j, w, &w->parts[i]);
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

void render_json_why(struct json *j, const struct why *w)
{
    json_begin_object(j);
    json_string_member(j, "id", w->article.id);
    json_string_member(j, "title", w->article.title);
    json_day_member(j, "date", w->article.day);
    json_name(j, "matches");
    json_boolean(j, w->matches);
    (w->matches ? json_parts : json_reasons)(j, w);
    json_end_object(j);
}
