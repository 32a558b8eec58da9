/* Counts matches by period, and joins the counts of queries in a table. */
#include "searcher/engine/timeline.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "snapshot/articles.h"

/* ---- Counting ------------------------------------------------------------ */

/* Documents are newest first, so equal days are adjacent: computes a period once a run. */
struct tally {
    enum period_unit unit;
    struct timeline_counts *counts;
    dateline_day day;
    int32_t period; /* of DAY */
};

static void tally_day(struct tally *t, dateline_day day)
{
    if (day == SNAPSHOT_NO_ARTICLE)
        return;
    if (day != t->day) {
        t->day = day;
        t->period = period_of(t->unit, day);
    }
    t->counts->total++;
    if (t->period)
        t->counts->counts[t->period - t->counts->first]++;
    else
        t->counts->undated++;
}

static void tally_part(struct tally *t, const struct snapshot_part_days *days,
                       const struct match_listed *listed)
{
    for (size_t i = 0; listed && i < listed->len; i++)
        if (listed->numbers[i] <= days->last)
            tally_day(t, days->day[listed->numbers[i]]);
    for (uint32_t i = 1; !listed && i <= days->last; i++)
        tally_day(t, days->day[i]);
}

/* Sets the first period and the number of periods of all days. */
static void find_periods(enum period_unit unit, const struct snapshot_days *days,
                         struct timeline_counts *out)
{
    int32_t first = 0, last = 0;
    dateline_day before = 0;

    for (size_t i = 0; i < days->n; i++)
        for (uint32_t k = 1; k <= days->parts[i].last; k++) {
            dateline_day day = days->parts[i].day[k];
            int32_t period = day == before || day == SNAPSHOT_NO_ARTICLE ? 0 : period_of(unit, day);

            before = day;
            if (period && (!first || period < first))
                first = period;
            if (period > last)
                last = period;
        }
    out->first = first;
    out->len = first ? (size_t)(last - first) + 1 : 0;
}

/* Drops empty periods at both ends. */
static void trim_periods(struct timeline_counts *c)
{
    size_t skip = 0;

    while (c->len && !c->counts[c->len - 1])
        c->len--;
    while (skip < c->len && !c->counts[skip])
        skip++;
    c->first += (int32_t)skip;
    c->len -= skip;
    memmove(c->counts, c->counts + skip, c->len * sizeof *c->counts);
    c->counts = must_realloc(c->counts, c->len * sizeof *c->counts);
}

static void count_days_by_period(enum period_unit unit, const struct snapshot_days *days,
                                 const struct match_listing *listed, struct timeline_counts *c)
{
    struct tally t = {.unit = unit, .counts = c};

    c->counts = must_zalloc(c->len * sizeof *c->counts);
    for (size_t i = 0; i < days->n; i++)
        tally_part(&t, &days->parts[i], listed ? &listed->segments[i] : NULL);
    trim_periods(c);
}

dateline_status timeline_articles(struct snapshot *s, enum period_unit unit,
                                  struct timeline_counts *out, dateline_error *err)
{
    const struct snapshot_days *days;
    struct timeline_counts c = {0};
    dateline_status status = snapshot_days(s, &days, err);

    if (status != DATELINE_OK)
        return status;
    find_periods(unit, days, &c);
    count_days_by_period(unit, days, NULL, &c);
    *out = c;
    return DATELINE_OK;
}

dateline_status timeline_count(struct snapshot *s, enum period_unit unit,
                               const struct timeline_counts *all,
                               const struct match_listing *listed, struct timeline_counts *out,
                               dateline_error *err)
{
    const struct snapshot_days *days;
    struct timeline_counts c = {.first = all->first, .len = all->len};
    dateline_status status = snapshot_days(s, &days, err);

    if (status != DATELINE_OK)
        return status;
    count_days_by_period(unit, days, listed, &c);
    *out = c;
    return DATELINE_OK;
}

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
