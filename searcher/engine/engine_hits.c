/* Finds all hits of a question, then reads them one at a time. */
#include <inttypes.h>

#include "core/clock.h"
#include "searcher/engine/engine_parts.h"
#include "snapshot/articles.h"

enum { TOUCHED_MOST = 1000 };

/* So many seconds for the snippet of a hit are part of reading it, and leave the answer's limit
 * alone: of an export, however long, all hits are marked as of a page. */
#define SNIPPET_SECONDS 0.0004

/* The same for reading a hit from another machine. */
#define REMOTE_SECONDS 0.02

/* Without scores relevance is newest first, which matches faster. */
static enum match_order effective_order(const struct question *q, const struct asked *asked)
{
    return q->sort == MATCH_RELEVANCE && !query_scores(asked->tree.root) ? MATCH_NEWEST : q->sort;
}

dateline_status engine_find(struct engine *e, const struct question *q, const struct asked *asked,
                            struct match_results *out, dateline_error *err)
{
    struct question ordered = *q;

    ordered.sort = effective_order(q, asked);
    return match_hits(e->searcher.matcher, asked->plan.root, &ordered, out, err);
}

/* Reads the articles of a page that may lose databases, so that one that is lost by then is known
 * before the first of them is told. */
static void touch_hits(const struct answer_inside *in)
{
    struct snapshot *s = in->engine->searcher.snapshot;
    struct buf record = {0};
    struct article article;

    if (snapshot_is_partial(s) && in->found.len <= TOUCHED_MOST)
        for (size_t i = 0; i < in->found.len; i++)
            snapshot_article(s, in->found.hits[i].doc, &record, &article, NULL);
    buf_free(&record);
}

/* Waits for the rows and ids of a page's hits once, not for one after the other. Measured, words
 * and a date: 13.0 -> 12.1 us. */
static void expect_rows(const struct answer_inside *in)
{
    for (int id = 0; id < 2; id++)
        for (size_t i = 0; i < in->found.len; i++)
            snapshot_expect_row(in->engine->searcher.snapshot, in->found.hits[i].doc, id);
}

dateline_status engine_hits(struct answer *a, const struct question *q, dateline_error *err)
{
    struct answer_inside *in = a->inside;
    dateline_status status = q->widen && in->asked.tree.widens
                                 ? engine_find_widened(a, q, err)
                                 : engine_find(in->engine, q, &in->asked, &in->found, err);

    if (status != DATELINE_OK)
        return status;
    touch_hits(in);
    if (q->parts == HIT_ROW && in->found.len <= TOUCHED_MOST)
        expect_rows(in);
    in->offset = q->offset;
    in->parts = q->parts;
    if (snapshot_is_remote(in->engine->searcher.snapshot))
        in->reading = q->limits.until - clock_seconds();
    if (q->parts == HIT_SNIPPET) {
        in->terms = snippet_terms_open(in->asked.tree.root, in->engine->searcher.planner.stemmer);
        in->left = q->limits.until - clock_seconds();
    }
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

/* Reads the next hit and returns it in *FOUND, NULL after the last. Hits of databases that are lost
 * meanwhile are left out. */
static dateline_status read_next_hit(struct answer_inside *in, const struct match_hit **found,
                                     dateline_error *err)
{
    while (in->next < in->found.len) {
        dateline_status status;

        *found = in->found.hits + in->next++;
        status = read_hit_article(in, (*found)->doc, &in->hit.article, err);
        if (status == DATELINE_OK || status == DATELINE_TIMEOUT ||
            !snapshot_lost(in->engine->searcher.snapshot))
            return status;
    }
    *found = NULL;
    return DATELINE_OK;
}

/* The same within what is left of the question's limit, of which only the time of servers counts
 * from now on. */
static dateline_status read_in_time(struct answer_inside *in, const struct match_hit **found,
                                    dateline_error *err)
{
    struct match_limits limits = in->limits;
    double began, spent;
    dateline_status status;

    if (!(limits.until > 0) || !snapshot_is_remote(in->engine->searcher.snapshot))
        return read_next_hit(in, found, err);
    began = clock_seconds();
    limits.until = began + in->reading;
    engine_limit(in->engine, &limits);
    status = read_next_hit(in, found, err);
    engine_limit(in->engine, NULL);
    spent = clock_seconds() - began;
    if (spent > REMOTE_SECONDS)
        in->reading -= spent - REMOTE_SECONDS;
    return status;
}

/* The snippet of the hit at hand: of the article's own words, or, where only what it quotes has
 * words of the query or there is nothing else, of both. */
static void hit_snippet(struct answer_inside *in)
{
    const struct article *a = &in->hit.article;
    struct span own = article_own_words(a, &in->kept);
    bool any = span_trim(own).len > 0;

    if (snippet(in->terms, own, &in->snippet) || !a->marks.len)
        return;
    if (!snippet(in->terms, article_searched(a, &in->kept), &in->snippet) && any)
        snippet(in->terms, article_own_words(a, &in->kept), &in->snippet);
}

/* The same within what is left of the question's limit, of which only the work on snippets counts
 * from now on: whoever reads hits may pause. */
static void limited_snippet(struct answer *a)
{
    struct answer_inside *in = a->inside;
    double began, spent;

    if (!(in->limits.until > 0)) {
        hit_snippet(in);
        return;
    }
    began = clock_seconds();
    snippet_terms_until(in->terms, began + in->left);
    hit_snippet(in);
    spent = clock_seconds() - began;
    if (spent > SNIPPET_SECONDS)
        in->left -= spent - SNIPPET_SECONDS;
    a->unmarked += snippet_terms_late(in->terms);
}

/* Ends the reading of hits. */
static void end_hits(struct answer *a)
{
    struct answer_inside *in = a->inside;
    struct buf line = {0};

    answer_tell_lost(a);
    a->seconds = clock_seconds() - in->started;
    if (!a->unmarked || in->told_unmarked)
        return;
    in->told_unmarked = true;
    buf_printf(&line, "no time was left to mark matches: %" PRIu64 " hit%s how the article begins",
               a->unmarked, a->unmarked == 1 ? " shows" : "s show");
    answer_warn(a, line.data);
}

dateline_status answer_next(struct answer *a, const struct hit **out, dateline_error *err)
{
    struct answer_inside *in = a->inside;
    const struct match_hit *found;
    dateline_status status = read_in_time(in, &found, err);

    if (status != DATELINE_OK)
        return status;
    if (!found) {
        end_hits(a);
        *out = NULL;
        return DATELINE_OK;
    }
    if (in->terms)
        limited_snippet(a);
    in->hit.rank = in->offset + in->next;
    in->hit.score = found->score;
    in->hit.snippet = buf_span(&in->snippet);
    *out = &in->hit;
    return DATELINE_OK;
}
