/* A score into its parts. */
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/clause.h"
#include "searcher/score.h"
#include "searcher/why.h"

static struct why_part *add_part(struct why *w, const struct query_node *n, double score)
{
    GROW(w->parts, w->n_parts, w->cap_parts);
    w->parts[w->n_parts] = (struct why_part){.node = n, .start = w->terms.len, .exact = score};
    return &w->parts[w->n_parts++];
}

static dateline_status add_term(struct why *w, const struct query_node *n, const struct clause *c,
                                size_t i, dateline_error *err)
{
    struct probe_answer alone;
    struct why_part *part;
    uint32_t wdf = 0;
    dateline_status status = probe_term(&w->probe, clause_term(c, i), &alone, err);

    if (status == DATELINE_OK)
        status = probe_wdf(&w->probe, clause_term(c, i), &wdf, err);
    if (status != DATELINE_OK)
        return status;
    part = add_part(w, n, alone.score);
    part->len = c->terms[i].len;
    part->documents = c->terms[i].documents;
    part->wdf = wdf;
    buf_span_add(&w->terms, clause_term(c, i));
    return DATELINE_OK;
}

static dateline_status add_clause(struct why *w, const struct query_node *n, double score,
                                  dateline_error *err)
{
    struct clause c;
    dateline_status status;

    if (clause_filters(n) || n->kind == QUERY_ALL)
        return DATELINE_OK;
    if (n->kind == QUERY_WILDCARD) {
        add_part(w, n, score);
        return DATELINE_OK;
    }
    status = clause_open(w->probe.planner, n, &c, err);
    if (status != DATELINE_OK)
        return status;
    for (size_t i = 0; i < c.len && status == DATELINE_OK; i++)
        status = add_term(w, n, &c, i, err);
    clause_free(&c);
    return status;
}

static dateline_status add_node(struct why *w, const struct query_node *n, dateline_error *err)
{
    size_t scoring = n->kind == QUERY_NOT ? 1 : n->n_children;
    struct probe_answer answer;
    dateline_status status = probe_node(&w->probe, n, &answer, err);

    if (status != DATELINE_OK || !answer.matches)
        return status;
    if (!clause_joins(n))
        return add_clause(w, n, answer.score, err);
    for (size_t i = 0; i < scoring && status == DATELINE_OK; i++)
        status = add_node(w, n->children[i], err);
    return status;
}

/* ---- Parts that add up when printed ----------------------------------------- */

static double remainder_of(const struct why_part *p)
{
    return p->exact * SCORE_UNIT - (double)p->score;
}

static int by_remainder(const void *a, const void *b)
{
    const struct why_part *x = *(struct why_part *const *)a, *y = *(struct why_part *const *)b;
    double rx = remainder_of(x), ry = remainder_of(y);

    return rx != ry ? (rx < ry ? 1 : -1) : (x > y) - (x < y);
}

/* Every part is cut to millionths; what the sum then lacks goes, a millionth
 * each, to those of which most was cut. */
static dateline_status add_up(struct why *w, dateline_error *err)
{
    struct why_part **order = must_alloc(w->n_parts * sizeof *order + 1);
    int64_t lacking = w->score;

    for (size_t i = 0; i < w->n_parts; i++) {
        order[i] = &w->parts[i];
        w->parts[i].score = score_floor(w->parts[i].exact);
        lacking -= w->parts[i].score;
    }
    if (w->n_parts)
        qsort(order, w->n_parts, sizeof(struct why_part *), by_remainder);
    for (size_t i = 0; i < w->n_parts && lacking > 0; i++, lacking--)
        order[i]->score++;
    free(order);
    /* Only where somebody else's database changes under the search. */
    if (lacking)
        return fail(err, DATELINE_IO, "the index changed while a score was being explained");
    return DATELINE_OK;
}

dateline_status why_score(struct why *w, dateline_error *err)
{
    dateline_status status = add_node(w, w->asked.tree.root, err);

    return status == DATELINE_OK ? add_up(w, err) : status;
}
