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

void answer_warn(struct answer *a, char *line)
{
    struct answer_inside *in = a->inside;
    bool first = !in->warnings;

    in->warnings = must_realloc(in->warnings, (a->n_warnings + 1) * sizeof *in->warnings);
    if (first && a->n_warnings)
        memcpy(in->warnings, a->warnings, a->n_warnings * sizeof *a->warnings);
    in->warnings[a->n_warnings++] = line;
    a->warnings = in->warnings;
}

static void tell_one_lost(struct answer *a, const char *name)
{
    struct buf line = {0};

    buf_printf(&line, "the shard %s did not answer: its articles are left out", name);
    a->lost = must_realloc(a->lost, (a->n_lost + 1) * sizeof *a->lost);
    a->lost[a->n_lost++] = must_dup(name, strlen(name));
    answer_warn(a, line.data);
}

void answer_tell_lost(struct answer *a)
{
    const struct snapshot *s = a->inside->engine->searcher.snapshot;

    while (a->n_lost < snapshot_lost(s))
        tell_one_lost(a, snapshot_lost_name(s, a->n_lost));
}

bool answer_matched(const struct answer *a)
{
    return a->kind >= ASK_EXPLAIN || a->shown || (a->counted && a->matches);
}

dateline_status answer_timeline(struct answer *a, struct timeline *t, dateline_error *err)
{
    return timeline_add(t, a->qid, &a->days, &a->periods, err);
}

static void lost_free(struct answer *a)
{
    for (size_t i = 0; i < a->n_lost; i++)
        free(a->lost[i]);
    free(a->lost);
    for (size_t i = a->inside->asked.tree.n_warnings; i < a->n_warnings; i++)
        free(a->inside->warnings[i]);
    free(a->inside->warnings);
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
    free(a->advice_words);
    free((char *)a->qid.data);
    also_spelt_free(&a->also_spelt);
    timeline_counts_free(&a->periods);
    facet_free(&a->values);
    if (a->explanation)
        explain_free(a->explanation);
    free(a->explanation);
    if (a->why)
        why_free(a->why);
    free(a->why);
    lost_free(a);
    answer_inside_free(a->inside);
    free(a);
}
