#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/date_interval.h"
#include "searcher/date_range.h"
#include "searcher/plan_parts.h"
#include "snapshot/articles.h"
#include "snapshot/database.h"

/* ---- By terms --------------------------------------------------------------- */

/* The articles with a date, or without. */
static dateline_status plan_dated(bool dated, xap_query **out, dateline_error *err)
{
    struct plan_parts parts = {0};
    struct buf term = {0};

    schema_undated(&term);
    if (dated)
        plan_parts_add(&parts, xap_query_term((struct span){0}, 1, 0));
    plan_parts_add(&parts, xap_query_term(buf_span(&term), 1, 0));
    buf_free(&term);
    return plan_parts_join(&parts, XAP_AND_NOT, 0, out, err);
}

static dateline_status by_terms(const struct planner *p, const struct query_days *days,
                                xap_query **out, dateline_error *err)
{
    struct date_range range = {0};
    struct plan_parts parts = {0};
    struct buf term = {0};
    dateline_day first, last;
    dateline_status status;

    if (!days->first)
        return plan_dated(false, out, err);
    snapshot_span(p->snapshot, &first, &last);
    date_range_terms(days->first, days->last, first, last, &range);
    for (size_t i = 0; i < range.len; i++) {
        schema_date(&term, range.terms[i].field, range.terms[i].day);
        plan_parts_add(&parts, xap_query_term(buf_span(&term), 1, 0));
    }
    status = range.all ? plan_dated(true, out, err) : plan_parts_join(&parts, XAP_OR, 0, out, err);
    buf_free(&term);
    date_range_free(&range);
    return status;
}

/* ---- By numbers ------------------------------------------------------------- */

/* The documents of a segment that are dated within I, behind those there are. */
static void add_interval(struct plan_ranges *r, size_t segment, const struct columns *c,
                         struct date_interval i)
{
    struct xap_range *last = r->len ? &r->list[r->len - 1] : NULL;
    uint32_t before = columns_above(c, i.last), till = columns_above(c, i.first - 1);

    if (before >= till)
        return;
    if (last && last->part == segment && last->last == before) {
        last->last = till;
        return;
    }
    GROW(r->list, r->len, r->cap);
    r->list[r->len++] = (struct xap_range){segment, before + 1, till};
}

void plan_ranges_free(struct plan_ranges *r)
{
    free(r->list);
    *r = (struct plan_ranges){0};
}

dateline_status plan_ranges(const struct planner *p, const struct query_days *days,
                            struct plan_ranges *out, dateline_error *err)
{
    const struct manifest *m = snapshot_manifest(p->snapshot);
    struct date_interval intervals[DATE_INTERVALS] = {{0, 0}};
    size_t n = days->first ? date_intervals(days->first, days->last, intervals) : 1;
    struct plan_ranges r = {.known = !snapshot_is_foreign(p->snapshot)};
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < m->n_segments && r.known; i++) {
        const struct columns *c;

        status = snapshot_columns(p->snapshot, i, &c, err);
        if (status != DATELINE_OK)
            break;
        r.known = c || !m->segments[i].articles;
        for (size_t k = 0; k < n && c; k++)
            add_interval(&r, i, c, intervals[k]);
    }
    if (!r.known || status != DATELINE_OK)
        plan_ranges_free(&r);
    *out = r;
    return status;
}

/* ---- Either ----------------------------------------------------------------- */

dateline_status plan_days(const struct planner *p, const struct query_days *days, xap_query **out,
                          dateline_error *err)
{
    struct plan_ranges ranges;
    dateline_status status = plan_ranges(p, days, &ranges, err);

    if (status != DATELINE_OK)
        return status;
    if (!ranges.known)
        return by_terms(p, days, out, err);
    status = xap_query_ranges(snapshot_database(p->snapshot), ranges.list, ranges.len, out, err);
    plan_ranges_free(&ranges);
    return status;
}
