/* Counts matches: all, by period, by value. */
#include "searcher/engine/engine_parts.h"

dateline_status engine_count(struct answer *a, const struct question *q, dateline_error *err)
{
    struct answer_inside *in = a->inside;
    uint64_t matches;
    dateline_status status =
        match_count(in->engine->searcher.matcher, in->asked.plan.root, &q->limits, &matches, err);

    if (status == DATELINE_OK)
        answer_counted(a, matches);
    return status;
}

/* Lends the calendar of UNIT. */
static dateline_status engine_calendar(struct engine *e, enum period_unit unit,
                                       const struct calendar **out, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    if (!e->has_calendar[unit])
        status = calendar_open(e->searcher.snapshot, unit, &e->calendars[unit], err);
    e->has_calendar[unit] = status == DATELINE_OK;
    *out = &e->calendars[unit];
    return status;
}

/* Counts the matches by UNIT; *CALENDAR is lent. The caller frees *OUT. */
static dateline_status count_by_period(struct answer *a, const struct question *q,
                                       enum period_unit unit, const struct calendar **calendar,
                                       struct timeline_counts *out, dateline_error *err)
{
    struct answer_inside *in = a->inside;
    dateline_status status = engine_calendar(in->engine, unit, calendar, err);

    return status == DATELINE_OK ? calendar_count(*calendar, in->engine->searcher.matcher,
                                                  in->asked.plan.root, &q->limits, out, err)
                                 : status;
}

/* Sets a->articles. */
static dateline_status count_all_articles(struct answer *a, enum period_unit unit,
                                          const struct calendar *calendar, dateline_error *err)
{
    struct engine *e = a->inside->engine;
    dateline_status status;

    a->articles = &calendar->articles;
    if (!a->days.first && !a->days.last)
        return DATELINE_OK;
    timeline_counts_free(&e->cut);
    status = calendar_cut(calendar, e->searcher.snapshot, unit, &a->days, &e->cut, err);
    if (status == DATELINE_OK)
        a->articles = &e->cut;
    return status;
}

dateline_status engine_timeline(struct answer *a, const struct question *q, dateline_error *err)
{
    const struct calendar *calendar;
    dateline_status status = count_by_period(a, q, q->timeline, &calendar, &a->periods, err);

    if (status == DATELINE_OK)
        status = count_all_articles(a, q->timeline, calendar, err);
    if (status == DATELINE_OK)
        answer_counted(a, a->periods.total);
    return status;
}

static dateline_status count_facet_periods(struct answer *a, const struct question *q,
                                           dateline_error *err)
{
    enum period_unit unit = q->facet == FACET_YEAR ? PERIOD_YEAR : PERIOD_MONTH;
    const struct calendar *calendar;
    struct timeline_counts counts;
    dateline_status status = count_by_period(a, q, unit, &calendar, &counts, err);

    if (status != DATELINE_OK)
        return status;
    facet_of_periods(unit, &counts, &a->values);
    timeline_counts_free(&counts);
    return DATELINE_OK;
}

static dateline_status count_facet_terms(struct answer *a, const struct question *q,
                                         dateline_error *err)
{
    struct answer_inside *in = a->inside;
    struct searcher *s = &in->engine->searcher;
    struct match_listing listed;
    dateline_status status = match_list(s->matcher, in->asked.plan.root, &q->limits, &listed, err);

    if (status != DATELINE_OK)
        return status;
    status = facet_of_terms(s->snapshot, q->facet, &listed, &a->values, err);
    match_listing_free(&listed);
    return status;
}

dateline_status engine_facet(struct answer *a, const struct question *q, dateline_error *err)
{
    bool dated = q->facet == FACET_YEAR || q->facet == FACET_MONTH;
    dateline_status status = (dated ? count_facet_periods : count_facet_terms)(a, q, err);

    if (status != DATELINE_OK)
        return status;
    if (q->by_value)
        facet_sort_by_value(&a->values);
    answer_counted(a, a->values.total);
    return status;
}
