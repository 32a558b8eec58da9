#include "core/clock.h"
#include "searcher/answer_parts.h"
#include "searcher/timeline_print.h"

/* All articles by UNIT; counted once. */
static dateline_status articles_by(struct searcher *s, enum period_unit unit, dateline_error *err)
{
    struct timeline_counts articles;
    dateline_status status;

    if (s->articles_by == unit)
        return DATELINE_OK;
    status = timeline_articles(s->snapshot, unit, &articles, err);
    if (status != DATELINE_OK)
        return status;
    timeline_counts_free(&s->articles);
    s->articles = articles;
    s->articles_by = unit;
    return DATELINE_OK;
}

static dateline_status count_periods(struct searcher *s, const struct question *q,
                                     const struct asked *a, struct timeline_counts *out,
                                     dateline_error *err)
{
    struct match_listing listed = {0};
    dateline_status status = articles_by(s, q->timeline, err);

    if (status == DATELINE_OK)
        status = match_list(s->matcher, a->plan.root, &q->limits, &listed, err);
    if (status == DATELINE_OK)
        status = timeline_count(s->snapshot, q->timeline, &s->articles, &listed, out, err);
    match_listing_free(&listed);
    return status;
}

dateline_status answer_periods(struct searcher *s, const struct question *q,
                               void (*warn)(void *ctx, const char *line), void *ctx,
                               struct timeline_counts *out, dateline_error *err)
{
    struct asked a = {0};
    dateline_status status = ask(s, q, &a, err);

    asked_warn(&a, warn, ctx);
    if (status == DATELINE_OK)
        status = count_periods(s, q, &a, out, err);
    asked_free(&a);
    return status;
}

dateline_status answer_timeline(struct reply *r, dateline_error *err)
{
    const struct question *q = r->question;
    struct timeline t = {.unit = q->timeline};
    struct timeline_counts c;
    struct print_summary summary = reply_summary(r);
    dateline_status status = count_periods(r->searcher, q, r->asked, &c, err);

    if (status != DATELINE_OK)
        return status;
    summary.total = true;
    summary.matches = summary.shown = c.total;
    r->matched = c.total > 0;
    status = timeline_add(&t, q->qid, &q->days, &c, err);
    summary.seconds = clock_seconds() - r->started;
    if (status == DATELINE_OK)
        status = timeline_print(&t, &r->searcher->articles, r->print, &summary, r->out, err);
    timeline_free(&t);
    return status;
}
