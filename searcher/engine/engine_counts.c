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

/* Counts all articles by UNIT, once. */
static dateline_status count_articles(struct engine *e, enum period_unit unit, dateline_error *err)
{
    dateline_status status;

    if (e->counted[unit])
        return DATELINE_OK;
    status = timeline_articles(e->searcher.snapshot, unit, &e->articles[unit], err);
    e->counted[unit] = status == DATELINE_OK;
    return status;
}

dateline_status engine_timeline(struct answer *a, const struct question *q, dateline_error *err)
{
    struct answer_inside *in = a->inside;
    struct engine *e = in->engine;
    struct match_listing listed = {0};
    dateline_status status = count_articles(e, q->timeline, err);

    if (status == DATELINE_OK)
        status = match_list(e->searcher.matcher, in->asked.plan.root, &q->limits, &listed, err);
    if (status == DATELINE_OK)
        status = timeline_count(e->searcher.snapshot, q->timeline, &e->articles[q->timeline],
                                &listed, &a->periods, err);
    match_listing_free(&listed);
    a->articles = &e->articles[q->timeline];
    if (status == DATELINE_OK)
        answer_counted(a, a->periods.total);
    return status;
}

dateline_status engine_facet(struct answer *a, const struct question *q, dateline_error *err)
{
    struct answer_inside *in = a->inside;
    struct searcher *s = &in->engine->searcher;
    struct match_listing listed = {0};
    dateline_status status = match_list(s->matcher, in->asked.plan.root, &q->limits, &listed, err);

    if (status == DATELINE_OK)
        status = facet_count(s->snapshot, q->facet, &listed, &a->values, err);
    match_listing_free(&listed);
    if (status == DATELINE_OK)
        answer_counted(a, a->values.total);
    return status;
}
