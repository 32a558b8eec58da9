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
        print_plain(out, c->list[i].term);
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
    print_plain(out, buf_span(&text));
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
    print_plain(out, buf_span(&text));
    buf_char(out, '\n');
    print_day("since", e->days.first, out);
    print_day("until", e->days.last, out);
    buf_printf(out, "matches   %" PRIu64 " of %" PRIu64 " articles\n\n", e->matches, e->articles);
    buf_printf(out, "%-*s%*s  terms of the index, and what each counts at most\n", (int)column,
               "clause", COUNT_WIDTH, "articles");
    for (size_t i = 0; i < e->len; i++)
        print_clause(e, &e->clauses[i], column, out);
    buf_str(out, "\nplan      ");
    print_plain(out, buf_span(&e->plan));
    buf_char(out, '\n');
    buf_free(&text);
}

/* ---- JSON ----------------------------------------------------------------- */

static void day_member(const char *name, dateline_day day, struct buf *out)
{
    char text[DAY_TEXT];

    if (day_format(day, text))
        buf_printf(out, ",\"%s\":\"%s\"", name, text);
}

static void json_terms(const struct explanation *e, const struct explained *x, struct buf *out)
{
    const struct clause_terms *c = &x->terms;

    for (size_t i = 0; i < c->len; i++) {
        buf_str(out, i ? ",{\"term\":" : "{\"term\":");
        print_json_string(out, c->list[i].term);
        buf_printf(out, ",\"documents\":%" PRIu32, c->list[i].documents);
        if (x->role == CLAUSE_SCORED && x->plan->from->kind != QUERY_WILDCARD)
            buf_printf(out, ",\"weight\":%.6f",
                       bm25_weight(c->list[i].documents, e->stats.documents));
        buf_char(out, '}');
    }
}

static void json_ranges(const struct plan_node *n, struct buf *out)
{
    buf_str(out, ",\"numbers\":[");
    for (size_t i = 0; i < n->n_ranges; i++)
        buf_printf(out, "%s{\"segment\":%zu,\"first\":%" PRIu32 ",\"last\":%" PRIu32 "}",
                   i ? "," : "", n->ranges[i].segment + 1, n->ranges[i].first, n->ranges[i].last);
    buf_char(out, ']');
}

static void json_clause(const struct explanation *e, const struct explained *x, struct buf *out)
{
    struct buf text = {0};

    query_describe(x->plan->from, &text);
    buf_str(out, "{\"clause\":");
    print_json_string(out, buf_span(&text));
    if (x->plan->from->end)
        buf_printf(out, ",\"at\":%" PRIu32, x->plan->from->start + 1);
    buf_printf(out, ",\"kind\":\"%s\",\"role\":\"%s\",\"articles\":%" PRIu64,
               clause_kind_name(x->plan->from->kind), clause_role_name(x->role), x->articles);
    if (x->terms.dated)
        buf_str(out, ",\"all_dated\":true");
    if (x->plan->kind == PLAN_RANGES)
        json_ranges(x->plan, out);
    buf_str(out, ",\"terms\":[");
    json_terms(e, x, out);
    buf_str(out, "]}");
    buf_free(&text);
}

static void print_json_explanation(const struct explanation *e, struct buf *out)
{
    struct buf text = {0};

    query_describe(e->asked.tree.root, &text);
    buf_str(out, "{\"query\":");
    print_json_string(out, buf_span(&text));
    day_member("since", e->days.first, out);
    day_member("until", e->days.last, out);
    buf_printf(out,
               ",\"matches\":%" PRIu64 ",\"articles\":%" PRIu64 ",\"documents\":%" PRIu32
               ",\"average_length\":%.3f,\"clauses\":[",
               e->matches, e->articles, e->stats.documents, e->stats.average_length);
    for (size_t i = 0; i < e->len; i++) {
        buf_str(out, i ? "," : "");
        json_clause(e, &e->clauses[i], out);
    }
    buf_str(out, "],\"plan\":");
    print_json_string(out, buf_span(&e->plan));
    buf_str(out, "}\n");
    buf_free(&text);
}

void explain_print(const struct explanation *e, const struct print_options *o, struct buf *out)
{
    if (o->format == PRINT_TEXT)
        print_text_explanation(e, out);
    else
        print_json_explanation(e, out);
}
