/* At least some of many queries: documents counted, or AND and OR. */
#include "searcher/plan/plan_xapian_least.h"

#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/clock.h"

/* ---- By counting each query's documents --------------------------------------- */

/* How many queries match each document of a part of the database, by number. */
struct tally {
    uint16_t *counts;
    size_t len;
};

struct xap_ranges {
    struct xap_range *list;
    size_t len, cap;
};

/* The translation's limits, without the time that it has taken. */
static struct xap_limits limits_left(const struct translation *t)
{
    struct xap_limits left = *t->limits;

    if (left.seconds > 0)
        left.seconds = fmax(left.seconds - (clock_seconds() - t->started), 1e-9);
    return left;
}

static void tally_part(struct tally *tally, const struct xap_listed *l)
{
    size_t need = l->len ? (size_t)l->numbers[l->len - 1] + 1 : 0;

    if (need > tally->len) {
        tally->counts = must_realloc(tally->counts, need * sizeof *tally->counts);
        memset(tally->counts + tally->len, 0, (need - tally->len) * sizeof *tally->counts);
        tally->len = need;
    }
    for (size_t i = 0; i < l->len; i++)
        tally->counts[l->numbers[i]]++;
}

/* Adds the documents of Q to TALLIES, one for each part. */
static dateline_status tally_query(const struct translation *t, const xap_query *q,
                                   struct tally *tallies, dateline_error *err)
{
    const struct xap_limits limits = limits_left(t);
    struct xap_listing found = {0};
    dateline_status status = xap_list(snapshot_database(t->snapshot), q, 0, &limits, &found, err);

    for (size_t i = 0; i < found.n; i++)
        tally_part(&tallies[i], &found.parts[i]);
    xap_listing_free(&found);
    return status;
}

/* Appends the ranges of PART's documents that were counted LEAST times. */
static void add_tallied(const struct tally *tally, uint32_t least, size_t part,
                        struct xap_ranges *out)
{
    for (size_t i = 1; i < tally->len; i++) {
        size_t first = i;

        while (i < tally->len && tally->counts[i] >= least)
            i++;
        if (i == first)
            continue;
        GROW(out->list, out->len, out->cap);
        out->list[out->len++] = (struct xap_range){part, (xap_docid)first, (xap_docid)(i - 1)};
    }
}

static dateline_status least_by_count(const struct translation *t, xap_query *const *queries,
                                      size_t n, uint32_t least, xap_query **out,
                                      dateline_error *err)
{
    xap_db *db = snapshot_database(t->snapshot);
    size_t n_parts = xap_parts(db);
    struct tally *tallies = must_zalloc(n_parts * sizeof *tallies);
    struct xap_ranges ranges = {0};
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < n && status == DATELINE_OK; i++)
        status = tally_query(t, queries[i], tallies, err);
    for (size_t i = 0; i < n_parts; i++) {
        add_tallied(&tallies[i], least, i, &ranges);
        free(tallies[i].counts);
    }
    if (status == DATELINE_OK)
        status = xap_query_ranges(db, ranges.list, ranges.len, out, err);
    free(ranges.list);
    free(tallies);
    return status;
}

/* ---- By operators --------------------------------------------------------------- */

enum { MOST_OPERANDS = 4096 }; /* of a query that is sent to another machine */

/* The number of operands that choices_of() needs; more than MOST_OPERANDS if there are too many to
 * send. */
static double operands_of_choices(size_t n, size_t least)
{
    double choices = (double)least;

    for (size_t i = 1; i <= least && choices <= MOST_OPERANDS; i++)
        choices *= (double)(n - least + i) / (double)i;
    return choices;
}

/* LEAST of the queries after the first match, or the first and one less of them. */
static xap_query *choices_of(xap_query *const *queries, size_t n, size_t least, dateline_error *err)
{
    xap_query *both[2], *with_first, *joined;

    if (least == 1 || least == n)
        return xap_query_join(least == 1 ? XAP_OR : XAP_AND, queries, n, 0, err);
    both[0] = queries[0];
    both[1] = choices_of(queries + 1, n - 1, least - 1, err);
    with_first = xap_query_join(XAP_AND, both, 2, 0, err);
    xap_query_free(both[1]);
    both[0] = with_first;
    both[1] = choices_of(queries + 1, n - 1, least, err);
    joined = xap_query_join(XAP_OR, both, 2, 0, err);
    xap_query_free(both[0]);
    xap_query_free(both[1]);
    return joined;
}

/* No list of documents can be sent to another machine. */
static dateline_status least_by_operators(xap_query *const *queries, size_t n, uint32_t least,
                                          xap_query **out, dateline_error *err)
{
    if (operands_of_choices(n, least) > MOST_OPERANDS)
        return fail(err, DATELINE_BAD_QUERY,
                    "over a remote database at least %u of %zu words are too many to choose from",
                    least, n);
    *out = choices_of(queries, n, least, err);
    return *out ? DATELINE_OK : DATELINE_BAD_QUERY;
}

dateline_status least_of_queries(const struct translation *t, xap_query *const *queries, size_t n,
                                 uint32_t least, xap_query **out, dateline_error *err)
{
    return snapshot_is_remote(t->snapshot) ? least_by_operators(queries, n, least, out, err)
                                           : least_by_count(t, queries, n, least, out, err);
}
