/* Queries of callers into the engine's questions, and to answers. */
#include <stdlib.h>
#include <string.h>

#include "api/reader.h"
#include "indexer/feed/ident.h"
#include "searcher/query/query_limits.h"
#include "snapshot/snapshot.h"

dateline_status reader_id(dateline_reader *r, struct span id, struct buf *made, struct span *out,
                          dateline_error *err)
{
    snapshot_doc doc;
    dateline_status status = snapshot_find(engine_snapshot(r->engine), id, &doc, err);

    if (status == DATELINE_NOT_FOUND)
        *out = ident_make(id, made);
    else if (status == DATELINE_OK)
        *out = id;
    return status == DATELINE_NOT_FOUND ? DATELINE_OK : status;
}

static dateline_status take_days(const dateline_query *q, struct query_days *days,
                                 dateline_error *err)
{
    if ((q->since && !day_valid(q->since)) || (q->until && !day_valid(q->until)))
        return fail(err, DATELINE_BAD_QUERY, "since or until is a date that does not exist");
    days->first = q->since ? day_first(q->since) : 0;
    days->last = q->until ? day_last(q->until) : 0;
    if (days->first && days->last && days->first > days->last)
        return fail(err, DATELINE_BAD_QUERY, "the range ends before it begins");
    return DATELINE_OK;
}

static dateline_status check_choices(const dateline_query *q, dateline_error *err)
{
    if ((unsigned)q->sort > DATELINE_OLDEST_FIRST)
        return fail(err, DATELINE_BAD_OPTION, "sort is none of dateline_sort");
    if (q->want & ~(unsigned)(DATELINE_WANT_ARTICLE | DATELINE_WANT_SNIPPET))
        return fail(err, DATELINE_BAD_OPTION, "want has a bit that is none of dateline_want");
    if (q->min_match && !q->any)
        return fail(err, DATELINE_BAD_OPTION, "min_match needs any");
    if (q->min_match > (q->min_percent ? 100U : (unsigned)QUERY_MAX_WORDS))
        return fail(err, DATELINE_BAD_OPTION, "min_match is too large");
    return care_seconds(q->timeout, "timeout", err);
}

static void set_question(struct asking *a, dateline_reader *r, enum question_kind kind)
{
    static const enum match_order orders[] = {[DATELINE_BY_RELEVANCE] = MATCH_RELEVANCE,
                                              [DATELINE_NEWEST_FIRST] = MATCH_NEWEST,
                                              [DATELINE_OLDEST_FIRST] = MATCH_OLDEST};
    const dateline_query *q = &a->query;
    struct question *out = &a->question;

    question_init(out, day_today());
    out->kind = kind;
    if (q->text && *q->text)
        out->text = span_of(q->text);
    out->any = q->any;
    out->min_match = q->min_match;
    out->min_percent = q->min_percent;
    out->literal = q->literal;
    out->exact_names = q->exact_names;
    out->total = q->total;
    out->widen = q->widen;
    out->sort = orders[q->sort];
    out->parts = q->want & DATELINE_WANT_SNIPPET ? HIT_SNIPPET : q->want ? HIT_ARTICLE : HIT_ROW;
    out->offset = q->offset;
    out->limit = q->limit;
    out->limits = (struct match_limits){.seconds = q->timeout, .interrupt = &r->interrupt};
}

dateline_status asking_take(struct asking *a, dateline_reader *r, const dateline_query *q,
                            enum question_kind kind, dateline_error *err)
{
    dateline_status status = care_take(&a->query, sizeof a->query, q, "dateline_query", err);

    if (status == DATELINE_OK)
        status = check_choices(&a->query, err);
    if (status != DATELINE_OK)
        return status;
    set_question(a, r, kind);
    status = take_days(&a->query, &a->question.days, err);
    if (status == DATELINE_OK && a->query.like)
        status = reader_id(r, span_of(a->query.like), &a->like, &a->question.like, err);
    return status;
}

dateline_status asking_answer(struct asking *a, dateline_reader *r, dateline_error *err)
{
    return engine_answer(r->engine, &a->question, &a->answer, err);
}

void asking_free(struct asking *a)
{
    answer_free(a->answer);
    buf_free(&a->like);
    buf_free(&a->why);
}

/* ---- Warnings ------------------------------------------------------------- */

void warnings_add(struct warnings *w, const struct answer *a)
{
    for (size_t i = 0; i < a->n_warnings; i++) {
        GROW(w->list, w->len, w->cap);
        w->list[w->len] = must_dup(a->warnings[i], strlen(a->warnings[i]));
        w->len++;
    }
}

const char *warnings_at(const struct warnings *w, size_t at)
{
    return at < w->len ? w->list[at] : NULL;
}

void warnings_free(struct warnings *w)
{
    for (size_t i = 0; i < w->len; i++)
        free(w->list[i]);
    free(w->list);
}
