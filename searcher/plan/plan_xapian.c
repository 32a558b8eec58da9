/* A plan as libxapian's query. */
#include "searcher/plan/plan_xapian.h"

#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "searcher/plan/plan_xapian_least.h"
#include "searcher/plan/ranking.h"

static const enum xap_op operators[] = {
    [PLAN_PHRASE] = XAP_PHRASE, [PLAN_NEAR] = XAP_NEAR,       [PLAN_SYNONYM] = XAP_SYNONYM,
    [PLAN_AND] = XAP_AND,       [PLAN_OR] = XAP_OR,           [PLAN_XOR] = XAP_XOR,
    [PLAN_LEAST] = XAP_OR,      [PLAN_MAYBE] = XAP_AND_MAYBE, [PLAN_NOT] = XAP_AND_NOT,
    [PLAN_FILTER] = XAP_FILTER,
};

static dateline_status join_to_xapian(const struct translation *t, const struct plan_node *n,
                                      xap_query **out, dateline_error *err);
static dateline_status node_to_xapian(const struct translation *t, const struct plan_node *n,
                                      xap_query **out, dateline_error *err);
static dateline_status weighted_to_xapian(const struct translation *t, const struct plan_node *n,
                                          xap_query **out, dateline_error *err);

static dateline_status ranges_to_xapian(const struct translation *t, const struct plan_node *n,
                                        xap_query **out, dateline_error *err)
{
    struct xap_range *ranges = must_alloc(n->n_ranges * sizeof *ranges + 1);
    dateline_status status;

    for (size_t i = 0; i < n->n_ranges; i++)
        ranges[i] = (struct xap_range){n->ranges[i].segment, n->ranges[i].first, n->ranges[i].last};
    status = xap_query_ranges(snapshot_database(t->snapshot), ranges, n->n_ranges, out, err);
    free(ranges);
    return status;
}

/* The documents of which N's children match enough. */
static dateline_status chosen_to_xapian(const struct translation *t, const struct plan_node *n,
                                        xap_query **out, dateline_error *err)
{
    xap_query **parts = must_alloc(n->n_children * sizeof(xap_query *));
    size_t len = 0;
    dateline_status status = DATELINE_OK;

    while (len < n->n_children && status == DATELINE_OK) {
        status = node_to_xapian(t, n->children[len], &parts[len], err);
        len += status == DATELINE_OK;
    }
    if (status == DATELINE_OK)
        status = least_of_queries(t, parts, len, n->least, out, err);
    while (len)
        xap_query_free(parts[--len]);
    free(parts);
    return status;
}

/* libxapian has no such operator: its OR is filtered. */
static dateline_status least_to_xapian(const struct translation *t, const struct plan_node *n,
                                       xap_query **out, dateline_error *err)
{
    xap_query *any = NULL, *chosen = NULL;
    dateline_status status = join_to_xapian(t, n, &any, err);

    if (status == DATELINE_OK)
        status = chosen_to_xapian(t, n, &chosen, err);
    if (status == DATELINE_OK)
        *out = xap_query_join(XAP_FILTER, (xap_query *[]){any, chosen}, 2, 0, err);
    xap_query_free(any);
    xap_query_free(chosen);
    return status == DATELINE_OK && !*out ? DATELINE_BAD_QUERY : status;
}

/* Whether N is words in their places that do not all count as they are. */
static bool weighs_words(const struct plan_node *n)
{
    for (size_t i = 0; i < n->n_children; i++)
        if ((n->kind == PLAN_PHRASE || n->kind == PLAN_NEAR) && n->children[i]->weight != 1)
            return true;
    return false;
}

static bool asks_for_places(const struct plan_node *n)
{
    if (n->kind == PLAN_PHRASE || n->kind == PLAN_NEAR)
        return true;
    for (size_t i = 0; i < n->n_children; i++)
        if (asks_for_places(n->children[i]))
            return true;
    return false;
}

/* Whether libxapian may be wrong about N as an alternative. */
static bool answers_unsurely(const struct plan_node *n)
{
    if (n->kind == PLAN_XOR)
        return true;
    for (size_t i = 0; i < n->n_children; i++)
        if (answers_unsurely(n->children[i]))
            return true;
    return asks_for_places(n);
}

/* Q, with the same matches and scores, as an alternative that libxapian (1.4 up to 1.4.32 at least)
 * asks only what it answers right.
 *
 * Where another list leads, as in `+a b "c d"`, each alternative is asked whether it has that
 * list's next document. A phrase that has not says so and stays where it is; the OR takes the
 * number after for its document, and if `b` is there, says yes for both: an article gets the score
 * of a phrase that it does not have. Smallest: of the articles "a d c" and "a b" the second. An AND
 * moves on to its next document instead, and a scale keeps it from taking in the phrase: so the
 * alternative is filtered by all documents. An XOR in an OR, as in `a XOR ((b XOR c) OR d*)`, is
 * scored too high without that, too. */
static xap_query *as_sure_alternative(const xap_query *q, dateline_error *err)
{
    xap_query *all = xap_query_term(span_of(""), 1, 0), *sure = NULL,
              *scaled = xap_query_scale(q, 1, err);

    if (scaled)
        sure = xap_query_join(XAP_FILTER, (xap_query *[]){scaled, all}, 2, 0, err);
    xap_query_free(scaled);
    xap_query_free(all);
    return sure;
}

static dateline_status alternative_to_xapian(const struct translation *t, const struct plan_node *n,
                                             xap_query **out, dateline_error *err)
{
    xap_query *q;
    dateline_status status = weighted_to_xapian(t, n, &q, err);

    if (status != DATELINE_OK)
        return status;
    if (answers_unsurely(n)) {
        *out = as_sure_alternative(q, err);
        xap_query_free(q);
        return *out ? DATELINE_OK : DATELINE_BAD_QUERY;
    }
    *out = q;
    return DATELINE_OK;
}

static xap_query *counted_word(const struct plan_node *n)
{
    return xap_query_term(n->term, (uint32_t)lround(n->weight * RANKING_UNITS), 0);
}

typedef dateline_status to_xapian(const struct translation *t, const struct plan_node *n,
                                  xap_query **out, dateline_error *err);

/* How child number AT of N is translated. */
static to_xapian *child_to_xapian(const struct plan_node *n, size_t at)
{
    /* libxapian takes no score from the second side of a filter. */
    if (n->kind == PLAN_FILTER && at)
        return node_to_xapian;
    return operators[n->kind] == XAP_OR || n->kind == PLAN_SYNONYM ? alternative_to_xapian
                                                                   : weighted_to_xapian;
}

static dateline_status join_to_xapian(const struct translation *t, const struct plan_node *n,
                                      xap_query **out, dateline_error *err)
{
    xap_query **parts = must_alloc(n->n_children * sizeof(xap_query *)), *joined = NULL;
    bool counted = weighs_words(n);
    size_t len = 0;
    dateline_status status = DATELINE_OK;

    while (len < n->n_children && status == DATELINE_OK) {
        if (counted)
            parts[len] = counted_word(n->children[len]);
        else
            status = child_to_xapian(n, len)(t, n->children[len], &parts[len], err);
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
static dateline_status words_to_xapian(const struct translation *t, const struct plan_node *n,
                                       xap_query **out, dateline_error *err)
{
    xap_query *counted;
    dateline_status status = join_to_xapian(t, n, &counted, err);

    if (status != DATELINE_OK)
        return status;
    *out = xap_query_scale(counted, 1.0 / RANKING_UNITS, err);
    xap_query_free(counted);
    return *out ? DATELINE_OK : DATELINE_IO;
}

static dateline_status node_to_xapian(const struct translation *t, const struct plan_node *n,
                                      xap_query **out, dateline_error *err)
{
    if (weighs_words(n))
        return words_to_xapian(t, n, out, err);
    switch (n->kind) {
    case PLAN_NOTHING:
        *out = xap_query_nothing();
        return DATELINE_OK;
    case PLAN_ALL:
    case PLAN_TERM:
        *out = xap_query_term(n->term, 1, 0); /* an empty term is every document */
        return DATELINE_OK;
    case PLAN_RANGES:
        return ranges_to_xapian(t, n, out, err);
    case PLAN_LEAST:
        return least_to_xapian(t, n, out, err);
    case PLAN_FILTER:
        if (n->children[0]->kind == PLAN_ALL) /* all within the filter are just the filter's */
            return weighted_to_xapian(t, n->children[1], out, err);
        break;
    default:
        break;
    }
    return join_to_xapian(t, n, out, err);
}

static dateline_status weighted_to_xapian(const struct translation *t, const struct plan_node *n,
                                          xap_query **out, dateline_error *err)
{
    xap_query *q;
    dateline_status status = node_to_xapian(t, n, &q, err);

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

/* Lean segments have no position tables: libxapian would find no phrase in them. */
static dateline_status check_places(struct snapshot *s, const struct plan_node *root,
                                    dateline_error *err)
{
    const struct manifest *m = snapshot_manifest(s);

    for (size_t i = 0; i < m->n_segments; i++)
        if (segment_xapian(&m->segments[i]) != XAPIAN_FULL && asks_for_places(root))
            return fail(err, DATELINE_BAD_OPTION,
                        "libxapian cannot look for phrases in this index, whose tables have no "
                        "positions (dateline-index compact --xapian=full writes them)");
    return DATELINE_OK;
}

dateline_status plan_to_xapian(struct snapshot *s, const struct plan_node *root,
                               const struct xap_limits *limits, xap_query **out,
                               dateline_error *err)
{
    const struct translation t = {s, limits, clock_seconds()};
    xap_query *q;
    dateline_status status = snapshot_database_open(s, err);

    if (status == DATELINE_OK)
        status = check_places(s, root, err);
    if (status == DATELINE_OK)
        status = weighted_to_xapian(&t, root, &q, err);
    if (status != DATELINE_OK)
        return status;
    status = snapshot_live_query(s, q, out, err);
    xap_query_free(q);
    return status;
}
