/* AND of terms and phrases, with bounds. */
#include "searcher/match/list_and.h"

#include <stdlib.h>

enum { ALIKE = 4 /* a term with more times as many documents as the lead has shorter blocks */ };

struct and_search {
    struct list_pass *pass;
    const struct list_shape *shape;
    struct list_filter *filter;
    struct list_top *top;
    struct list_node **terms; /* the required, rarest first, then the optional */
    double *here;             /* by term: the greatest part in the window */
    double *rest;             /* by term: the sum of the greatest parts after it */
    size_t alike;             /* required terms about as rare as the lead */
    size_t required, n;
    struct list_candidates *candidates;
};

static int rarest_first(const void *a, const void *b)
{
    const struct list_node *x = *(struct list_node *const *)a, *y = *(struct list_node *const *)b;

    return (x->documents > y->documents) - (x->documents < y->documents);
}

/* False if a required term is not in the segment. */
static bool and_open(struct and_search *s, const struct list_shape *shape)
{
    struct arena *memory = &s->pass->memory->arena;
    size_t most = shape->n_terms + shape->n_optional;

    s->shape = shape;
    s->required = s->n = shape->n_terms;
    s->terms = arena_zalloc(memory, most * sizeof(struct list_node *));
    s->here = arena_zalloc(memory, most * sizeof *s->here);
    s->rest = arena_zalloc(memory, most * sizeof *s->rest);
    for (size_t i = 0; i < shape->n_terms; i++) {
        if (!shape->terms[i]->cursor)
            return false;
        s->terms[i] = shape->terms[i];
    }
    qsort(s->terms, s->required, sizeof(struct list_node *), rarest_first);
    while (s->alike < s->required &&
           s->terms[s->alike]->documents / ALIKE <= s->terms[0]->documents)
        s->alike++;
    for (size_t i = 0; i < shape->n_optional; i++)
        if (shape->optional[i]->cursor)
            s->terms[s->n++] = shape->optional[i];
    return true;
}

/* ---- Windows ------------------------------------------------------------------------ */

/* The last document of the window from FROM on: the nearest end of a block of the lead or of
 * another required term about as rare; POSTING_END: a required term has ended. Blocks of
 * terms that are more frequent are too short: they are bounded over the window. */
static uint32_t and_window(struct and_search *s, uint32_t from)
{
    uint32_t end = POSTING_END - 1;

    for (size_t i = 0; i < s->required; i++) {
        struct list_node *n = s->terms[i];
        uint32_t last;

        if (!posting_shallow(n->cursor, from))
            return POSTING_END;
        last = posting_block_last(&n->list, n->cursor->block);
        if (i < s->alike)
            end = last < end ? last : end;
    }
    return end;
}

/* Sets s->here and s->rest; returns the greatest score in the window. */
static double bound_and_window(struct and_search *s, uint32_t from, uint32_t end)
{
    double sum = 0;

    for (size_t i = s->n; i-- > 0;) {
        struct list_node *n = s->terms[i];

        s->here[i] = posting_shallow(n->cursor, from) ? list_range_most(n, end) : 0;
        s->rest[i] = sum;
        sum += s->here[i];
    }
    return sum;
}

/* ---- Candidates --------------------------------------------------------------------- */

static void offer_candidates(struct and_search *s)
{
    for (uint32_t i = 0; i < s->candidates->len; i++) {
        const struct list_candidate *c = &s->candidates->list[i];

        if (c->score >= s->top->least)
            list_top_offer(s->top, c->document, c->score);
    }
}

/* Looks the other terms up for all candidates, one term after the other. */
static void probe_candidates(struct and_search *s, double least)
{
    for (size_t i = 1; i < s->n && s->candidates->len; i++)
        if (i < s->required || s->here[i] > 0)
            list_candidates_probe(s->pass, s->terms[i], least - s->rest[i] - PASS_SLACK,
                                  i < s->required, s->candidates);
    offer_candidates(s);
}

/* Whether ONE has all terms, and enough of a score; required terms' cursors then stand at it. */
static bool has_all(struct and_search *s, struct list_candidate *one)
{
    for (size_t i = 1; i < s->n; i++)
        if (!list_candidate_probe(s->pass, s->terms[i], s->top->least - s->rest[i] - PASS_SLACK,
                                  i < s->required, one))
            return false;
    return one->score >= s->top->least &&
           posting_seek(s->terms[0]->cursor, one->document) == one->document;
}

static bool words_stand(const struct and_search *s)
{
    for (size_t i = 0; i < s->shape->n_near; i++)
        if (!list_words_near(s->pass, s->shape->near[i]))
            return false;
    return true;
}

/* Looks all terms up for one candidate after the other: their cursors stand at it when its
 * positions are asked for, so that no block is unpacked twice. */
static void probe_places(struct and_search *s)
{
    for (uint32_t i = 0; i < s->candidates->len; i++) {
        struct list_candidate one = s->candidates->list[i];

        if (list_pass_over(s->pass, (uint32_t)s->n))
            return;
        if (has_all(s, &one) && words_stand(s))
            list_top_offer(s->top, one.document, one.score);
    }
}

/* The lead's cursor stands at its first document in the window. */
static void search_and_window(struct and_search *s, uint32_t end, double least)
{
    struct list_node *lead = s->terms[0];

    s->candidates->len = 0;
    list_candidates_take(s->pass, lead, lead->cursor->at, end, least - s->rest[0] - PASS_SLACK,
                         s->candidates);
    list_candidates_filter(s->pass, s->filter, s->candidates);
    if (s->shape->n_near)
        probe_places(s);
    else
        probe_candidates(s, least);
}

static void and_run(struct and_search *s)
{
    struct posting_cursor *lead = s->terms[0]->cursor;
    uint32_t from = 1;

    while (!list_pass_over(s->pass, PACKING_BLOCK)) {
        double least = s->top->least;
        uint32_t end;

        from = list_filter_next(s->filter, from);
        if (from == POSTING_END)
            return;
        end = and_window(s, from);
        if (end == POSTING_END)
            return;
        if (bound_and_window(s, from, end) >= least && posting_seek(lead, from) <= end)
            search_and_window(s, end, least);
        from = end + 1;
    }
}

void list_and(struct list_pass *p, const struct list_shape *shape, struct list_filter *filter,
              struct list_top *top)
{
    struct and_search s = {
        .pass = p, .filter = filter, .top = top, .candidates = &p->memory->candidates};

    if (and_open(&s, shape))
        and_run(&s);
}
