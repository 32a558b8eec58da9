/* Opens a snapshot for planning and matching, and plans questions. */
#include "searcher/match/searcher.h"

#include "core/alloc.h"
#include "searcher/plan/like.h"

static dateline_status open_planner(void *ctx, dateline_error *err)
{
    struct searcher *s = ctx;
    dateline_status status = planner_open(s->snapshot, &s->planner, err);

    return status == DATELINE_OK ? matcher_open(s->snapshot, &s->matcher, err) : status;
}

/* Opens planner and matcher of s->snapshot and moves S to OUT; closes S on failure. */
static dateline_status open_planner_and_matcher(struct searcher *s, struct searcher *out,
                                                dateline_error *err)
{
    dateline_status status = alloc_guard(open_planner, s, err);

    if (status == DATELINE_OK)
        *out = *s;
    else
        searcher_close(s);
    return status;
}

dateline_status searcher_open(const char *index, const struct snapshot_reach *reach,
                              struct searcher *out, dateline_error *err)
{
    struct searcher s = {0};
    dateline_status status = snapshot_open_within(index, reach, &s.snapshot, err);

    return status == DATELINE_OK ? open_planner_and_matcher(&s, out, err) : status;
}

dateline_status searcher_open_same(const struct searcher *from, struct searcher *out,
                                   dateline_error *err)
{
    struct searcher s = {0};
    dateline_status status = snapshot_open_same(from->snapshot, &s.snapshot, err);

    return status == DATELINE_OK ? open_planner_and_matcher(&s, out, err) : status;
}

void searcher_close(struct searcher *s)
{
    matcher_close(s->matcher);
    planner_close(&s->planner);
    snapshot_close(s->snapshot);
    *s = (struct searcher){0};
}

dateline_status ask(struct searcher *s, const struct question *q, struct asked *out,
                    dateline_error *err)
{
    dateline_status status = matcher_use(s->matcher, q->matching, err);

    if (status == DATELINE_OK)
        status = query_parse(q, &out->tree, err);
    if (status == DATELINE_OK && q->like.data)
        status = like(&s->planner, q->like, &out->tree, err);
    if (status == DATELINE_OK)
        status = plan_query(&s->planner, out->tree.root, q, &out->plan, err);
    return status;
}

void asked_free(struct asked *a)
{
    plan_free(&a->plan);
    query_free(&a->tree);
}
