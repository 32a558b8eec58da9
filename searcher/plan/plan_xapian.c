/* A plan as libxapian's query. */
#include "searcher/plan/plan_xapian.h"

#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/plan/ranking.h"

static const enum xap_op operators[] = {
    [PLAN_PHRASE] = XAP_PHRASE,   [PLAN_NEAR] = XAP_NEAR,   [PLAN_SYNONYM] = XAP_SYNONYM,
    [PLAN_AND] = XAP_AND,         [PLAN_OR] = XAP_OR,       [PLAN_XOR] = XAP_XOR,
    [PLAN_MAYBE] = XAP_AND_MAYBE, [PLAN_NOT] = XAP_AND_NOT, [PLAN_FILTER] = XAP_FILTER,
};

static dateline_status node_to_xapian(struct snapshot *s, const struct plan_node *n,
                                      xap_query **out, dateline_error *err);
static dateline_status weighted_to_xapian(struct snapshot *s, const struct plan_node *n,
                                          xap_query **out, dateline_error *err);

static dateline_status ranges_to_xapian(struct snapshot *s, const struct plan_node *n,
                                        xap_query **out, dateline_error *err)
{
    struct xap_range *ranges = must_alloc(n->n_ranges * sizeof *ranges + 1);
    dateline_status status;

    for (size_t i = 0; i < n->n_ranges; i++)
        ranges[i] = (struct xap_range){n->ranges[i].segment, n->ranges[i].first, n->ranges[i].last};
    status = xap_query_ranges(snapshot_database(s), ranges, n->n_ranges, out, err);
    free(ranges);
    return status;
}

/* Whether N is words in their places that do not all count as they are. */
static bool weighs_words(const struct plan_node *n)
{
    for (size_t i = 0; i < n->n_children; i++)
        if ((n->kind == PLAN_PHRASE || n->kind == PLAN_NEAR) && n->children[i]->weight != 1)
            return true;
    return false;
}

static xap_query *counted_word(const struct plan_node *n)
{
    return xap_query_term(n->term, (uint32_t)lround(n->weight * RANKING_UNITS), 0);
}

static dateline_status join_to_xapian(struct snapshot *s, const struct plan_node *n,
                                      xap_query **out, dateline_error *err)
{
    xap_query **parts = must_alloc(n->n_children * sizeof(xap_query *)), *joined = NULL;
    bool counted = weighs_words(n);
    size_t len = 0;
    dateline_status status = DATELINE_OK;

    while (len < n->n_children && status == DATELINE_OK) {
        /* libxapian takes no score from the second side of a filter. */
        if (counted)
            parts[len] = counted_word(n->children[len]);
        else
            status = (n->kind == PLAN_FILTER && len ? node_to_xapian : weighted_to_xapian)(
                s, n->children[len], &parts[len], err);
        len += status == DATELINE_OK;
    }
    if (status == DATELINE_OK)
        joined = xap_query_join(operators[n->kind], parts, len, n->window, err);
    while (len)
        xap_query_free(parts[--len]);
    free(parts);
    if (status == DATELINE_OK && !joined)
        return DATELINE_BAD_QUERY;
    *out = joined;
    return status;
}

/* libxapian looks at no scaled words' places, but a word may be asked for many times: so
 * often as its factor has units. (The AND of scaled words, filtered by the phrase, reads
 * each word twice: 18 % slower for phrases of two words of Reuters.) */
static dateline_status words_to_xapian(struct snapshot *s, const struct plan_node *n,
                                       xap_query **out, dateline_error *err)
{
    xap_query *counted;
    dateline_status status = join_to_xapian(s, n, &counted, err);

    if (status != DATELINE_OK)
        return status;
    *out = xap_query_scale(counted, 1.0 / RANKING_UNITS, err);
    xap_query_free(counted);
    return *out ? DATELINE_OK : DATELINE_IO;
}

static dateline_status node_to_xapian(struct snapshot *s, const struct plan_node *n,
                                      xap_query **out, dateline_error *err)
{
    if (weighs_words(n))
        return words_to_xapian(s, n, out, err);
    switch (n->kind) {
    case PLAN_NOTHING:
        *out = xap_query_nothing();
        return DATELINE_OK;
    case PLAN_ALL:
    case PLAN_TERM:
        *out = xap_query_term(n->term, 1, 0); /* an empty term is every document */
        return DATELINE_OK;
    case PLAN_RANGES:
        return ranges_to_xapian(s, n, out, err);
    case PLAN_FILTER:
        if (n->children[0]->kind == PLAN_ALL) /* all within the filter are just the filter's */
            return weighted_to_xapian(s, n->children[1], out, err);
        break;
    default:
        break;
    }
    return join_to_xapian(s, n, out, err);
}

static dateline_status weighted_to_xapian(struct snapshot *s, const struct plan_node *n,
                                          xap_query **out, dateline_error *err)
{
    xap_query *q;
    dateline_status status = node_to_xapian(s, n, &q, err);

    if (status != DATELINE_OK)
        return status;
    if (n->weight != 1) {
        *out = xap_query_scale(q, n->weight, err);
        xap_query_free(q);
        return *out ? DATELINE_OK : DATELINE_IO;
    }
    *out = q;
    return DATELINE_OK;
}

dateline_status plan_to_xapian(struct snapshot *s, const struct plan_node *root, xap_query **out,
                               dateline_error *err)
{
    xap_query *q;
    dateline_status status = weighted_to_xapian(s, root, &q, err);

    if (status != DATELINE_OK)
        return status;
    status = snapshot_live_query(s, q, out, err);
    xap_query_free(q);
    return status;
}
