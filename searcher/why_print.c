/* Why an article is found, or is not, as text and JSON.
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

#include "searcher/explain.h"
#include "searcher/print_format.h"
#include "searcher/why.h"

enum { DECIMALS = 6, SCORE_WIDTH = 12 };

static void clause(const struct query_node *n, struct buf *out)
{
    struct buf text = {0};

    query_describe(n, &text);
    rewrite_plain(out, buf_span(&text));
    buf_free(&text);
}

static struct span term(const struct why *w, const struct why_part *p)
{
    return (struct span){w->terms.data + p->start, p->len};
}

/* ---- Text ----------------------------------------------------------------- */

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

    print_score(&score, p->score, DECIMALS);
    buf_printf(out, "%*s  ", SCORE_WIDTH, score.data);
    buf_free(&score);
    clause(p->node, out);
    if (p->len) {
        buf_str(out, ": ");
        rewrite_plain(out, term(w, p));
        buf_printf(out, ", wdf %" PRIu32 ", in %" PRIu32 " of %" PRIu32, p->wdf, p->documents,
                   w->documents);
    }
    buf_char(out, '\n');
}

static void print_parts(const struct why *w, struct buf *out)
{
    buf_str(out, "score ");
    print_score(out, w->score, DECIMALS);
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
        clause(r->node, out);
        buf_str(out, ": ");
        rewrite_plain(out, span_of(r->text));
        buf_char(out, '\n');
    }
}

/* ---- JSON ----------------------------------------------------------------- */

static void json_score(struct json *j, int64_t score)
{
    struct buf text = {0};

    print_score(&text, score, DECIMALS);
    json_name(j, "score");
    json_digits(j, buf_span(&text));
    buf_free(&text);
}

static void json_clause(struct json *j, const struct query_node *n)
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
    json_clause(j, p->node);
    if (p->len) {
        json_string_member(j, "term", term(w, p));
        json_number_member(j, "wdf", p->wdf);
        json_number_member(j, "documents", p->documents);
    }
    json_score(j, p->score);
    json_end_object(j);
}

static void json_reason(struct json *j, const struct why_reason *r)
{
    json_begin_object(j);
    json_clause(j, r->node);
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

static void print_json_why(const struct why *w, struct buf *out)
{
    struct json j = {.out = out};

    json_begin_object(&j);
    json_string_member(&j, "id", w->article.id);
    json_string_member(&j, "title", w->article.title);
    json_day_member(&j, "date", w->article.day);
    json_name(&j, "matches");
    json_boolean(&j, w->matches);
    (w->matches ? json_parts : json_reasons)(&j, w);
    json_end_object(&j);
    buf_char(out, '\n');
}

void why_print(const struct why *w, const struct print_options *o, struct buf *out)
{
    if (o->format != PRINT_TEXT) {
        print_json_why(w, out);
        return;
    }
    print_head(w, out);
    if (w->matches)
        print_parts(w, out);
    else
        print_reasons(w, out);
}
