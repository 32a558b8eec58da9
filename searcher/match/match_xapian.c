/* The way to match by libxapian. */
#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "core/schema.h"
#include "searcher/match/match_way.h"
#include "searcher/match/score.h"
#include "searcher/plan/plan_xapian.h"
#include "searcher/plan/ranking.h"
#include "searcher/plan/recency.h"
#include "snapshot/articles.h"
#include "snapshot/terms.h"

enum {
    SLACK = 16, /* extra hits to fetch: usually covers the ties of the last one */
    MORE = 64,  /* else fetch this many times more */
};

#define SECONDS_MIN 1e-9 /* 0 would mean no limit */

static bool match_interrupted(const void *flag)
{
    return atomic_load_explicit((const atomic_bool *)flag, memory_order_relaxed);
}

static struct xap_limits xapian_limits(const struct match_limits *l)
{
    double seconds = l->until > 0 ? fmax(l->until - clock_seconds(), SECONDS_MIN) : 0;

    return (struct xap_limits){seconds, l->interrupt ? match_interrupted : NULL, l->interrupt};
}

static struct xap_bm25 bm25_of(enum ranking r)
{
    const struct ranking_settings *s = ranking_settings(r);

    return (struct xap_bm25){.k1 = s->k1, .k3 = XAP_K3_COUNTS, .b = s->b, .min_normlen = s->floor};
}

static dateline_status count_documents(struct matcher *m, uint32_t *out, dateline_error *err)
{
    struct snapshot_stats stats;
    dateline_status status = snapshot_stats(m->snapshot, &stats, err);

    if (status == DATELINE_OK)
        *out = stats.documents;
    return status;
}

static dateline_status match_by_options(struct matcher *m, const struct plan_node *root,
                                        const struct xap_match_options *o, struct xap_matches *out,
                                        dateline_error *err)
{
    xap_query *q;
    dateline_status status = plan_to_xapian(m->snapshot, root, &o->limits, &q, err);

    if (status != DATELINE_OK)
        return status;
    status = xap_match(snapshot_database(m->snapshot), q, o, out, err);
    xap_query_free(q);
    return status;
}

/* ---- The best ------------------------------------------------------------- */

/* Whether two documents have the same date. */
static dateline_status have_same_day(struct snapshot *s, snapshot_doc a, snapshot_doc b, bool *same,
                                     dateline_error *err)
{
    dateline_day x = 0, y = 0;
    dateline_status status = snapshot_day(s, a, &x, err);

    if (status == DATELINE_OK)
        status = snapshot_day(s, b, &y, err);
    *same = x == y;
    return status;
}

/* Whether a document not fetched may rank in the first WANT. libxapian orders by exact
 * score, then newest first, then by number. */
static dateline_status has_open_tie(struct snapshot *s, const struct xap_matches *m, size_t want,
                                    bool *open, dateline_error *err)
{
    const struct xap_hit *last = &m->hits[want - 1], *end = &m->hits[m->len - 1];

    *open = score_rounded(end->score) == score_rounded(last->score);
    /* Rounded scores tie. Exact ones may differ, unless nothing scores: then check days. */
    if (!*open || last->score != 0)
        return DATELINE_OK;
    if (snapshot_newest_first(s)) {
        *open = false;
        return DATELINE_OK;
    }
    return have_same_day(s, last->id, end->id, open, err);
}

/* Fetches ask->want hits, and more until no other can tie with the last wanted one.
 * libxapian drops only documents that score no more than the last hit it returns. */
static dateline_status fetch_best(struct matcher *m, const xap_query *q,
                                  const struct match_best *ask, uint32_t all,
                                  struct xap_matches *out, dateline_error *err)
{
    /* With recency the best are only known when all are. */
    uint64_t want = ask->want < all && !ask->recent->halflife ? ask->want : all;
    struct xap_match_options o = {.order = snapshot_newest_first(m->snapshot) ? XAP_BY_SCORE_NUMBER
                                                                              : XAP_BY_SCORE,
                                  .slot = SCHEMA_DATE_SLOT,
                                  .bm25 = bm25_of(ask->ranking),
                                  .check_at_least = ask->total ? all : 0,
                                  .limits = xapian_limits(ask->limits)};

    for (uint64_t fetch = want + SLACK;; fetch *= MORE) {
        bool open = false;
        dateline_status status;

        o.most = fetch < all ? (uint32_t)fetch : all;
        status = xap_match(snapshot_database(m->snapshot), q, &o, out, err);
        if (status == DATELINE_OK && out->len == o.most && o.most < all)
            status = has_open_tie(m->snapshot, out, want, &open, err);
        if (status == DATELINE_OK && !open)
            return DATELINE_OK;
        xap_matches_free(out);
        if (status != DATELINE_OK)
            return status;
    }
}

static dateline_status recency_of(struct snapshot *s, const struct recency *r, snapshot_doc doc,
                                  double *out, dateline_error *err)
{
    dateline_day day = 0;
    dateline_status status = r->halflife ? snapshot_day(s, doc, &day, err) : DATELINE_OK;

    *out = recency_factor(r, day);
    return status;
}

static dateline_status best_by_xapian(struct matcher *m, const struct plan_node *root,
                                      const struct match_best *ask, struct match_results *out,
                                      dateline_error *err)
{
    const struct xap_limits limits = xapian_limits(ask->limits);
    struct xap_matches found = {0};
    xap_query *q = NULL;
    uint32_t all = 0;
    dateline_status status = count_documents(m, &all, err);

    if (status == DATELINE_OK)
        status = plan_to_xapian(m->snapshot, root, &limits, &q, err);
    if (status == DATELINE_OK)
        status = fetch_best(m, q, ask, all, &found, err);
    xap_query_free(q);
    if (status != DATELINE_OK)
        return status;
    out->matches = found.total;
    out->len = found.len;
    out->hits = must_alloc(found.len * sizeof *out->hits);
    for (size_t i = 0; i < found.len && status == DATELINE_OK; i++) {
        double factor = 1;

        status = recency_of(m->snapshot, ask->recent, found.hits[i].id, &factor, err);
        out->hits[i] = (struct match_hit){.doc = found.hits[i].id,
                                          .score = score_rounded(found.hits[i].score * factor)};
    }
    xap_matches_free(&found);
    return status;
}

/* ---- Without scores --------------------------------------------------------- */

/* Moves the numbers from L to OUT and frees L. */
static void take_xapian_listing(struct xap_listing *l, struct match_listing *out)
{
    out->segments = must_alloc(l->n * sizeof *out->segments);
    out->n = l->n;
    out->total = l->total;
    for (size_t i = 0; i < l->n; i++) {
        out->segments[i] = (struct match_listed){l->parts[i].numbers, l->parts[i].len};
        l->parts[i].numbers = NULL;
    }
    xap_listing_free(l);
}

static dateline_status list_by_xapian(struct matcher *m, const struct plan_node *root,
                                      uint32_t most, const struct match_limits *limits,
                                      struct match_listing *out, bool *exact, dateline_error *err)
{
    const struct xap_limits l = xapian_limits(limits);
    struct xap_listing listed;
    xap_query *q;
    dateline_status status = plan_to_xapian(m->snapshot, root, &l, &q, err);

    if (status != DATELINE_OK)
        return status;
    status = xap_list(snapshot_database(m->snapshot), q, most, &l, &listed, err);
    xap_query_free(q);
    if (status != DATELINE_OK)
        return status;
    *exact = listed.total_exact;
    take_xapian_listing(&listed, out);
    return DATELINE_OK;
}

/* Counts the ascending numbers of L by interval. */
static void tally_numbers(const struct match_listed *l, const struct match_intervals *by,
                          uint64_t *counts)
{
    size_t at = 0;

    for (size_t i = 0; i < l->len; i++) {
        while (at < by->len && by->list[at].last < l->numbers[i])
            at++;
        if (at == by->len)
            return;
        counts[by->list[at].slot]++;
    }
}

static dateline_status tally_by_xapian(struct matcher *m, const struct plan_node *root,
                                       const struct match_intervals *by,
                                       const struct match_limits *limits, uint64_t *counts,
                                       dateline_error *err)
{
    struct match_listing listed;
    bool exact;
    dateline_status status = list_by_xapian(m, root, 0, limits, &listed, &exact, err);

    if (status != DATELINE_OK)
        return status;
    for (size_t i = 0; i < listed.n; i++)
        tally_numbers(&listed.segments[i], &by[i], counts);
    match_listing_free(&listed);
    return DATELINE_OK;
}

static dateline_status count_by_xapian(struct matcher *m, const struct plan_node *root,
                                       const struct match_limits *limits, uint64_t *out,
                                       dateline_error *err)
{
    struct xap_matches found;
    struct xap_match_options o = {.order = XAP_BY_NUMBER, .limits = xapian_limits(limits)};
    dateline_status status = count_documents(m, &o.check_at_least, err);

    if (status == DATELINE_OK)
        status = match_by_options(m, root, &o, &found, err);
    if (status != DATELINE_OK)
        return status;
    *out = found.total;
    xap_matches_free(&found);
    return DATELINE_OK;
}

static dateline_status any_by_xapian(struct matcher *m, const struct plan_node *root,
                                     const struct match_limits *limits, bool *out,
                                     dateline_error *err)
{
    struct xap_matches found;
    struct xap_match_options o = {
        .order = XAP_BY_NUMBER, .most = 1, .limits = xapian_limits(limits)};
    dateline_status status = match_by_options(m, root, &o, &found, err);

    if (status != DATELINE_OK)
        return status;
    *out = found.len > 0;
    xap_matches_free(&found);
    return DATELINE_OK;
}

/* ---- One article ------------------------------------------------------------ */

/* Matches ROOT among the few documents with TERM. */
static dateline_status match_among(struct matcher *m, const struct plan_node *root,
                                   enum ranking ranking, struct span term,
                                   const struct match_limits *limits, struct xap_matches *out,
                                   dateline_error *err)
{
    struct plan_node only = {.kind = PLAN_TERM, .term = term};
    struct plan_node *both[] = {(struct plan_node *)root, &only};
    const struct plan_node among = {
        .kind = PLAN_FILTER, .weight = 1, .children = both, .n_children = 2};
    struct xap_match_options o = {.order = XAP_BY_SCORE,
                                  .slot = SCHEMA_DATE_SLOT,
                                  .bm25 = bm25_of(ranking),
                                  .limits = xapian_limits(limits)};
    struct snapshot_term_stats stats = {0};
    dateline_status status = snapshot_term_stats(m->snapshot, term, &stats, err);

    o.most = o.check_at_least = stats.documents;
    return status == DATELINE_OK ? match_by_options(m, &among, &o, out, err) : status;
}

static dateline_status one_by_xapian(struct matcher *m, const struct plan_node *root,
                                     enum ranking ranking, snapshot_doc doc, struct span id,
                                     const struct match_limits *limits, struct match_article *out,
                                     dateline_error *err)
{
    struct xap_matches found;
    struct buf term = {0};
    dateline_status status;

    schema_value(&term, FIELD_ID, id);
    status = match_among(m, root, ranking, buf_span(&term), limits, &found, err);
    buf_free(&term);
    if (status != DATELINE_OK)
        return status;
    *out = (struct match_article){0};
    for (size_t i = 0; i < found.len; i++)
        if (found.hits[i].id == doc)
            *out = (struct match_article){true, found.hits[i].score};
    xap_matches_free(&found);
    return DATELINE_OK;
}

static dateline_status describe_xapian(struct matcher *m, const struct plan_node *root,
                                       struct buf *out, dateline_error *err)
{
    const struct xap_limits none = {0};
    xap_query *q;
    dateline_status status = plan_to_xapian(m->snapshot, root, &none, &q, err);

    if (status != DATELINE_OK)
        return status;
    xap_query_describe(q, out);
    xap_query_free(q);
    return DATELINE_OK;
}

const struct match_way match_by_xapian = {
    .best = best_by_xapian,
    .list = list_by_xapian,
    .count = count_by_xapian,
    .any = any_by_xapian,
    .tally = tally_by_xapian,
    .one = one_by_xapian,
    .describe = describe_xapian,
};
