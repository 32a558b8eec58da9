/* The reading half of dateline.h. */
#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/article.h"
#include "searcher/match.h"
#include "searcher/plan.h"
#include "searcher/snippet.h"
#include "snapshot/articles.h"

enum { DEFAULT_LIMIT = 10 };

struct dateline_reader {
    struct snapshot *snapshot;
    struct planner planner;
    struct matcher *matcher;
};

struct dateline_results {
    struct query tree; /* its warnings */
    uint64_t matches;
    dateline_hit *hits;
    size_t len;
    char **texts; /* what the hits point to, three for each */
};

dateline_status dateline_reader_open(const char *path, dateline_reader **out, dateline_error *err)
{
    dateline_reader *r = must_zalloc(sizeof *r);
    dateline_status status = snapshot_open(path, &r->snapshot, err);

    if (status == DATELINE_OK)
        status = planner_open(r->snapshot, &r->planner, err);
    if (status == DATELINE_OK)
        status = matcher_open(r->snapshot, &r->matcher, err);
    if (status == DATELINE_OK)
        *out = r;
    else
        dateline_reader_close(r);
    return status;
}

void dateline_reader_close(dateline_reader *r)
{
    if (!r)
        return;
    matcher_close(r->matcher);
    planner_close(&r->planner);
    snapshot_close(r->snapshot);
    free(r);
}

uint64_t dateline_reader_articles(const dateline_reader *r)
{
    assert(r);
    return snapshot_live(r->snapshot);
}

/* ---- Asking --------------------------------------------------------------- */

static dateline_status range(const dateline_query *q, struct query_days *days, dateline_error *err)
{
    if ((q->since && !day_valid(q->since)) || (q->until && !day_valid(q->until)))
        return fail(err, DATELINE_BAD_QUERY, "since or until is a date that does not exist");
    days->first = q->since ? day_first(q->since) : 0;
    days->last = q->until ? day_last(q->until) : 0;
    if (days->last && days->first > days->last)
        return fail(err, DATELINE_BAD_QUERY, "the range ends before it begins");
    return DATELINE_OK;
}

/* Parses and plans; on success both are to be freed. */
static dateline_status ask(dateline_reader *r, const dateline_query *q, struct query *tree,
                           struct plan *plan, dateline_error *err)
{
    struct question asked;
    struct query_days days;
    dateline_status status = range(q, &days, err);

    question_init(&asked, day_today());
    asked.any = q->any;
    asked.literal = q->literal;
    if (q->text && *q->text)
        asked.text = span_of(q->text);
    if (status == DATELINE_OK)
        status = query_parse(&asked, tree, err);
    if (status != DATELINE_OK)
        return status;
    status = plan_query(&r->planner, tree->root, &days, plan, err);
    if (status != DATELINE_OK)
        query_free(tree);
    return status;
}

/* A hit's texts, copied, and the hit that points to them. */
static dateline_status fill(dateline_reader *r, const struct match_hit *from,
                            struct snippet_terms *terms, dateline_results *out, dateline_error *err)
{
    struct buf record = {0}, text = {0};
    struct article a = {0};
    char **texts = &out->texts[3 * out->len];
    dateline_status status = snapshot_article(r->snapshot, from->doc, &record, &a, err);

    if (status == DATELINE_OK) {
        if (terms)
            snippet(terms, a.body, &text);
        texts[0] = must_dup(a.id.data, a.id.len);
        texts[1] = must_dup(a.title.data, a.title.len);
        texts[2] = must_dup(text.data, text.len);
        out->hits[out->len] = (dateline_hit){.id = texts[0],
                                             .title = texts[1],
                                             .day = a.day,
                                             .score = (double)from->score / 1e6,
                                             .snippet = texts[2]};
        out->len++;
    }
    buf_free(&record);
    buf_free(&text);
    return status;
}

static dateline_status collect(dateline_reader *r, const dateline_query *q, const struct plan *plan,
                               dateline_results *out, dateline_error *err)
{
    struct question request = {.offset = q->offset,
                               .limit = q->limit ? q->limit : DEFAULT_LIMIT,
                               .total = q->total,
                               .limits.seconds = q->timeout};
    struct snippet_terms *terms = NULL;
    struct match_results found;
    dateline_status status = match_hits(r->matcher, plan->root, &request, &found, err);

    if (status != DATELINE_OK)
        return status;
    if (q->snippets)
        terms = snippet_terms_open(out->tree.root, r->planner.stemmer);
    out->matches = q->total ? found.matches : 0;
    out->hits = must_zalloc(found.len * sizeof *out->hits);
    out->texts = must_zalloc(3 * found.len * sizeof *out->texts);
    for (size_t i = 0; i < found.len && status == DATELINE_OK; i++) {
        status = fill(r, &found.hits[i], terms, out, err);
        out->hits[i].rank = q->offset + i + 1;
    }
    snippet_terms_close(terms);
    match_free(&found);
    return status;
}

dateline_status dateline_search(dateline_reader *r, const dateline_query *q, dateline_results **out,
                                dateline_error *err)
{
    dateline_results *results = must_zalloc(sizeof *results);
    struct plan plan;
    dateline_status status;

    assert(r && q);
    status = ask(r, q, &results->tree, &plan, err);
    if (status == DATELINE_OK) {
        status = collect(r, q, &plan, results, err);
        plan_free(&plan);
    }
    if (status == DATELINE_OK)
        *out = results;
    else
        dateline_results_free(results);
    return status;
}

dateline_status dateline_count(dateline_reader *r, const dateline_query *q, uint64_t *out,
                               dateline_error *err)
{
    struct query tree = {0};
    struct plan plan;
    dateline_status status;

    assert(r && q);
    status = ask(r, q, &tree, &plan, err);
    if (status != DATELINE_OK)
        return status;
    status =
        match_count(r->matcher, plan.root, &(struct match_limits){.seconds = q->timeout}, out, err);
    plan_free(&plan);
    query_free(&tree);
    return status;
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
    return at < r->tree.n_warnings ? r->tree.warnings[at] : NULL;
}

void dateline_results_free(dateline_results *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < 3 * r->len; i++)
        free(r->texts[i]);
    free(r->texts);
    free(r->hits);
    query_free(&r->tree);
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

dateline_status dateline_fetch(dateline_reader *r, const char *id, dateline_article **out,
                               dateline_error *err)
{
    struct buf record = {0};
    struct article a;
    snapshot_doc doc;
    dateline_status status;

    assert(r && id);
    status = snapshot_find(r->snapshot, span_of(id), &doc, err);
    if (status == DATELINE_NOT_FOUND)
        return fail(err, status, "no article has the id '%s'", id);
    if (status == DATELINE_OK)
        status = snapshot_record(r->snapshot, doc, &record, err);
    if (status == DATELINE_OK && !article_decode(buf_span(&record), &a))
        status = fail(err, DATELINE_CORRUPT, "the stored article '%s' cannot be read", id);
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
