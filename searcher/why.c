#include "searcher/why.h"

#include <math.h>
#include <stdlib.h>

#include "searcher/clause.h"
#include "snapshot/articles.h"
#include "snapshot/terms.h"

/* What is about the article, whatever the query. */
static dateline_status describe(struct searcher *s, struct why *w, dateline_error *err)
{
    struct snapshot_stats stats;
    dateline_status status =
        snapshot_article(s->snapshot, w->probe.doc, &w->record, &w->article, err);

    if (status == DATELINE_OK)
        status = snapshot_document_length(s->snapshot, w->probe.doc, &w->length, err);
    if (status == DATELINE_OK)
        status = snapshot_stats(s->snapshot, &stats, err);
    if (status != DATELINE_OK)
        return status;
    w->documents = stats.documents;
    w->average_length = stats.average_length;
    return DATELINE_OK;
}

static dateline_status judge(struct why *w, const struct question *q, dateline_error *err)
{
    struct probe_answer whole;
    dateline_status status = probe_query(&w->probe, w->asked.plan, &whole, err);

    if (status != DATELINE_OK)
        return status;
    w->matches = whole.matches;
    if (whole.matches) {
        w->score = llround(whole.score * 1e6);
        return why_score(w, err);
    }
    status = why_exclude(w, w->asked.tree.root, err);
    if (status == DATELINE_OK && (q->days.first || q->days.last))
        status = why_exclude(w, &w->range, err);
    return status;
}

dateline_status why_open(struct searcher *s, const struct question *q, struct span id,
                         struct why *out, dateline_error *err)
{
    dateline_status status;

    *out = (struct why){.range = clause_of_days(&q->days)};
    status = ask(s, q, &out->asked, err);
    if (status == DATELINE_OK)
        status = probe_open(&s->planner, id, &out->probe, err);
    if (status == DATELINE_OK)
        status = describe(s, out, err);
    return status == DATELINE_OK ? judge(out, q, err) : status;
}

void why_free(struct why *w)
{
    for (size_t i = 0; i < w->n_reasons; i++)
        free(w->reasons[i].text);
    free(w->reasons);
    free(w->parts);
    buf_free(&w->terms);
    buf_free(&w->record);
    probe_close(&w->probe);
    asked_free(&w->asked);
    *w = (struct why){0};
}

dateline_status why(struct searcher *s, const struct question *q, struct span id,
                    const struct print_options *o, void (*warn)(void *ctx, const char *line),
                    void *ctx, struct buf *out, dateline_error *err)
{
    struct why w;
    dateline_status status = why_open(s, q, id, &w, err);

    asked_warn(&w.asked, warn, ctx);
    if (status == DATELINE_OK)
        why_print(&w, o, out);
    why_free(&w);
    return status;
}
