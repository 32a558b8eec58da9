/* Runs matches by the matcher's way, and sorts and cuts the hits. */
#include "searcher/match/match.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/match/list_pass.h"
#include "searcher/match/match_order.h"
#include "searcher/match/match_way.h"
#include "snapshot/articles.h"
#include "snapshot/lists.h"

static const char *const order_list[] = {
    [MATCH_RELEVANCE] = "relevance",
    [MATCH_NEWEST] = "newest",
    [MATCH_OLDEST] = "oldest",
};

const struct names match_order_names = NAMES("sort order", order_list);

static const char *const matching_list[] = {
    [MATCHING_AUTO] = "auto",
    [MATCHING_LISTS] = "lists",
    [MATCHING_XAPIAN] = "xapian",
};

const struct names matching_names = NAMES("plan", matching_list);

dateline_status matcher_use(struct matcher *m, enum matching how, dateline_error *err)
{
    bool lists = snapshot_has_lists(m->snapshot);

    if (how == MATCHING_LISTS && !lists)
        return fail(err, DATELINE_BAD_OPTION,
                    "the index cannot be matched on lists: not every segment has them "
                    "(dateline-index compact writes them)");
    m->way = how == MATCHING_XAPIAN || !lists ? &match_by_xapian : &match_by_lists;
    return DATELINE_OK;
}

dateline_status matcher_open(struct snapshot *s, struct matcher **out, dateline_error *err)
{
    struct matcher *m = must_alloc(sizeof *m);

    *m = (struct matcher){.snapshot = s};
    *out = m;
    return matcher_use(m, MATCHING_AUTO, err);
}

void matcher_close(struct matcher *m)
{
    if (!m)
        return;
    list_memory_free(m->memory);
    free(m);
}

/* ---- Hits ----------------------------------------------------------------- */

/* How many hits to find: offset and limit; UINT64_MAX: all. */
static uint64_t hits_wanted(const struct question *q)
{
    return q->limit && q->limit < UINT64_MAX - q->offset ? q->offset + q->limit : UINT64_MAX;
}

/* Removes the first OFFSET hits, then all past LIMIT. */
static void cut_hits(struct match_results *found, const struct question *q)
{
    size_t skip = q->offset < found->len ? q->offset : found->len;
    size_t len = found->len - skip;

    if (q->limit && len > q->limit)
        len = q->limit;
    if (skip)
        memmove(found->hits, found->hits + skip, len * sizeof *found->hits);
    found->len = len;
}

static dateline_status match_hits_by_score(struct matcher *m, const struct plan_node *root,
                                           const struct question *q, struct match_results *out,
                                           dateline_error *err)
{
    const struct match_best ask = {hits_wanted(q), q->total, q->ranking, &q->recent, &q->limits};

    return m->way->best(m, root, &ask, out, err);
}

/* The most documents to list of each segment; 0: all. If documents are numbered newest
 * first and the newest are wanted, the first ones of each segment suffice. */
static uint32_t list_at_most(const struct matcher *m, const struct question *q)
{
    uint64_t want = hits_wanted(q);
    bool enough = q->sort == MATCH_NEWEST && !snapshot_is_foreign(m->snapshot) &&
                  want < snapshot_live(m->snapshot);

    return enough ? (uint32_t)want : 0;
}

static dateline_status match_hits_by_date(struct matcher *m, const struct plan_node *root,
                                          const struct question *q, struct match_results *out,
                                          dateline_error *err)
{
    struct match_listing l;
    size_t len = 0;
    bool exact;
    dateline_status status = m->way->list(m, root, list_at_most(m, q), &q->limits, &l, &exact, err);

    if (status != DATELINE_OK)
        return status;
    out->matches = l.total;
    for (size_t i = 0; i < l.n; i++)
        len += l.segments[i].len;
    out->hits = must_alloc(len * sizeof *out->hits);
    for (size_t i = 0; i < l.n; i++)
        for (size_t k = 0; k < l.segments[i].len; k++)
            out->hits[out->len++] = (struct match_hit){
                .doc = snapshot_document(m->snapshot, i, l.segments[i].numbers[k])};
    if (q->total && !exact)
        status = m->way->count(m, root, &q->limits, &out->matches, err);
    match_listing_free(&l);
    return status;
}

/* Whether the first hits by date can be asked for as such: of a database on another machine whose
 * dates libxapian can sort by. Else all matches and all dates would be sent. */
static dateline_status can_ask_newest(const struct matcher *m, const struct question *q, bool *out,
                                      dateline_error *err)
{
    *out = false;
    if (q->sort != MATCH_NEWEST || hits_wanted(q) == UINT64_MAX || !snapshot_is_remote(m->snapshot))
        return DATELINE_OK;
    return snapshot_dates_in_slot(m->snapshot, out, err);
}

/* Without weights the best are the newest. */
static dateline_status match_newest(struct matcher *m, const struct plan_node *root,
                                    const struct question *q, struct match_results *out,
                                    dateline_error *err)
{
    const struct recency none = {0};
    const struct match_best ask = {hits_wanted(q), q->total, q->ranking, &none, &q->limits};
    struct plan_node unscored = *root;

    unscored.weight = 0;
    return m->way->best(m, &unscored, &ask, out, err);
}

dateline_status match_hits(struct matcher *m, const struct plan_node *root,
                           const struct question *q, struct match_results *out, dateline_error *err)
{
    struct match_results found = {0};
    bool newest;
    dateline_status status = can_ask_newest(m, q, &newest, err);

    if (status == DATELINE_OK)
        status = (q->sort == MATCH_RELEVANCE ? match_hits_by_score
                  : newest                   ? match_newest
                                             : match_hits_by_date)(m, root, q, &found, err);
    if (status == DATELINE_OK)
        status =
            match_sort(m->snapshot, q->sort, found.hits, found.len, q->offset, hits_wanted(q), err);
    if (status != DATELINE_OK) {
        match_free(&found);
        return status;
    }
    cut_hits(&found, q);
    *out = found;
    return DATELINE_OK;
}

void match_free(struct match_results *r)
{
    free(r->hits);
    *r = (struct match_results){0};
}

/* ---- Counts, listings, articles -------------------------------------------- */

dateline_status match_count(struct matcher *m, const struct plan_node *root,
                            const struct match_limits *limits, uint64_t *out, dateline_error *err)
{
    return m->way->count(m, root, limits, out, err);
}

dateline_status match_any(struct matcher *m, const struct plan_node *root,
                          const struct match_limits *limits, bool *out, dateline_error *err)
{
    return m->way->any(m, root, limits, out, err);
}

dateline_status match_list(struct matcher *m, const struct plan_node *root,
                           const struct match_limits *limits, struct match_listing *out,
                           dateline_error *err)
{
    bool exact;

    return m->way->list(m, root, 0, limits, out, &exact, err);
}

dateline_status match_tally(struct matcher *m, const struct plan_node *root,
                            const struct match_intervals *by, const struct match_limits *limits,
                            uint64_t *counts, dateline_error *err)
{
    return m->way->tally(m, root, by, limits, counts, err);
}

void match_listing_free(struct match_listing *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->segments[i].numbers);
    free(l->segments);
    *l = (struct match_listing){0};
}

dateline_status match_one(struct matcher *m, const struct plan_node *root, enum ranking ranking,
                          snapshot_doc doc, struct span id, const struct match_limits *limits,
                          struct match_article *out, dateline_error *err)
{
    return m->way->one(m, root, ranking, doc, id, limits, out, err);
}

dateline_status match_describe(struct matcher *m, const struct plan_node *root, struct buf *out,
                               dateline_error *err)
{
    return m->way->describe(m, root, out, err);
}
