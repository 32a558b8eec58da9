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
#include "searcher/query_describe.h"
#include "searcher/score.h"
#include "searcher/why.h"

enum { SCORE_WIDTH = 12 };

static void clause(const struct query_node *n, struct buf *out)
{
    struct buf text = {0};

    query_describe(n, &text);
    print_plain(out, buf_span(&text));
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
        print_plain(out, w->article.title);
        buf_char(out, '\n');
    }
    buf_str(out, day_format(w->article.day, day) ? day : "undated");
    buf_str(out, " · ");
    print_plain(out, w->article.id);
    buf_str(out, "\n\n");
}

static void print_part(const struct why *w, const struct why_part *p, struct buf *out)
{
    struct buf score = {0};

    print_score(&score, p->score, SCORE_DECIMALS);
    buf_printf(out, "%*s  ", SCORE_WIDTH, score.data);
    buf_free(&score);
    clause(p->node, out);
    if (p->len) {
        buf_str(out, ": ");
        print_plain(out, term(w, p));
        buf_printf(out, ", wdf %" PRIu32 ", in %" PRIu32 " of %" PRIu32, p->wdf, p->documents,
                   w->documents);
    }
    buf_char(out, '\n');
}

static void print_parts(const struct why *w, struct buf *out)
{
    buf_str(out, "score ");
    print_score(out, w->score, SCORE_DECIMALS);
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
        print_plain(out, span_of(r->text));
        buf_char(out, '\n');
    }
}

/* ---- JSON ----------------------------------------------------------------- */

static void json_clause(const struct query_node *n, struct buf *out)
{
    struct buf text = {0};

    query_describe(n, &text);
    buf_str(out, "{\"clause\":");
    print_json_string(out, buf_span(&text));
    if (n->end)
        buf_printf(out, ",\"at\":%" PRIu32, n->start + 1);
    buf_printf(out, ",\"kind\":\"%s\"", clause_kind_name(n->kind));
    buf_free(&text);
}

static void json_part(const struct why *w, const struct why_part *p, struct buf *out)
{
    json_clause(p->node, out);
    if (p->len) {
        buf_str(out, ",\"term\":");
        print_json_string(out, term(w, p));
        buf_printf(out, ",\"wdf\":%" PRIu32 ",\"documents\":%" PRIu32, p->wdf, p->documents);
    }
    buf_str(out, ",\"score\":");
    print_score(out, p->score, SCORE_DECIMALS);
    buf_char(out, '}');
}

static void json_reason(const struct why_reason *r, struct buf *out)
{
    json_clause(r->node, out);
    buf_printf(out, ",\"excluded\":%s,\"reason\":", r->excluded ? "true" : "false");
    print_json_string(out, span_of(r->text));
    buf_char(out, '}');
}

static void json_parts(const struct why *w, struct buf *out)
{
    buf_str(out, ",\"score\":");
    print_score(out, w->score, SCORE_DECIMALS);
    buf_printf(out,
               ",\"length\":%" PRIu32 ",\"average_length\":%.3f,\"documents\":%" PRIu32
               ",\"parts\":[",
               w->length, w->average_length, w->documents);
    for (size_t i = 0; i < w->n_parts; i++) {
        buf_str(out, i ? "," : "");
        json_part(w, &w->parts[i], out);
    }
}

static void json_reasons(const struct why *w, struct buf *out)
{
    buf_str(out, ",\"reasons\":[");
    for (size_t i = 0; i < w->n_reasons; i++) {
        buf_str(out, i ? "," : "");
        json_reason(&w->reasons[i], out);
    }
}

static void print_json_why(const struct why *w, struct buf *out)
{
    char day[DAY_TEXT];

    buf_str(out, "{\"id\":");
    print_json_string(out, w->article.id);
    buf_str(out, ",\"title\":");
    print_json_string(out, w->article.title);
    if (day_format(w->article.day, day))
        buf_printf(out, ",\"date\":\"%s\"", day);
    else
        buf_str(out, ",\"date\":null");
    buf_printf(out, ",\"matches\":%s", w->matches ? "true" : "false");
    if (w->matches)
        json_parts(w, out);
    else
        json_reasons(w, out);
    buf_str(out, "]}\n");
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
