/* The library's reading half: its structs into the engine's question, and answers back. */
#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/feed/ident.h"
#include "searcher/engine/engine.h"
#include "searcher/match/score.h"
#include "snapshot/snapshot.h"

enum { DEFAULT_LIMIT = 10 };

struct dateline_reader {
    struct engine *engine;
};

struct dateline_results {
    struct answer *answer; /* for its warnings */
    uint64_t matches;
    dateline_hit *hits;
    size_t len;
    char **texts; /* what the hits point to, three for each */
};

dateline_status dateline_reader_open(const char *path, dateline_reader **out, dateline_error *err)
{
    struct engine *engine;
    dateline_status status = engine_open(path, &engine, err);

    if (status != DATELINE_OK)
        return status;
    *out = must_alloc(sizeof **out);
    (*out)->engine = engine;
    return DATELINE_OK;
}

void dateline_reader_close(dateline_reader *r)
{
    if (!r)
        return;
    engine_close(r->engine);
    free(r);
}

uint64_t dateline_reader_articles(const dateline_reader *r)
{
    assert(r);
    return snapshot_live(engine_snapshot(r->engine));
}

/* ---- Asking --------------------------------------------------------------- */

static dateline_status read_range(const dateline_query *q, struct query_days *days,
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

static dateline_status question_of(const dateline_query *q, enum question_kind kind,
                                   struct question *out, dateline_error *err)
{
    question_init(out, day_today());
    out->kind = kind;
    if (q->text && *q->text)
        out->text = span_of(q->text);
    out->any = q->any;
    out->literal = q->literal;
    out->total = q->total;
    out->parts = q->snippets ? HIT_SNIPPET : HIT_ARTICLE;
    out->offset = q->offset;
    out->limit = q->limit ? q->limit : DEFAULT_LIMIT;
    out->limits.seconds = q->timeout;
    return read_range(q, &out->days, err);
}

/* *OUT is to be freed after a success alone. */
static dateline_status answer_to(dateline_reader *r, const dateline_query *q,
                                 enum question_kind kind, struct answer **out, dateline_error *err)
{
    struct question asked;
    struct answer *answer;
    dateline_status status = question_of(q, kind, &asked, err);

    if (status != DATELINE_OK)
        return status;
    status = engine_answer(r->engine, &asked, &answer, err);
    if (status == DATELINE_OK)
        *out = answer;
    else
        answer_free(answer);
    return status;
}

/* Adds a hit with copies of its texts. */
static void add_hit(dateline_results *out, const struct hit *h)
{
    char **texts = &out->texts[3 * out->len];

    texts[0] = must_dup(h->article.id.data, h->article.id.len);
    texts[1] = must_dup(h->article.title.data, h->article.title.len);
    texts[2] = must_dup(h->snippet.data, h->snippet.len);
    out->hits[out->len++] = (dateline_hit){.rank = h->rank,
                                           .id = texts[0],
                                           .title = texts[1],
                                           .day = h->article.day,
                                           .score = score_value(h->score),
                                           .snippet = texts[2]};
}

static dateline_status collect_hits(struct answer *a, dateline_results *out, dateline_error *err)
{
    const struct hit *h;
    dateline_status status;

    out->answer = a;
    out->matches = a->counted ? a->matches : 0;
    out->hits = must_zalloc(a->shown * sizeof *out->hits);
    out->texts = must_zalloc(3 * a->shown * sizeof *out->texts);
    while ((status = answer_next(a, &h, err)) == DATELINE_OK && h)
        add_hit(out, h);
    return status;
}

dateline_status dateline_search(dateline_reader *r, const dateline_query *q, dateline_results **out,
                                dateline_error *err)
{
    dateline_results *results;
    struct answer *answer;
    dateline_status status;

    assert(r && q);
    status = answer_to(r, q, ASK_HITS, &answer, err);
    if (status != DATELINE_OK)
        return status;
    results = must_zalloc(sizeof *results);
    status = collect_hits(answer, results, err);
    if (status == DATELINE_OK)
        *out = results;
    else
        dateline_results_free(results);
    return status;
}

dateline_status dateline_count(dateline_reader *r, const dateline_query *q, uint64_t *out,
                               dateline_error *err)
{
    struct answer *answer;
    dateline_status status;

    assert(r && q);
    status = answer_to(r, q, ASK_COUNT, &answer, err);
    if (status != DATELINE_OK)
        return status;
    *out = answer->matches;
    answer_free(answer);
    return DATELINE_OK;
}

/* ---- Results -------------------------------------------------------------- */

size_t dateline_results_size(const dateline_results *r)
{
    return r->len;
}

const dateline_hit *dateline_results_hit(const dateline_results *r, size_t at)
{
    assert(at < r->len);
    return &r->hits[at];
}

uint64_t dateline_results_matches(const dateline_results *r)
{
    return r->matches;
}

const char *dateline_results_warning(const dateline_results *r, size_t at)
{
    return at < r->answer->n_warnings ? r->answer->warnings[at] : NULL;
}

void dateline_results_free(dateline_results *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < 3 * r->len; i++)
        free(r->texts[i]);
    free(r->texts);
    free(r->hits);
    answer_free(r->answer);
    free(r);
}

/* ---- Articles ------------------------------------------------------------- */

static dateline_article *copy_article(const struct article *from)
{
    dateline_article *a = must_zalloc(sizeof *a);

    a->id = must_dup(from->id.data, from->id.len);
    a->title = must_dup(from->title.data, from->title.len);
    a->body = must_dup(from->body.data, from->body.len);
    a->body_size = from->body.len;
    a->source = must_dup(from->source.data, from->source.len);
    a->url = must_dup(from->url.data, from->url.len);
    a->lang = must_dup(from->lang.data, from->lang.len);
    a->day = from->day;
    return a;
}

/* The id as it is, which finds what a search gave; else as dateline_writer_add made it. */
static dateline_status find_article(dateline_reader *r, struct span id, struct buf *record,
                                    struct article *out, dateline_error *err)
{
    dateline_status status = engine_article(r->engine, id, record, out, err);
    struct buf made = {0};

    if (status == DATELINE_NOT_FOUND)
        status = engine_article(r->engine, ident_make(id, &made), record, out, NULL);
    buf_free(&made);
    return status;
}

dateline_status dateline_fetch(dateline_reader *r, const char *id, dateline_article **out,
                               dateline_error *err)
{
    struct buf record = {0};
    struct article a;
    dateline_status status;

    assert(r && id);
    status = find_article(r, span_of(id), &record, &a, err);
    if (status == DATELINE_OK)
        *out = copy_article(&a);
    buf_free(&record);
    return status;
}

void dateline_article_free(dateline_article *a)
{
    if (!a)
        return;
    free((char *)a->id);
    free((char *)a->title);
    free((char *)a->body);
    free((char *)a->source);
    free((char *)a->url);
    free((char *)a->lang);
    free(a);
}
