/* The parts common to all answers. */
#include "searcher/engine/answer.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/engine/engine_parts.h"

void answer_counted(struct answer *a, uint64_t matches)
{
    a->counted = true;
    a->matches = a->shown = matches;
}

void answer_advise(struct answer *a, const struct buf *line)
{
    GROW(a->advice, a->n_advice, a->cap_advice);
    a->advice[a->n_advice++] = must_dup(line->data, line->len);
}

bool answer_matched(const struct answer *a)
{
    return a->kind >= ASK_EXPLAIN || a->shown || (a->counted && a->matches);
}

dateline_status answer_timeline(struct answer *a, struct timeline *t, dateline_error *err)
{
    return timeline_add(t, a->qid, &a->days, &a->periods, err);
}

static void answer_inside_free(struct answer_inside *i)
{
    match_free(&i->found);
    snippet_terms_close(i->terms);
    asked_free(&i->asked);
    buf_free(&i->record);
    buf_free(&i->kept);
    buf_free(&i->snippet);
    free(i);
}

void answer_free(struct answer *a)
{
    if (!a)
        return;
    for (size_t i = 0; i < a->n_advice; i++)
        free(a->advice[i]);
    free(a->advice);
    free((char *)a->qid.data);
    timeline_counts_free(&a->periods);
    facet_free(&a->values);
    if (a->explanation)
        explain_free(a->explanation);
    free(a->explanation);
    if (a->why)
        why_free(a->why);
    free(a->why);
    answer_inside_free(a->inside);
    free(a);
}
