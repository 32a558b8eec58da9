/* Finds all hits of a question, then reads them one at a time. */
#include "core/clock.h"
#include "searcher/engine/engine_parts.h"
#include "snapshot/articles.h"

/* Without scores relevance is newest first, which matches faster. */
static enum match_order effective_order(const struct question *q, const struct asked *asked)
{
    return q->sort == MATCH_RELEVANCE && !query_scores(asked->tree.root) ? MATCH_NEWEST : q->sort;
}

dateline_status engine_hits(struct answer *a, const struct question *q, dateline_error *err)
{
    struct answer_inside *in = a->inside;
    struct searcher *s = &in->engine->searcher;
    struct question asked = *q;
    dateline_status status;

    asked.sort = effective_order(q, &in->asked);
    status = match_hits(s->matcher, in->asked.plan.root, &asked, &in->found, err);
    if (status != DATELINE_OK)
        return status;
    in->offset = q->offset;
    in->parts = q->parts;
    if (q->parts == HIT_SNIPPET)
        in->terms = snippet_terms_open(in->asked.tree.root, s->planner.stemmer);
    a->counted = q->total;
    a->matches = in->found.matches;
    a->shown = in->found.len;
    return DATELINE_OK;
}

/* Reads as much of the article as in->parts asks for. */
static dateline_status read_hit_article(struct answer_inside *in, snapshot_doc doc,
                                        struct article *out, dateline_error *err)
{
    struct snapshot *s = in->engine->searcher.snapshot;
    struct snapshot_row row = {0};
    dateline_status status = DATELINE_OK;

    if (in->parts == HIT_ROW)
        status = snapshot_row(s, doc, &row, err);
    if (status == DATELINE_OK && row.known) {
        *out = (struct article){.id = row.id, .day = row.day};
        return DATELINE_OK;
    }
    if (status != DATELINE_OK)
        return status;
    return in->parts == HIT_SNIPPET ? snapshot_article(s, doc, &in->record, out, err)
                                    : snapshot_head(s, doc, &in->record, out, err);
}

dateline_status answer_next(struct answer *a, const struct hit **out, dateline_error *err)
{
    struct answer_inside *in = a->inside;
    const struct match_hit *found = in->found.hits + in->next;
    dateline_status status;

    if (in->next == in->found.len) {
        a->seconds = clock_seconds() - in->started;
        *out = NULL;
        return DATELINE_OK;
    }
    status = read_hit_article(in, found->doc, &in->hit.article, err);
    if (status != DATELINE_OK)
        return status;
    if (in->terms)
        snippet(in->terms, in->hit.article.body, &in->snippet);
    in->hit.rank = in->offset + ++in->next;
    in->hit.score = found->score;
    in->hit.snippet = buf_span(&in->snippet);
    *out = &in->hit;
    return DATELINE_OK;
}
