/* AND of terms and phrases, with bounds. */
#include "searcher/match/list_and.h"

#include <stdlib.h>

#include "core/alloc.h"

struct and_search {
    struct list_pass *pass;
    const struct list_shape *shape;
    struct list_filter *filter;
    struct list_top *top;
    struct list_node **terms; /* the required, rarest first, then the optional */
    double *here;             /* by term: the greatest part in the window */
    double *rest;             /* by term: the sum of the greatest parts after it */
    size_t required, n;
    struct list_candidates candidates;
};

static int rarest_first(const void *a, const void *b)
{
    const struct list_node *x = *(struct list_node *const *)a, *y = *(struct list_node *const *)b;

    return (x->documents > y->documents) - (x->documents < y->documents);
}

/* False if a required term is not in the segment. */
static bool and_open(struct and_search *s, const struct list_shape *shape)
{
    struct arena *memory = s->pass->memory;
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
    for (size_t i = 0; i < shape->n_optional; i++)
        if (shape->optional[i]->cursor)
            s->terms[s->n++] = shape->optional[i];
    return true;
}

/* ---- Windows ------------------------------------------------------------------------ */

/* The last document of the window from FROM on; POSTING_END: a required term has ended. */
static uint32_t and_window(struct and_search *s, uint32_t from)
{
    uint32_t end = POSTING_END - 1;

    for (size_t i = 0; i < s->required; i++) {
        struct list_node *n = s->terms[i];
        uint32_t last;

        if (!posting_shallow(n->cursor, from))
            return POSTING_END;
        last = posting_block_last(&n->list, n->cursor->block);
        end = last < end ? last : end;
        s->here[i] = list_block_most(n, n->cursor->block);
    }
    return end;
}

/* Sets s->rest; returns the greatest score in the window. */
static double bound_and_window(struct and_search *s, uint32_t from, uint32_t end)
{
    double sum = 0;

    for (size_t i = s->required; i < s->n; i++)
        s->here[i] = posting_shallow(s->terms[i]->cursor, from)
                         ? list_range_most(s->terms[i], end)
                         : 0;
    for (size_t i = s->n; i-- > 0;) {
        s->rest[i] = sum;
        sum += s->here[i];
    }
    return sum;
}

/* ---- Candidates --------------------------------------------------------------------- */

/* Moves C, whose decoded block is the one in which DOCUMENT is or would be, to it; false if it
 * is not there. Cursors have gone on to later candidates. */
static bool stand_at(struct posting_cursor *c, uint32_t document)
{
    uint32_t low = 0, high = c->len;

    if (c->damaged)
        return false;
    c->block = c->decoded; /* the cursor may have ended */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;

        if (c->docs[middle] <= document)
            low = middle;
        else
            high = middle;
    }
    c->at = low;
    return c->len && c->docs[low] == document;
}

static bool words_stand(const struct and_search *s, uint32_t document)
{
    for (size_t i = 0; i < s->shape->n_near; i++) {
        struct list_node *near = s->shape->near[i];

        for (size_t k = 0; k < near->n_children; k++)
            if (!stand_at(near->children[k]->cursor, document))
                return false;
        if (!list_words_near(s->pass, near))
            return false;
    }
    return true;
}

static void offer_candidates(struct and_search *s)
{
    for (uint32_t i = 0; i < s->candidates.len; i++) {
        const struct list_candidate *c = &s->candidates.list[i];

        if (c->score >= s->top->least && words_stand(s, c->document))
            list_top_offer(s->top, c->document, c->score);
    }
}

/* The lead's cursor stands at its first document in the window. */
static void search_and_window(struct and_search *s, uint32_t end, double least)
{
    struct list_node *lead = s->terms[0];

    s->candidates.len = 0;
    list_candidates_take(s->pass, lead, lead->cursor->at, end, least - s->rest[0] - PASS_SLACK,
                         &s->candidates);
    list_candidates_filter(s->pass, s->filter, &s->candidates);
    for (size_t i = 1; i < s->n && s->candidates.len; i++)
        if (i < s->required || s->here[i] > 0)
            list_candidates_probe(s->pass, s->terms[i], least - s->rest[i] - PASS_SLACK,
                                  i < s->required, &s->candidates);
    offer_candidates(s);
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
    struct and_search *s = must_alloc(sizeof *s);

    s->pass = p;
    s->filter = filter;
    s->top = top;
    if (and_open(s, shape))
        and_run(s);
    free(s);
}
