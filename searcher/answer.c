/* A question from its query to the answer in bytes. */
#include "searcher/answer.h"

#include "core/clock.h"
#include "searcher/advice.h"
#include "searcher/answer_parts.h"
#include "searcher/like.h"
#include "snapshot/articles.h"

/* What stands on S's snapshot, which is closed where it fails. */
static dateline_status open_parts(struct searcher *s, struct searcher *out, dateline_error *err)
{
    dateline_status status = planner_open(s->snapshot, &s->planner, err);

    if (status == DATELINE_OK)
        status = matcher_open(s->snapshot, &s->matcher, err);
    if (status == DATELINE_OK)
        *out = *s;
    else
        searcher_close(s);
    return status;
}

dateline_status searcher_open(const char *index, struct searcher *out, dateline_error *err)
{
    struct searcher s = {0};
    dateline_status status = snapshot_open(index, &s.snapshot, err);

    return status == DATELINE_OK ? open_parts(&s, out, err) : status;
}

dateline_status searcher_open_same(const struct searcher *from, struct searcher *out,
                                   dateline_error *err)
{
    struct searcher s = {0};
    dateline_status status = snapshot_open_same(from->snapshot, &s.snapshot, err);

    return status == DATELINE_OK ? open_parts(&s, out, err) : status;
}

void searcher_close(struct searcher *s)
{
    timeline_counts_free(&s->articles);
    matcher_close(s->matcher);
    planner_close(&s->planner);
    snapshot_close(s->snapshot);
    *s = (struct searcher){0};
}

void asked_free(struct asked *a)
{
    plan_free(&a->plan);
    query_free(&a->tree);
}

dateline_status ask(struct searcher *s, const struct question *q, struct asked *out,
                    dateline_error *err)
{
    dateline_status status = query_parse(q, &out->tree, err);

    if (status == DATELINE_OK && q->like.data)
        status = like(&s->planner, q->like, &out->tree, err);
    if (status == DATELINE_OK)
        status = plan_query(&s->planner, out->tree.root, &q->days, &out->plan, err);
    return status;
}

void asked_warn(const struct asked *a, void (*warn)(void *ctx, const char *line), void *ctx)
{
    for (size_t i = 0; i < a->tree.n_warnings; i++)
        warn(ctx, a->tree.warnings[i]);
}

struct print_summary reply_summary(const struct reply *r)
{
    const struct question *q = r->question;

    return (struct print_summary){.query = q->qid,
                                  .total = q->total,
                                  .since = q->days.first,
                                  .until = q->days.last,
                                  .timed = r->print->timing || !r->print->batch};
}

static dateline_status give(struct reply *r, dateline_error *err)
{
    const struct question *q = r->question;

    return (q->kind == ASK_COUNT      ? answer_count
            : q->kind == ASK_TIMELINE ? answer_timeline
            : q->kind == ASK_FACET    ? answer_facet
                                      : answer_hits)(r, err);
}

dateline_status answer(struct searcher *s, const struct question *q, const struct print_options *o,
                       void (*warn)(void *ctx, const char *line), void *ctx, struct output *out,
                       bool *matched, dateline_error *err)
{
    struct asked a = {0};
    struct reply r = {s, q, &a, o, clock_seconds(), out, false};
    dateline_status status = ask(s, q, &a, err);

    asked_warn(&a, warn, ctx);
    if (status == DATELINE_OK)
        status = give(&r, err);
    if (status == DATELINE_OK && !r.matched)
        advise_dates(s, &a, warn, ctx);
    asked_free(&a);
    *matched = r.matched;
    return status;
}

void answers_begin(const struct question *q, const struct print_options *o, struct buf *out)
{
    if (q->kind == ASK_FACET && (o->format == PRINT_CSV || o->format == PRINT_TSV))
        facet_begin(o, out);
    else if (q->kind != ASK_COUNT && q->kind != ASK_TIMELINE)
        print_begin(o, out);
}

void answers_between(const struct question *q, const struct print_options *o, bool first,
                     struct buf *out)
{
    if (q->kind != ASK_COUNT && q->kind != ASK_TIMELINE)
        print_between(o, first, out);
}

void answers_end(const struct question *q, const struct print_options *o, struct buf *out)
{
    if (q->kind != ASK_COUNT && q->kind != ASK_TIMELINE)
        print_end(o, out);
}

dateline_status answer_show(struct searcher *s, struct span id, const struct print_options *o,
                            struct buf *out, dateline_error *err)
{
    struct buf record = {0};
    struct article a;
    snapshot_doc doc;
    dateline_status status = snapshot_require(s->snapshot, id, &doc, err);

    if (status == DATELINE_OK)
        status = snapshot_article(s->snapshot, doc, &record, &a, err);
    if (status == DATELINE_OK)
        print_article(o, &a, out);
    buf_free(&record);
    return status;
}
