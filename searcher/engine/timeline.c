/* Counts by period, joined in a table of several queries. */
#include "searcher/engine/timeline.h"

#include <stdlib.h>

#include "core/alloc.h"

uint32_t timeline_at(const struct timeline_counts *c, int32_t period)
{
    return period >= c->first && (size_t)(period - c->first) < c->len ? c->counts[period - c->first]
                                                                      : 0;
}

double timeline_share(uint64_t matches, uint64_t articles)
{
    return articles ? (double)matches / (double)articles : 0;
}

void timeline_counts_free(struct timeline_counts *c)
{
    free(c->counts);
    *c = (struct timeline_counts){0};
}

/* ---- Tables -------------------------------------------------------------- */

/* Sets the first and last row of one query's timeline; 0, 0: none. */
static void find_timeline_rows(enum period_unit unit, const struct query_days *days,
                               const struct timeline_counts *c, int32_t *first, int32_t *last)
{
    *first = days->first ? period_of(unit, days->first) : c->len ? c->first : 0;
    *last = days->last ? period_of(unit, days->last) : c->len ? c->first + (int32_t)c->len - 1 : 0;
    if (!*first || !*last)
        *first = *last = 0;
}

static dateline_status check_timeline_rows(enum period_unit unit, int32_t first, int32_t last,
                                           dateline_error *err)
{
    char from[PERIOD_TEXT], to[PERIOD_TEXT];

    if (last - first < TIMELINE_MAX_PERIODS)
        return DATELINE_OK;
    period_format(unit, first, from);
    period_format(unit, last, to);
    return fail(err, DATELINE_BAD_QUERY,
                "the timeline from %s to %s has %d %ss, more than %d: narrow it or take a longer "
                "period",
                from, to, last - first + 1, period_unit_names.list[unit], TIMELINE_MAX_PERIODS);
}

dateline_status timeline_add(struct timeline *t, struct span qid, const struct query_days *days,
                             struct timeline_counts *counts, dateline_error *err)
{
    int32_t first, last;
    dateline_status status;

    find_timeline_rows(t->unit, days, counts, &first, &last);
    if (t->first && (!first || t->first < first))
        first = t->first;
    if (t->last > last)
        last = t->last;
    status = check_timeline_rows(t->unit, first, last, err);
    if (status == DATELINE_OK && t->cells + counts->len > TIMELINE_MAX_CELLS)
        status = fail(err, DATELINE_BAD_QUERY, "the timelines of the batch have more than %d cells",
                      TIMELINE_MAX_CELLS);
    if (status != DATELINE_OK) {
        timeline_counts_free(counts);
        return status;
    }
    GROW(t->columns, t->len, t->cap);
    t->columns[t->len++] =
        (struct timeline_column){{must_dup(qid.data, qid.len), qid.len}, *counts};
    t->cells += counts->len;
    t->first = first;
    t->last = last;
    *counts = (struct timeline_counts){0};
    return DATELINE_OK;
}

void timeline_free(struct timeline *t)
{
    for (size_t i = 0; i < t->len; i++) {
        free((char *)t->columns[i].qid.data);
        timeline_counts_free(&t->columns[i].counts);
    }
    free(t->columns);
    *t = (struct timeline){0};
}
