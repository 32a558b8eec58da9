/* Articles and matches counted by period. */
#include "searcher/engine/calendar.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "snapshot/articles.h"

/* ---- Articles ------------------------------------------------------------------------ */

/* The last document of those from NUMBER on that have its date: many in a row do. */
static uint32_t last_of_date(const struct snapshot_part_days *days, uint32_t number)
{
    while (number < days->last && days->day[number + 1] == days->day[number])
        number++;
    return number;
}

/* Sets the first period and the number of periods of all days. */
static void find_periods(enum period_unit unit, const struct snapshot_days *days,
                         struct timeline_counts *out)
{
    int32_t first = 0, last = 0;

    for (size_t i = 0; i < days->n; i++)
        for (uint32_t k = 1; k <= days->parts[i].last; k = last_of_date(&days->parts[i], k) + 1) {
            dateline_day day = days->parts[i].day[k];
            int32_t period = day == SNAPSHOT_NO_ARTICLE ? 0 : period_of(unit, day);

            if (period && (!first || period < first))
                first = period;
            if (period > last)
                last = period;
        }
    out->first = first;
    out->len = first ? (size_t)(last - first) + 1 : 0;
}

/* Adds the documents up to LAST to the last interval if that has the same SLOT, or else begins
 * another. */
static void add_documents(struct match_intervals *i, uint32_t last, uint32_t slot)
{
    if (!i->len || i->list[i->len - 1].slot != slot) {
        GROW(i->list, i->len, i->cap);
        i->list[i->len++].slot = slot;
    }
    i->list[i->len - 1].last = last;
}

/* Numbers without an article, which nothing matches, are in either of two intervals. */
static void count_segment_articles(struct calendar *c, enum period_unit unit,
                                   const struct snapshot_part_days *days,
                                   struct match_intervals *intervals)
{
    uint32_t last;

    for (uint32_t number = 1; number <= days->last; number = last + 1) {
        dateline_day day = days->day[number];
        int32_t period = day == SNAPSHOT_NO_ARTICLE ? 0 : period_of(unit, day);

        last = last_of_date(days, number);
        if (day == SNAPSHOT_NO_ARTICLE)
            continue;
        c->articles.total += last - number + 1;
        if (period)
            c->articles.counts[period - c->articles.first] += last - number + 1;
        else
            c->articles.undated += last - number + 1;
        add_documents(intervals, last, period ? (uint32_t)(1 + period - c->articles.first) : 0);
    }
}

dateline_status calendar_open(struct snapshot *s, enum period_unit unit, struct calendar *out,
                              dateline_error *err)
{
    const struct snapshot_days *days;
    struct calendar c = {0};
    dateline_status status = snapshot_days(s, &days, err);

    if (status != DATELINE_OK)
        return status;
    find_periods(unit, days, &c.articles);
    c.articles.counts = must_zalloc(c.articles.len * sizeof *c.articles.counts);
    c.n = days->n;
    c.segments = must_zalloc(c.n * sizeof *c.segments);
    for (size_t i = 0; i < c.n; i++)
        count_segment_articles(&c, unit, &days->parts[i], &c.segments[i]);
    *out = c;
    return DATELINE_OK;
}

/* Whether all of the period DAY lies between the bounds, as a range matches it. */
static bool is_between(dateline_day day, const struct query_days *bounds)
{
    return (!bounds->first || day_first(day) >= bounds->first) &&
           (!bounds->last || day_last(day) <= bounds->last);
}

/* Takes the articles of PART that are not between BOUNDS out of the counts of FIRST and LAST. */
static void cut_part(enum period_unit unit, const struct snapshot_part_days *part,
                     const struct query_days *bounds, struct timeline_counts *counts)
{
    int32_t first = bounds->first ? period_of(unit, bounds->first) : 0;
    int32_t last = bounds->last ? period_of(unit, bounds->last) : 0;
    uint32_t end;

    for (uint32_t number = 1; number <= part->last; number = end + 1) {
        dateline_day day = part->day[number];
        int32_t period = day > 0 ? period_of(unit, day) : 0;

        end = last_of_date(part, number);
        if (period && (period == first || period == last) && !is_between(day, bounds))
            counts->counts[period - counts->first] -= end - number + 1;
    }
}

dateline_status calendar_cut(const struct calendar *c, struct snapshot *s, enum period_unit unit,
                             const struct query_days *days, struct timeline_counts *out,
                             dateline_error *err)
{
    const struct snapshot_days *all;
    dateline_status status = snapshot_days(s, &all, err);

    if (status != DATELINE_OK)
        return status;
    *out = c->articles;
    out->counts = must_alloc(out->len * sizeof *out->counts);
    memcpy(out->counts, c->articles.counts, out->len * sizeof *out->counts);
    for (size_t i = 0; i < all->n; i++)
        cut_part(unit, &all->parts[i], days, out);
    return DATELINE_OK;
}

void calendar_free(struct calendar *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->segments[i].list);
    free(c->segments);
    timeline_counts_free(&c->articles);
    *c = (struct calendar){0};
}

/* ---- Matches ------------------------------------------------------------------------- */

/* The counts of LEN periods from FIRST on, without the empty ones at both ends. */
static void take_counts(const uint64_t *by_slot, int32_t first, size_t len,
                        struct timeline_counts *out)
{
    const uint64_t *counts = by_slot + 1;

    while (len && !counts[len - 1])
        len--;
    for (; len && !*counts; len--, counts++)
        first++;
    *out = (struct timeline_counts){.first = first,
                                    .len = len,
                                    .counts = must_alloc(len * sizeof *out->counts),
                                    .undated = *by_slot,
                                    .total = *by_slot};
    for (size_t i = 0; i < len; i++) {
        out->counts[i] = (uint32_t)counts[i];
        out->total += counts[i];
    }
}

dateline_status calendar_count(const struct calendar *c, struct matcher *m,
                               const struct plan_node *root, const struct match_limits *limits,
                               struct timeline_counts *out, dateline_error *err)
{
    uint64_t *by_slot = must_zalloc((1 + c->articles.len) * sizeof *by_slot);
    dateline_status status = match_tally(m, root, c->segments, limits, by_slot, err);

    if (status == DATELINE_OK)
        take_counts(by_slot, c->articles.first, c->articles.len, out);
    free(by_slot);
    return status;
}
