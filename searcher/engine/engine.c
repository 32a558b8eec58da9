/* Opens an engine and answers questions. */
#include "searcher/engine/engine.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "searcher/engine/engine_parts.h"
#include "snapshot/articles.h"

/* ---- Open and close --------------------------------------------------------- */

dateline_status engine_open_within(const char *index, const struct snapshot_reach *reach,
                                   struct engine **out, dateline_error *err)
{
    struct engine *e = must_zalloc(sizeof *e);
    dateline_status status = searcher_open(index, reach, &e->searcher, err);

    if (status == DATELINE_OK)
        *out = e;
    else
        free(e);
    return status;
}

dateline_status engine_open(const char *index, struct engine **out, dateline_error *err)
{
    return engine_open_within(index, &(struct snapshot_reach){0}, out, err);
}

dateline_status engine_open_same(const struct engine *from, struct engine **out,
                                 dateline_error *err)
{
    struct engine *e = must_zalloc(sizeof *e);
    dateline_status status = searcher_open_same(&from->searcher, &e->searcher, err);

    if (status == DATELINE_OK)
        *out = e;
    else
        free(e);
    return status;
}

/* Forgets what was counted of all articles. */
static void engine_forget(struct engine *e)
{
    for (int unit = 0; unit <= PERIOD_YEAR; unit++)
        calendar_free(&e->calendars[unit]);
    memset(e->has_calendar, 0, sizeof e->has_calendar);
    timeline_counts_free(&e->cut);
}

void engine_close(struct engine *e)
{
    if (!e)
        return;
    engine_forget(e);
    searcher_close(&e->searcher);
    free(e);
}

struct snapshot *engine_snapshot(const struct engine *e)
{
    return e->searcher.snapshot;
}

const char *engine_notice(const struct engine *e)
{
    const struct manifest *m = snapshot_manifest(e->searcher.snapshot);

    if (!manifest_has_other_stems(m, stemmer_fingerprint(e->searcher.planner.stemmer)))
        return NULL;
    return "another version of libstemmer stemmed the words of the index, and some are not found: "
           "dateline-index compact brings it up to date";
}

/* ---- Answers ---------------------------------------------------------------- */

static dateline_status engine_explanation(struct answer *a, const struct question *q,
                                          dateline_error *err)
{
    a->explanation = must_zalloc(sizeof *a->explanation);
    return explain_open(&a->inside->engine->searcher, q, &a->inside->asked, a->explanation, err);
}

static dateline_status engine_why(struct answer *a, const struct question *q, dateline_error *err)
{
    a->why = must_zalloc(sizeof *a->why);
    return why_open(&a->inside->engine->searcher, q, &a->inside->asked, a->why, err);
}

static struct answer *answer_new(struct engine *e, const struct question *q)
{
    struct answer *a = must_zalloc(sizeof *a);

    a->kind = q->kind;
    a->qid = (struct span){must_dup(q->qid.data, q->qid.len), q->qid.len};
    a->days = q->days;
    a->sort = q->sort;
    a->unit = q->timeline;
    a->facet = q->facet;
    a->inside = must_zalloc(sizeof *a->inside);
    a->inside->engine = e;
    a->inside->like = q->like.data != NULL;
    a->inside->started = clock_seconds();
    a->inside->limits = q->limits;
    return a;
}

static dateline_status answer_once(struct engine *e, const struct question *q, struct answer **out,
                                   dateline_error *err)
{
    static dateline_status (*const kinds[])(struct answer *, const struct question *,
                                            dateline_error *) = {
        [ASK_HITS] = engine_hits,           [ASK_COUNT] = engine_count,
        [ASK_TIMELINE] = engine_timeline,   [ASK_FACET] = engine_facet,
        [ASK_EXPLAIN] = engine_explanation, [ASK_WHY] = engine_why,
    };
    struct answer *a = *out = answer_new(e, q);
    struct asked *asked = &a->inside->asked;
    dateline_status status = ask(&e->searcher, q, asked, err);

    a->warnings = asked->tree.warnings;
    a->n_warnings = asked->tree.n_warnings;
    if (status == DATELINE_OK)
        status = kinds[q->kind](a, q, err);
    if (status == DATELINE_OK && q->kind < ASK_EXPLAIN)
        engine_also_spelt(a, q);
    a->seconds = clock_seconds() - a->inside->started;
    return status;
}

void engine_limit(struct engine *e, const struct match_limits *l)
{
    const double more = 0.25;

    snapshot_limit(e->searcher.snapshot, l && l->until > 0 ? l->until + more : 0,
                   l ? l->seconds : 0);
}

/* Again if a database is lost meanwhile: every number of an answer is about the same articles. */
dateline_status engine_answer(struct engine *e, const struct question *q, struct answer **out,
                              dateline_error *err)
{
    struct snapshot *s = e->searcher.snapshot;
    size_t lost = snapshot_lost(s);
    double started = clock_seconds();
    struct question begun = *q;
    dateline_status status;

    begun.limits = match_limits_begun(&q->limits);
    engine_limit(e, &begun.limits);
    status = answer_once(e, &begun, out, err);
    while (snapshot_lost(s) != lost) {
        lost = snapshot_lost(s);
        answer_free(*out);
        engine_forget(e);
        snapshot_forget(s);
        status = answer_once(e, &begun, out, err);
        (*out)->seconds = clock_seconds() - started;
    }
    engine_limit(e, NULL);
    answer_tell_lost(*out);
    return status;
}

dateline_status engine_article(struct engine *e, struct span id, struct buf *record,
                               struct article *out, dateline_error *err)
{
    struct snapshot *s = e->searcher.snapshot;
    snapshot_doc doc;
    dateline_status status = snapshot_require(s, id, &doc, err);

    if (status == DATELINE_OK)
        status = snapshot_article(s, doc, record, out, err);
    if (status == DATELINE_OK && !out->id.len)
        status = fail(err, DATELINE_CORRUPT, "the stored article '%.*s' cannot be read",
                      (int)id.len, id.data);
    return status;
}

dateline_status engine_mark(struct engine *e, const struct question *q, struct span text,
                            struct buf *out, dateline_error *err)
{
    struct query tree = {0};
    struct snippet_terms *terms;
    double until = q->limits.until;
    dateline_status status = DATELINE_OK;

    if (until > 0 && clock_seconds() > until) /* a page marks many pieces of one article */
        return fail(err, DATELINE_TIMEOUT, "the matches are not marked: no time is left");
    status = query_parse(q, &tree, err);
    if (status == DATELINE_OK) {
        terms = snippet_terms_open(tree.root, e->searcher.planner.stemmer);
        snippet_terms_until(terms, until);
        snippet_mark(terms, text, out);
        snippet_terms_close(terms);
    }
    query_free(&tree);
    return status;
}
