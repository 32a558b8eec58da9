/* How one article scores, or what keeps it out. */
#include "searcher/explain/why.h"

#include <stdlib.h>

#include "searcher/match/score.h"
#include "searcher/plan/recency.h"
#include "snapshot/articles.h"
#include "snapshot/terms.h"

/* Fills what W says of the article, whatever the query. */
static dateline_status describe(struct searcher *s, struct why *w, dateline_error *err)
{
    struct snapshot_stats stats;
    dateline_status status = snapshot_head(s->snapshot, w->doc, &w->record, &w->article, err);

    if (status == DATELINE_OK)
        status = snapshot_document_length(s->snapshot, w->doc, &w->length, err);
    if (status == DATELINE_OK)
        status = snapshot_stats(s->snapshot, &stats, err);
    if (status != DATELINE_OK)
        return status;
    w->recency = recency_factor(&w->recent, w->article.day);
    w->documents = stats.documents;
    w->average_length = stats.average_length;
    return DATELINE_OK;
}

dateline_status why_match(struct why *w, const struct plan_node *n, struct match_article *out,
                          dateline_error *err)
{
    dateline_status status =
        match_one(w->searcher->matcher, n, w->ranking, w->doc, w->id, w->limits, out, err);

    if (status == DATELINE_OK)
        out->score *= w->recency;
    return status;
}

static dateline_status judge(struct why *w, dateline_error *err)
{
    struct match_article whole;
    dateline_status status = why_match(w, w->asked->plan.root, &whole, err);

    if (status != DATELINE_OK)
        return status;
    w->matches = whole.matches;
    w->score = score_rounded(whole.score);
    return whole.matches ? why_score(w, err) : why_exclude(w, w->asked->plan.root, err);
}

dateline_status why_open(struct searcher *s, const struct question *q, const struct asked *asked,
                         struct why *out, dateline_error *err)
{
    dateline_status status;

    *out = (struct why){.asked = asked,
                        .searcher = s,
                        .ranking = q->ranking,
                        .recent = q->recent,
                        .id = q->why,
                        .limits = &q->limits};
    status = snapshot_require(s->snapshot, q->why, &out->doc, err);
    if (status == DATELINE_OK)
        status = describe(s, out, err);
    return status == DATELINE_OK ? judge(out, err) : status;
}

void why_free(struct why *w)
{
    free(w->reasons);
    free(w->parts);
    buf_free(&w->record);
    arena_free(&w->memory);
    *w = (struct why){0};
}
