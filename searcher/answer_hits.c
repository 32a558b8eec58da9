/* Hits, and their number alone. */
#include <inttypes.h>

#include "core/clock.h"
#include "searcher/answer_parts.h"
#include "searcher/snippet.h"
#include "snapshot/articles.h"

/* What printing one hit after the other needs. */
struct showing {
    struct snapshot *snapshot;
    bool record;                 /* more is printed than columns have */
    struct snippet_terms *terms; /* NULL: no snippet is printed */
    struct printer *printer;
    struct buf record_bytes, snippet;
};

/* As much of the article as is printed. */
static dateline_status read_article(struct showing *w, snapshot_doc doc, struct article *out,
                                    dateline_error *err)
{
    struct snapshot_row row = {0};
    dateline_status status = DATELINE_OK;

    if (!w->record)
        status = snapshot_row(w->snapshot, doc, &row, err);
    if (status == DATELINE_OK && row.known) {
        *out = (struct article){.id = row.id, .day = row.day};
        return DATELINE_OK;
    }
    return status == DATELINE_OK ? snapshot_article(w->snapshot, doc, &w->record_bytes, out, err)
                                 : status;
}

static dateline_status show_hit(struct showing *w, const struct match_hit *hit,
                                struct print_hit *shown, dateline_error *err)
{
    dateline_status status = read_article(w, hit->doc, &shown->article, err);

    if (status != DATELINE_OK)
        return status;
    buf_clear(&w->snippet);
    if (w->terms)
        snippet(w->terms, shown->article.body, &w->snippet);
    shown->snippet = buf_span(&w->snippet);
    print_hit(w->printer, shown);
    return DATELINE_OK;
}

static dateline_status show_hits(struct reply *r, const struct match_results *found,
                                 const struct print_options *o, struct printer *p,
                                 dateline_error *err)
{
    const struct question *q = r->question;
    struct planner *planner = &r->searcher->planner;
    struct showing w = {
        .snapshot = r->searcher->snapshot, .record = print_wants_article(o), .printer = p};
    dateline_status status = DATELINE_OK;

    if (print_wants_snippet(o))
        w.terms = snippet_terms_open(r->asked->tree.root, planner->stemmer);
    for (size_t i = 0; i < found->len && status == DATELINE_OK; i++) {
        struct print_hit shown = {
            .query = q->qid, .rank = q->offset + i + 1, .score = found->hits[i].score};

        status = show_hit(&w, &found->hits[i], &shown, err);
        if (status == DATELINE_OK)
            status = output_piece(r->out, err);
    }
    snippet_terms_close(w.terms);
    buf_free(&w.record_bytes);
    buf_free(&w.snippet);
    return status;
}

/* Where nothing scores, the best are the newest, which are found sooner. */
static enum match_order order(const struct reply *r)
{
    enum match_order asked = r->question->sort;

    return asked == MATCH_RELEVANCE && !query_scores(r->asked->tree.root) ? MATCH_NEWEST : asked;
}

dateline_status answer_hits(struct reply *r, dateline_error *err)
{
    const struct question *q = r->question;
    struct question request = *q;
    struct print_options o = *r->print;
    struct print_summary summary = reply_summary(r);
    struct match_results found;
    struct printer *p;
    dateline_status status;

    request.sort = order(r);
    status = match_hits(r->searcher->matcher, r->asked->plan.root, &request, &found, err);
    if (status != DATELINE_OK)
        return status;
    o.by_date = q->sort != MATCH_RELEVANCE;
    summary.matches = found.matches;
    summary.shown = found.len;
    summary.seconds = clock_seconds() - r->started;
    p = printer_open(&o, &r->out->bytes);
    print_answer_begin(p, &summary);
    status = show_hits(r, &found, &o, p, err);
    summary.seconds = clock_seconds() - r->started;
    if (status == DATELINE_OK)
        print_answer_end(p, &summary);
    r->matched = found.len || (q->total && found.matches);
    printer_close(p);
    match_free(&found);
    return status;
}

dateline_status answer_count(struct reply *r, dateline_error *err)
{
    const struct question *q = r->question;
    struct buf *out = &r->out->bytes;
    uint64_t matches;
    dateline_status status =
        match_count(r->searcher->matcher, r->asked->plan.root, &q->limits, &matches, err);

    if (status != DATELINE_OK)
        return status;
    if (q->qid.len) {
        buf_span_add(out, q->qid);
        buf_char(out, '\t');
    }
    buf_printf(out, "%" PRIu64 "\n", matches);
    r->matched = matches > 0;
    return DATELINE_OK;
}
