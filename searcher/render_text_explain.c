/* Explanations for people.
 *
 * Of a query:
 *
 *     query     (AND strikes source:courier)
 *     matches   3 of 76 articles
 *
 *     clause          articles  terms of the index, and what each counts at most
 *     strikes               17  Zstrike 2.456736
 *     source:courier         9  XSOURCE:Courier
 *
 *     plan      Query((Zstrike FILTER 0 * XSOURCE:Courier) AND_NOT PostingSource(source))
 *
 * Of an article's score:
 *
 *     Dockers walk out
 *     2025-03-03 · agency/2025-03-03-harbour-strike.txt
 *
 *     score 5.107893
 *
 *       2.893012  strikes: Zstrike, wdf 4, in 17 of 76
 *       2.214881  harbour: Zharbour, wdf 9, in 16 of 76
 *
 *     length 312, on average 254.7 */
#include <inttypes.h>

#include "searcher/bm25.h"
#include "searcher/explain.h"
#include "searcher/render_format.h"
#include "searcher/why.h"

enum {
    TERMS_SHOWN = 10, /* of a clause */
    CLAUSE_WIDTH_MAX = 40,
    COUNT_WIDTH = 10,
    SCORE_WIDTH = 12,
    SCORE_DECIMALS = 6,
};

/* ---- A query ---------------------------------------------------------------- */

static unsigned clause_width(struct span text)
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
        if (clause_width(buf_span(&text)) > widest)
            widest = clause_width(buf_span(&text));
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
    if (clause_width(buf_span(&text)) > column)
        buf_printf(out, "\n%*s", (int)column, "");
    else
        buf_printf(out, "%*s", (int)(column - clause_width(buf_span(&text))), "");
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

void render_text_explanation(struct renderer *r, const struct explanation *e)
{
    struct buf *out = r->out;
    struct buf text = {0};
    unsigned column = clause_column(e);

    query_describe(e->asked->tree.root, &text);
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

/* ---- An article -------------------------------------------------------------- */

static void describe_clause(const struct query_node *n, struct buf *out)
{
    struct buf text = {0};

    query_describe(n, &text);
    rewrite_plain(out, buf_span(&text));
    buf_free(&text);
}

static struct span part_term(const struct why *w, const struct why_part *p)
{
    return (struct span){w->terms.data + p->start, p->len};
}

static void print_head(const struct why *w, struct buf *out)
{
    char day[DAY_TEXT];

    if (w->article.title.len) {
        rewrite_plain(out, w->article.title);
        buf_char(out, '\n');
    }
    buf_str(out, day_format(w->article.day, day) ? day : "undated");
    buf_str(out, " · ");
    rewrite_plain(out, w->article.id);
    buf_str(out, "\n\n");
}

static void print_part(const struct why *w, const struct why_part *p, struct buf *out)
{
    struct buf score = {0};

    render_score(&score, p->score, SCORE_DECIMALS);
    buf_printf(out, "%*s  ", SCORE_WIDTH, score.data);
    buf_free(&score);
    describe_clause(p->node, out);
    if (p->len) {
        buf_str(out, ": ");
        rewrite_plain(out, part_term(w, p));
        buf_printf(out, ", wdf %" PRIu32 ", in %" PRIu32 " of %" PRIu32, p->wdf, p->documents,
                   w->documents);
    }
    buf_char(out, '\n');
}

static void print_parts(const struct why *w, struct buf *out)
{
    buf_str(out, "score ");
    render_score(out, w->score, SCORE_DECIMALS);
    buf_str(out, w->n_parts ? "\n\n" : ": nothing in the query scores\n");
    for (size_t i = 0; i < w->n_parts; i++)
        print_part(w, &w->parts[i], out);
    if (w->n_parts)
        buf_printf(out, "\nlength %" PRIu32 ", on average %.1f\n", w->length, w->average_length);
}

static void print_reasons(const struct why *w, struct buf *out)
{
    buf_str(out, "does not match:\n\n");
    for (size_t i = 0; i < w->n_reasons; i++) {
        const struct why_reason *r = &w->reasons[i];

        buf_str(out, r->excluded ? "  -" : "  ");
        describe_clause(r->node, out);
        buf_str(out, ": ");
        rewrite_plain(out, span_of(r->text));
        buf_char(out, '\n');
    }
}

void render_text_why(struct renderer *r, const struct why *w)
{
    print_head(w, r->out);
    (w->matches ? print_parts : print_reasons)(w, r->out);
}
