/* The text format: explanations.
 *
 * A query:
 *
 *     query     (AND strikes source:courier)
 *     matches   3 of 76 articles
 *
 *     clause          articles  terms of the index, and what each counts at most
 *     strikes               17  Zstrike 3.754210 (burst 1.101)
 *     source:courier         9  XSOURCE:Courier
 *
 *     plan      Query((Zstrike FILTER 0 * XSOURCE:Courier) AND_NOT articles)
 *
 * The score of an article:
 *
 *     Dockers walk out
 *     2025-03-03 · agency/2025-03-03-harbour-strike.txt
 *
 *     score 5.107893
 *
 *       2.893012  strikes: Zstrike, wdf 4, in 17 of 76 (burst 1.210)
 *       2.214881  harbour: Zharbour, wdf 9, in 16 of 76 (burst 1.348)
 *
 *     length 312, on average 254.7 */
#include <inttypes.h>

#include "searcher/render/render_format.h"

enum {
    TERMS_SHOWN = 10, /* a clause */
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

/* The width of a clause in columns, including the sign of an excluded one. */
static unsigned explained_width(const struct explained *x)
{
    return clause_width(x->label.text) + (x->role == CLAUSE_EXCLUDED);
}

static unsigned clause_column(const struct explanation *e)
{
    unsigned widest = (unsigned)strlen("clause");

    for (size_t i = 0; i < e->len; i++)
        if (explained_width(&e->clauses[i]) > widest)
            widest = explained_width(&e->clauses[i]);
    return widest < CLAUSE_WIDTH_MAX ? widest : CLAUSE_WIDTH_MAX;
}

/* The factors that are not 1: " (stop word 0.05, burst 1.210)". */
static void print_factors(double stop, double burst, struct buf *out)
{
    if (stop != 1)
        buf_printf(out, " (stop word %g", stop);
    if (burst != 1)
        buf_printf(out, "%sburst %.3f", stop != 1 ? ", " : " (", burst);
    if (stop != 1 || burst != 1)
        buf_char(out, ')');
}

static void print_clause_terms(const struct explained *x, struct buf *out)
{
    const struct clause_terms *c = &x->terms;
    bool words = clause_expands(x->label.kind);

    if (words || c->len > TERMS_SHOWN)
        buf_printf(out, "%zu %s: ", c->len, words ? "words" : "terms");
    for (size_t i = 0; i < c->len && i < TERMS_SHOWN; i++) {
        buf_str(out, i ? ", " : "");
        rewrite_plain(out, c->list[i].term);
        if (x->label.kind == QUERY_FUZZY || x->label.kind == QUERY_NAME)
            buf_printf(out, " %" PRIu32, c->list[i].documents);
        if (x->weighed) {
            buf_printf(out, " %.6f", c->list[i].weight);
            print_factors(c->list[i].stop, c->list[i].burst, out);
        }
    }
    if (c->len > TERMS_SHOWN)
        buf_str(out, ", ...");
    if (c->left_out)
        buf_printf(out, " (%" PRIu32 " less near ones left out)", c->left_out);
    buf_str(out, x->n_ranges ? "by date" : "");
    if (c->dated)
        buf_str(out, "all with a date");
    else if (x->label.kind == QUERY_ALL)
        buf_str(out, "all");
    else if (!c->len && !x->n_ranges)
        buf_str(out, "none");
}

static void print_clause(const struct explained *x, unsigned column, struct buf *out)
{
    unsigned width = explained_width(x);

    buf_str(out, x->role == CLAUSE_EXCLUDED ? "-" : "");
    rewrite_plain(out, x->label.text);
    if (width > column)
        buf_printf(out, "\n%*s", (int)column, "");
    else
        buf_printf(out, "%*s", (int)(column - width), "");
    buf_printf(out, "%*" PRIu64 "  ", COUNT_WIDTH, x->articles);
    print_clause_terms(x, out);
    buf_char(out, '\n');
}

static void print_explained_day(const char *name, dateline_day day, struct buf *out)
{
    char text[DAY_TEXT];

    if (!day)
        return;
    day_format(day, text);
    buf_printf(out, "%-9s %s\n", name, text);
}

/* Appends PLAN as people read it: libxapian says of the articles of some dates, which score
 * nothing, "0 * PostingSource(1 to 43)", and of others that are given by their numbers the same
 * without the factor. */
static void print_plan(struct span plan, struct buf *out)
{
    static const char unscored[] = "0 * ", source[] = "PostingSource(";
    const char *at, *end;

    while (plan.len && (at = memmem(plan.data, plan.len, source, sizeof source - 1))) {
        struct span before = {plan.data, (size_t)(at - plan.data)};
        size_t factor = sizeof unscored - 1;
        bool dates = before.len >= factor && !memcmp(at - factor, unscored, factor);

        end = memchr(at, ')', plan.len - before.len);
        if (!end)
            break;
        before.len -= dates ? factor : 0;
        rewrite_plain(out, before);
        buf_str(out, dates ? "dates" : "articles");
        plan = span_from(plan, (size_t)(end + 1 - plan.data));
    }
    rewrite_plain(out, plan);
}

void render_text_explanation(struct renderer *r, const struct explanation *e)
{
    struct buf *out = r->out;
    unsigned column = clause_column(e);

    buf_str(out, "query     ");
    rewrite_plain(out, e->query);
    buf_char(out, '\n');
    print_explained_day("since", r->answer->days.first, out);
    print_explained_day("until", r->answer->days.last, out);
    if (e->recent.halflife)
        buf_printf(out, "recent    half-life %" PRId32 " days: scores times 0.5 to 1 by age\n",
                   e->recent.halflife);
    buf_printf(out, "matches   %" PRIu64 " of %" PRIu64 " articles\n\n", e->matches, e->articles);
    buf_printf(out, "%-*s%*s  terms of the index, and what each counts at most\n", (int)column,
               "clause", COUNT_WIDTH, "articles");
    for (size_t i = 0; i < e->len; i++)
        print_clause(&e->clauses[i], column, out);
    buf_str(out, "\nplan      ");
    print_plan(buf_span(&e->plan), out);
    buf_char(out, '\n');
}

/* ---- An article -------------------------------------------------------------- */

static void print_article_head(const struct why *w, struct buf *out)
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

static void print_score_part(const struct why *w, const struct why_part *p, struct buf *out)
{
    struct buf score = {0};

    render_score(&score, p->score, SCORE_DECIMALS);
    buf_printf(out, "%*s  ", SCORE_WIDTH, score.data);
    buf_free(&score);
    rewrite_plain(out, p->clause.text);
    if (p->term.len) {
        buf_str(out, ": ");
        rewrite_plain(out, p->term);
        buf_printf(out, ", wdf %" PRIu32 ", in %" PRIu32 " of %" PRIu32, p->wdf, p->documents,
                   w->documents);
        print_factors(p->stop, p->burst, out);
    }
    buf_char(out, '\n');
}

static void print_score_parts(const struct why *w, struct buf *out)
{
    buf_str(out, "score ");
    render_score(out, w->score, SCORE_DECIMALS);
    buf_str(out, w->n_parts ? "\n\n" : ": nothing in the query scores\n");
    for (size_t i = 0; i < w->n_parts; i++)
        print_score_part(w, &w->parts[i], out);
    if (w->n_parts)
        buf_printf(out, "\nlength %" PRIu32 ", on average %.1f\n", w->length, w->average_length);
    if (w->n_parts && w->recent.halflife)
        buf_printf(out, "recent %.6f, in all parts (half-life %" PRId32 " days)\n", w->recency,
                   w->recent.halflife);
}

static void print_reasons(const struct why *w, struct buf *out)
{
    buf_str(out, "does not match:\n\n");
    for (size_t i = 0; i < w->n_reasons; i++) {
        const struct why_reason *r = &w->reasons[i];

        buf_str(out, r->excluded ? "  -" : "  ");
        rewrite_plain(out, r->clause.text);
        buf_str(out, ": ");
        rewrite_plain(out, r->text);
        buf_char(out, '\n');
    }
}

void render_text_why(struct renderer *r, const struct why *w)
{
    print_article_head(w, r->out);
    (w->matches ? print_score_parts : print_reasons)(w, r->out);
}
