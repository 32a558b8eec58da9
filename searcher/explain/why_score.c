/* A score into its parts. */
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/explain/clause.h"
#include "searcher/explain/why.h"
#include "searcher/match/score.h"
#include "snapshot/terms.h"

static struct why_part *add_part(struct why *w, const struct query_node *n, double score)
{
    GROW(w->parts, w->n_parts, w->cap_parts);
    w->parts[w->n_parts] = (struct why_part){
        .clause = clause_label(n, &w->memory), .factor = query_factor(n), .exact = score};
    return &w->parts[w->n_parts++];
}

/* Adds what TERM, a node of a single term, adds for clause N. */
static dateline_status add_term_part(struct why *w, const struct query_node *n,
                                     const struct plan_node *term, dateline_error *err)
{
    struct snapshot *s = w->searcher->snapshot;
    struct match_article alone;
    struct why_part *part;
    struct snapshot_term_stats stats = {0};
    uint32_t wdf = 0;
    dateline_status status = why_match(w, term, &alone, err);

    if (status == DATELINE_OK)
        status = snapshot_term_wdf(s, term->term, w->doc, &wdf, err);
    if (status == DATELINE_OK)
        status = snapshot_term_stats(s, term->term, &stats, err);
    if (status != DATELINE_OK)
        return status;
    /* A clause of several terms has the weight in place of them. */
    part = add_part(w, n, term->from == n ? alone.score : alone.score * query_factor(n));
    part->term = term->term;
    part->documents = stats.documents;
    part->wdf = wdf;
    part->stop = term->stop;
    part->burst = term->burst;
    return DATELINE_OK;
}

static dateline_status add_clause_parts(struct why *w, const struct plan_node *n, double score,
                                        dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    if (clause_filters(n) || n->kind == PLAN_ALL)
        return DATELINE_OK;
    if (clause_expands(n->from->kind)) {
        add_part(w, n->from, score);
        return DATELINE_OK;
    }
    if (n->kind == PLAN_TERM)
        return add_term_part(w, n->from, n, err);
    for (size_t i = 0; i < n->n_children && status == DATELINE_OK; i++)
        status = add_term_part(w, n->from, n->children[i], err);
    return status;
}

static dateline_status add_parts(struct why *w, const struct plan_node *n, dateline_error *err)
{
    size_t scoring = n->kind == PLAN_NOT || n->kind == PLAN_FILTER ? 1 : n->n_children;
    struct match_article article;
    dateline_status status = why_match(w, n, &article, err);

    if (status != DATELINE_OK || !article.matches)
        return status;
    if (clause_is(n))
        return add_clause_parts(w, n, article.score, err);
    for (size_t i = 0; i < scoring && status == DATELINE_OK; i++)
        status = add_parts(w, n->children[i], err);
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
    dateline_status status = add_parts(w, w->asked->plan.root, err);

    return status == DATELINE_OK ? add_up(w, err) : status;
}
