/* Explanations as text and JSON.
 *
 *     query     (AND strikes source:courier)
 *     matches   3 of 76 articles
 *
 *     clause          articles  terms of the index, and what each counts at most
 *     strikes               17  Zstrike 2.456736
 *     source:courier         9  XSOURCE:Courier
 *
 *     plan      Query((Zstrike FILTER 0 * XSOURCE:Courier) AND_NOT PostingSource(source)) */
#include <inttypes.h>

#include "core/rewrite.h"
#include "searcher/bm25.h"
#include "searcher/explain.h"

enum {
    TERMS_SHOWN = 10, /* of a clause, for people */
    CLAUSE_WIDTH_MAX = 40,
    COUNT_WIDTH = 10,
};

/* ---- Text ----------------------------------------------------------------- */

static unsigned width(struct span text)
{
    unsigned n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return n;
}

static void clause_text(const struct explained *x, struct buf *out)
{
    buf_clear(out);
    buf_str(out, x->role == CLAUSE_EXCLUDED ? "-" : "");
    query_describe(x->plan->from, out);
}

static unsigned clause_column(const struct explanation *e)
{
    struct buf text = {0};
    unsigned widest = (unsigned)strlen("clause");

    for (size_t i = 0; i < e->len; i++) {
        clause_text(&e->clauses[i], &text);
        if (width(buf_span(&text)) > widest)
            widest = width(buf_span(&text));
    }
    buf_free(&text);
    return widest < CLAUSE_WIDTH_MAX ? widest : CLAUSE_WIDTH_MAX;
}

static void print_ranges(const struct plan_node *n, struct buf *out)
{
    for (size_t i = 0; i < n->n_ranges && i < TERMS_SHOWN; i++)
        buf_printf(out, "%s %" PRIu32 " to %" PRIu32, i ? "," : "numbers", n->ranges[i].first,
                   n->ranges[i].last);
    if (n->n_ranges > TERMS_SHOWN)
        buf_str(out, ", ...");
}

static void print_terms(const struct explanation *e, const struct explained *x, struct buf *out)
{
    const struct clause_terms *c = &x->terms;
    bool many = x->plan->from->kind == QUERY_WILDCARD || c->len > TERMS_SHOWN;

    if (many)
        buf_printf(out, "%zu %s: ", c->len,
                   x->plan->from->kind == QUERY_WILDCARD ? "words" : "terms");
    for (size_t i = 0; i < c->len && i < TERMS_SHOWN; i++) {
        buf_str(out, i ? ", " : "");
        rewrite_plain(out, c->list[i].term);
        if (x->role == CLAUSE_SCORED && x->plan->from->kind != QUERY_WILDCARD)
            buf_printf(out, " %.6f", bm25_weight(c->list[i].documents, e->stats.documents));
    }
    if (c->len > TERMS_SHOWN)
        buf_str(out, ", ...");
    print_ranges(x->plan, out);
    if (c->dated)
        buf_str(out, "all with a date");
    else if (x->plan->from->kind == QUERY_ALL)
        buf_str(out, "all");
    else if (!c->len && !x->plan->n_ranges)
        buf_str(out, "none");
}

static void print_clause(const struct explanation *e, const struct explained *x, unsigned column,
                         struct buf *out)
{
    struct buf text = {0};

    clause_text(x, &text);
    rewrite_plain(out, buf_span(&text));
    if (width(buf_span(&text)) > column)
        buf_printf(out, "\n%*s", (int)column, "");
    else
        buf_printf(out, "%*s", (int)(column - width(buf_span(&text))), "");
    buf_printf(out, "%*" PRIu64 "  ", COUNT_WIDTH, x->articles);
    print_terms(e, x, out);
    buf_char(out, '\n');
    buf_free(&text);
}

static void print_day(const char *name, dateline_day day, struct buf *out)
{
    char text[DAY_TEXT];

    if (!day)
        return;
    day_format(day, text);
    buf_printf(out, "%-9s %s\n", name, text);
}

static void print_text_explanation(const struct explanation *e, struct buf *out)
{
    struct buf text = {0};
    unsigned column = clause_column(e);

    query_describe(e->asked.tree.root, &text);
    buf_str(out, "query     ");
    rewrite_plain(out, buf_span(&text));
    buf_char(out, '\n');
    print_day("since", e->days.first, out);
    print_day("until", e->days.last, out);
    buf_printf(out, "matches   %" PRIu64 " of %" PRIu64 " articles\n\n", e->matches, e->articles);
    buf_printf(out, "%-*s%*s  terms of the index, and what each counts at most\n", (int)column,
               "clause", COUNT_WIDTH, "articles");
    for (size_t i = 0; i < e->len; i++)
        print_clause(e, &e->clauses[i], column, out);
    buf_str(out, "\nplan      ");
    rewrite_plain(out, buf_span(&e->plan));
    buf_char(out, '\n');
    buf_free(&text);
}

/* ---- JSON ----------------------------------------------------------------- */

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

static void print_json_explanation(const struct explanation *e, struct buf *out)
{
    struct json j = {.out = out};
    struct buf text = {0};

    query_describe(e->asked.tree.root, &text);
    json_begin_object(&j);
    json_string_member(&j, "query", buf_span(&text));
    json_range_day(&j, "since", e->days.first);
    json_range_day(&j, "until", e->days.last);
    json_number_member(&j, "matches", e->matches);
    json_number_member(&j, "articles", e->articles);
    json_number_member(&j, "documents", e->stats.documents);
    json_double_member(&j, "average_length", e->stats.average_length, 3);
    json_name(&j, "clauses");
    json_begin_array(&j);
    for (size_t i = 0; i < e->len; i++)
        json_clause(&j, e, &e->clauses[i]);
    json_end_array(&j);
    json_string_member(&j, "plan", buf_span(&e->plan));
    json_end_object(&j);
    buf_char(out, '\n');
    buf_free(&text);
}

void explain_print(const struct explanation *e, const struct print_options *o, struct buf *out)
{
    if (o->format == PRINT_TEXT)
        print_text_explanation(e, out);
    else
        print_json_explanation(e, out);
}
