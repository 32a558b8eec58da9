#include "searcher/match.h"

#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "searcher/match_order.h"
#include "snapshot/articles.h"
#include "snapshot/database.h"
#include "snapshot/terms.h"

enum {
    SLACK = 16, /* more than asked for, so that most ties at the end are seen whole at once */
    MORE = 64,  /* where they are not, so many times more */
};

bool match_order_by_name(struct span name, enum match_order *out)
{
    static const char *const names[] = {"relevance", "newest", "oldest"};

    for (int i = 0; i < 3; i++)
        if (span_eq(name, span_of(names[i]))) {
            *out = (enum match_order)i;
            return true;
        }
    return false;
}

/* How many of the first hits in order must be known. */
static uint64_t wanted(const struct match_request *r, uint64_t all)
{
    return r->limit && r->offset + r->limit < all ? r->offset + r->limit : all;
}

/* Leaves the hits from OFFSET on, LIMIT of them at most. */
static void cut(struct match_results *m, const struct match_request *r)
{
    size_t skip = r->offset < m->len ? r->offset : m->len;
    size_t len = m->len - skip;

    if (r->limit && len > r->limit)
        len = r->limit;
    if (skip)
        memmove(m->hits, m->hits + skip, len * sizeof *m->hits);
    m->len = len;
}

/* ---- By score ----------------------------------------------------------- */

static int64_t millionths(double score)
{
    return llround(score * 1e6);
}

/* Whether two documents have the same date. */
static dateline_status same_day(struct snapshot *s, snapshot_doc a, snapshot_doc b, bool *same,
                                dateline_error *err)
{
    dateline_day x = 0, y = 0;
    dateline_status status = snapshot_day(s, a, &x, err);

    if (status == DATELINE_OK)
        status = snapshot_day(s, b, &y, err);
    *same = x == y;
    return status;
}

/* Whether a document that was not fetched may belong before the WANTth of M.
 * libxapian gives them by exact score, then newest first, then by number. */
static dateline_status tie_open(struct snapshot *s, const struct xap_matches *m, size_t want,
                                bool *open, dateline_error *err)
{
    const struct xap_hit *last = &m->hits[want - 1], *end = &m->hits[m->len - 1];

    *open = millionths(end->score) == millionths(last->score);
    /* Scores that print alike may differ, but not where nothing scores. */
    if (!*open || last->score != 0)
        return DATELINE_OK;
    if (snapshot_newest_first(s)) {
        *open = false;
        return DATELINE_OK;
    }
    return same_day(s, last->id, end->id, open, err);
}

/* The best WANT documents, and more where those may still move up. What
 * libxapian loses by leaving out documents early is worth as little as the last
 * that it gives: so it cannot matter before a tie with that one begins. */
static dateline_status fetch_best(struct snapshot *s, const xap_query *q,
                                  const struct match_request *r, uint32_t all,
                                  struct xap_matches *out, dateline_error *err)
{
    uint64_t want = wanted(r, all);
    struct xap_match_options o = {.order =
                                      snapshot_newest_first(s) ? XAP_BY_SCORE_NUMBER : XAP_BY_SCORE,
                                  .slot = SCHEMA_DATE_SLOT,
                                  .check_at_least = r->total ? all : 0,
                                  .seconds = r->seconds};

    for (uint64_t fetch = want + SLACK;; fetch *= MORE) {
        bool open = false;
        dateline_status status;

        o.most = fetch < all ? (uint32_t)fetch : all;
        status = xap_match(snapshot_database(s), q, &o, out, err);
        if (status == DATELINE_OK && out->len == o.most && o.most < all)
            status = tie_open(s, out, want, &open, err);
        if (status == DATELINE_OK && !open)
            return DATELINE_OK;
        xap_matches_free(out);
        if (status != DATELINE_OK)
            return status;
    }
}

static dateline_status match_by_score(struct snapshot *s, const xap_query *q,
                                      const struct match_request *r, uint32_t all,
                                      struct match_results *out, dateline_error *err)
{
    struct xap_matches m = {0};
    dateline_status status = fetch_best(s, q, r, all, &m, err);

    if (status != DATELINE_OK)
        return status;
    out->matches = m.total;
    out->len = m.len;
    out->hits = must_alloc(m.len * sizeof *out->hits);
    for (size_t i = 0; i < m.len; i++)
        out->hits[i] =
            (struct match_hit){.doc = m.hits[i].id, .score = millionths(m.hits[i].score)};
    xap_matches_free(&m);
    return DATELINE_OK;
}

/* ---- By date ------------------------------------------------------------ */

/* Of each segment the first WANT are enough, if they are numbered newest first
 * and the newest are asked for. */
static uint32_t list_at_most(const struct snapshot *s, const struct match_request *r, uint32_t all)
{
    uint64_t want = wanted(r, all);

    return r->order == MATCH_NEWEST && !snapshot_is_foreign(s) && want < all ? (uint32_t)want : 0;
}

static dateline_status match_by_date(struct snapshot *s, const xap_query *q,
                                     const struct match_request *r, uint32_t all,
                                     struct match_results *out, dateline_error *err)
{
    struct xap_listing l;
    size_t len = 0;
    dateline_status status =
        xap_list(snapshot_database(s), q, list_at_most(s, r, all), r->seconds, &l, err);

    if (status != DATELINE_OK)
        return status;
    out->matches = l.total;
    for (size_t i = 0; i < l.n; i++)
        len += l.parts[i].len;
    out->hits = must_alloc(len * sizeof *out->hits);
    for (size_t i = 0; i < l.n; i++)
        for (size_t k = 0; k < l.parts[i].len; k++)
            out->hits[out->len++] =
                (struct match_hit){.doc = snapshot_document(s, i, l.parts[i].numbers[k])};
    if (r->total && !l.total_exact)
        status = match_count(s, q, r->seconds, &out->matches, err);
    xap_listing_free(&l);
    return status;
}

/* ---- Both --------------------------------------------------------------- */

dateline_status match(struct snapshot *s, const xap_query *q, const struct match_request *r,
                      struct match_results *out, dateline_error *err)
{
    struct match_results found = {0};
    struct snapshot_stats stats;
    dateline_status status = snapshot_stats(s, &stats, err);
    uint64_t end = r->limit ? r->offset + r->limit : UINT64_MAX;

    if (status == DATELINE_OK)
        status = (r->order == MATCH_RELEVANCE ? match_by_score : match_by_date)(
            s, q, r, stats.documents, &found, err);
    if (status == DATELINE_OK)
        status = match_sort(s, r->order, found.hits, found.len, r->offset, end, err);
    if (status != DATELINE_OK) {
        match_free(&found);
        return status;
    }
    cut(&found, r);
    *out = found;
    return DATELINE_OK;
}

void match_free(struct match_results *m)
{
    free(m->hits);
    *m = (struct match_results){0};
}

dateline_status match_count(struct snapshot *s, const xap_query *q, double seconds, uint64_t *out,
                            dateline_error *err)
{
    struct snapshot_stats stats;
    struct xap_matches m;
    struct xap_match_options o = {.order = XAP_BY_NUMBER, .seconds = seconds};
    dateline_status status = snapshot_stats(s, &stats, err);

    o.check_at_least = stats.documents;
    if (status == DATELINE_OK)
        status = xap_match(snapshot_database(s), q, &o, &m, err);
    if (status != DATELINE_OK)
        return status;
    *out = m.total;
    xap_matches_free(&m);
    return DATELINE_OK;
}

dateline_status match_list(struct snapshot *s, const xap_query *q, double seconds,
                           struct xap_listing *out, dateline_error *err)
{
    return xap_list(snapshot_database(s), q, 0, seconds, out, err);
}
