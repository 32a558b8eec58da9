/* Ranges of days as documents: by their numbers, found in columns, or by terms. */
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/plan/date_interval.h"
#include "searcher/plan/date_range.h"
#include "searcher/plan/plan_parts.h"
#include "snapshot/articles.h"

/* ---- By terms --------------------------------------------------------------- */

static struct plan_node *plan_undated(struct planning *g)
{
    schema_undated(&g->term);
    return plan_term(g, buf_span(&g->term));
}

static struct plan_node *plan_dated(struct planning *g)
{
    struct plan_nodes parts = {0};

    plan_nodes_add(&parts, plan_node_new(g, PLAN_ALL));
    plan_nodes_add(&parts, plan_undated(g));
    return plan_join(g, PLAN_NOT, &parts);
}

static struct plan_node *days_by_terms(struct planning *g, const struct query_days *days)
{
    struct date_range range = {0};
    struct plan_nodes parts = {0};
    dateline_day first, last;

    if (!days->first)
        return plan_undated(g);
    snapshot_span(g->planner->snapshot, &first, &last);
    date_range_terms(days->first, days->last, first, last, &range);
    if (range.all)
        plan_nodes_add(&parts, plan_dated(g));
    for (size_t i = 0; i < range.len; i++) {
        schema_date(&g->term, range.terms[i].field, range.terms[i].day);
        plan_nodes_add(&parts, plan_term(g, buf_span(&g->term)));
    }
    date_range_free(&range);
    return plan_join(g, PLAN_OR, &parts);
}

/* ---- By numbers ------------------------------------------------------------- */

struct ranges {
    struct plan_range *list;
    size_t len, cap;
};

/* The documents of a segment that are dated within I, after those there are. */
static dateline_status add_interval(struct ranges *r, size_t segment, const struct columns *c,
                                    struct date_interval i, dateline_error *err)
{
    struct plan_range *last = r->len ? &r->list[r->len - 1] : NULL;
    uint32_t before = 0, till = 0;
    dateline_status status = columns_above(c, i.last, &before, err);

    if (status == DATELINE_OK)
        status = columns_above(c, i.first - 1, &till, err);
    if (status != DATELINE_OK || before >= till)
        return status;
    if (last && last->segment == segment && last->last == before) {
        last->last = till;
        return DATELINE_OK;
    }
    GROW(r->list, r->len, r->cap);
    r->list[r->len++] = (struct plan_range){segment, before + 1, till};
    return DATELINE_OK;
}

/* *KNOWN: all segments have columns to find the days in; else OUT has to be ignored. */
static dateline_status find_ranges(struct snapshot *s, const struct query_days *days,
                                   struct ranges *out, bool *known, dateline_error *err)
{
    struct date_interval intervals[DATE_INTERVALS] = {{0, 0}};
    size_t n = days->first ? date_intervals(days->first, days->last, intervals) : 1;

    *known = !snapshot_is_foreign(s);
    for (size_t i = 0; *known && i < snapshot_segments(s); i++) {
        const struct columns *c;
        dateline_status status = snapshot_columns(s, i, &c, err);

        for (size_t k = 0; k < n && c && status == DATELINE_OK; k++)
            status = add_interval(out, i, c, intervals[k], err);
        if (status != DATELINE_OK)
            return status;
        *known = c || !snapshot_manifest(s)->segments[i].articles;
    }
    return DATELINE_OK;
}

dateline_status plan_days(struct planning *g, const struct query_days *days, struct plan_node **out,
                          dateline_error *err)
{
    struct ranges r = {0};
    bool known;
    dateline_status status = find_ranges(g->planner->snapshot, days, &r, &known, err);

    if (status == DATELINE_OK && known) {
        *out = plan_node_new(g, PLAN_RANGES);
        (*out)->n_ranges = r.len;
        (*out)->ranges = arena_zalloc(g->memory, r.len * sizeof *r.list);
        if (r.len)
            memcpy((*out)->ranges, r.list, r.len * sizeof *r.list);
    } else if (status == DATELINE_OK) {
        *out = days_by_terms(g, days);
    }
    free(r.list);
    return status;
}
