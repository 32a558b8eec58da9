/* OR of terms by MaxScore over ranges. */
#include "searcher/match/list_or.h"

#include <stdlib.h>

struct or_term {
    struct list_node *node;
    double here; /* the greatest part in the window */
};

struct or_search {
    struct list_pass *pass;
    struct list_filter *filter;
    struct list_top *top;
    uint32_t least;         /* terms that a document must have */
    struct or_term *terms;  /* by their greatest parts, the least first */
    double *below;          /* by term: the sum of the greatest parts before it */
    struct or_term **order; /* by their greatest parts in the window, likewise */
    size_t n;
    /* The window, from its first document on: */
    struct list_candidates *candidates;
    double *row;
    uint16_t *counts; /* terms that a document has; kept if LEAST is above 1 */
    uint64_t bits[PASS_WORDS];
};

static int by_most(const void *a, const void *b)
{
    double x = ((const struct or_term *)a)->node->most, y = ((const struct or_term *)b)->node->most;

    return (x > y) - (x < y);
}

static void or_open(struct or_search *s, struct list_node *const *terms, size_t n)
{
    struct list_memory *m = s->pass->memory;
    double sum = 0;

    s->terms = arena_zalloc(&m->arena, n * sizeof *s->terms);
    s->below = arena_zalloc(&m->arena, (n + 1) * sizeof *s->below);
    s->order = arena_zalloc(&m->arena, n * sizeof *s->order);
    s->candidates = &m->candidates;
    s->row = m->row;
    s->counts = m->counts;
    for (size_t i = 0; i < n; i++)
        if (terms[i]->cursor)
            s->terms[s->n++] = (struct or_term){.node = terms[i]};
    qsort(s->terms, s->n, sizeof *s->terms, by_most);
    for (size_t i = 0; i < s->n; i++) {
        s->below[i] = sum;
        sum += s->terms[i].node->most;
    }
    s->below[s->n] = sum;
}

/* ---- Windows ------------------------------------------------------------------------ */

/* The first term without which, and those before it, LEAST cannot be reached. */
static size_t first_essential(const struct or_search *s, double least)
{
    size_t first = 0;

    while (first < s->n && s->below[first + 1] < least)
        first++;
    return first;
}

/* The last document of the window from FROM on: the nearest end of an essential term's block;
 * POSTING_END: the essential terms have ended. */
static uint32_t window_end(struct or_search *s, size_t essential, uint32_t from)
{
    uint32_t end = POSTING_END;

    for (size_t i = essential; i < s->n; i++) {
        struct list_node *n = s->terms[i].node;
        uint32_t last;

        if (!posting_shallow(n->cursor, from))
            continue;
        last = posting_block_last(&n->list, n->cursor->block);
        end = last < end ? last : end;
    }
    /* One term's block has few postings however far it reaches; several fill a row. */
    if (end != POSTING_END && essential + 1 < s->n && end - from >= PASS_WINDOW)
        end = from + PASS_WINDOW - 1;
    return end;
}

/* Sets the greatest part of each term in the window; returns their sum. */
static double bound_window(struct or_search *s, uint32_t from, uint32_t end)
{
    double sum = 0;

    for (size_t i = 0; i < s->n; i++) {
        struct or_term *t = &s->terms[i];

        t->here = posting_shallow(t->node->cursor, from) ? list_range_most(t->node, end) : 0;
        sum += t->here;
    }
    return sum;
}

/* Orders the first N terms by their greatest parts in the window, the least first. */
static void order_window(struct or_search *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = i;

        for (; at && s->order[at - 1]->here > s->terms[i].here; at--)
            s->order[at] = s->order[at - 1];
        s->order[at] = &s->terms[i];
    }
}

/* Orders all terms so that the essential ones of the window come last; returns the first of
 * these, and the sum of what the others add at most. */
static size_t split_window(struct or_search *s, size_t essential, double least, double *rest)
{
    size_t first = 0;

    *rest = 0;
    if (essential + 1 == s->n) { /* it stays the only one: the window fits no other */
        order_window(s, essential);
        s->order[essential] = &s->terms[essential];
        for (; first < essential; first++)
            *rest += s->order[first]->here;
        return first;
    }
    order_window(s, s->n);
    for (; first + 1 < s->n && *rest + s->order[first]->here < least; first++)
        *rest += s->order[first]->here;
    return first;
}

/* ---- Candidates --------------------------------------------------------------------- */

/* Adds to the row the parts of the block that N's cursor has decoded, from index AT on. */
static void add_block_to_row(struct or_search *s, struct list_node *n, uint32_t at, uint32_t from,
                             uint32_t end, const uint8_t *lengths)
{
    const struct posting_cursor *c = n->cursor;

    for (; c->docs[at] <= end; at++) {
        uint32_t place = c->docs[at] - from;

        bits_set(s->bits, place);
        s->row[place] +=
            list_pass_part(s->pass, n->weight, list_length_at(lengths, c->docs[at]), c->wdfs[at]);
        if (s->least > 1)
            s->counts[place]++;
    }
}

/* Moves C to the next block that may have documents up to END; false if there is none. */
static bool next_block(struct posting_cursor *c, uint32_t end)
{
    return posting_block_last(c->list, c->block) < end && ++c->block < c->list->blocks;
}

/* Adds to the row what one of several essential terms gives in the window. */
static void add_to_row(struct or_search *s, struct list_node *n, uint32_t from, uint32_t end)
{
    struct posting_cursor *c = n->cursor;
    const uint8_t *lengths = list_pass_lengths(s->pass, from, end);

    while (lengths && posting_seek(c, from) <= end && posting_wdfs_ready(c)) {
        add_block_to_row(s, n, c->at, from, end, lengths);
        list_pass_over(s->pass, PACKING_BLOCK);
        if (!next_block(c, end))
            return;
    }
}

/* Moves what reaches LEAST from the row to the candidates, and clears the row. */
static void take_row(struct or_search *s, uint32_t from, double least)
{
    struct list_candidates *c = s->candidates;

    BITS_EACH(s->bits, at)
    {
        c->list[c->len] = (struct list_candidate){from + at, s->counts[at], s->row[at]};
        c->len += s->row[at] >= least;
        s->row[at] = 0;
        s->counts[at] = 0;
    }
}

/* Finds the documents of the window to which the terms from FIRST on add LEAST or more. */
static void find_candidates(struct or_search *s, size_t first, uint32_t from, uint32_t end,
                            double least)
{
    struct list_node *n = s->order[first]->node;

    s->candidates->len = 0;
    if (first + 1 == s->n) {
        while (posting_seek(n->cursor, from) <= end) {
            list_candidates_take(s->pass, n, n->cursor->at, end, least, s->candidates);
            list_pass_over(s->pass, PACKING_BLOCK);
            if (!next_block(n->cursor, end))
                return;
        }
        return;
    }
    bits_clear(s->bits);
    for (size_t i = first; i < s->n; i++)
        if (s->order[i]->here > 0)
            add_to_row(s, s->order[i]->node, from, end);
    take_row(s, from, least);
}

/* Drops candidates that cannot have enough terms, as only LEFT more are looked up. */
static void drop_poor(struct or_search *s, size_t left)
{
    struct list_candidates *c = s->candidates;
    uint32_t kept = 0;

    if (s->least < 2)
        return;
    for (uint32_t i = 0; i < c->len; i++)
        if (c->list[i].terms + left >= s->least)
            c->list[kept++] = c->list[i];
    c->len = kept;
}

static void search_window(struct or_search *s, size_t essential, uint32_t from, uint32_t end,
                          double least)
{
    double rest;
    size_t first = split_window(s, essential, least, &rest);

    find_candidates(s, first, from, end, least - rest - PASS_SLACK);
    drop_poor(s, first);
    list_candidates_filter(s->pass, s->filter, s->candidates);
    for (size_t i = first; i-- > 0 && s->candidates->len;) {
        rest -= s->order[i]->here;
        if (s->order[i]->here > 0)
            list_candidates_probe(s->pass, s->order[i]->node, least - rest - PASS_SLACK, false,
                                  s->candidates);
        drop_poor(s, i);
    }
    for (uint32_t i = 0; i < s->candidates->len; i++)
        if (s->candidates->list[i].score >= s->top->least)
            list_top_offer(s->top, s->candidates->list[i].document, s->candidates->list[i].score);
}

static void or_run(struct or_search *s)
{
    uint32_t from = 1;

    while (!list_pass_over(s->pass, (uint32_t)s->n)) {
        double least = s->top->least;
        size_t essential = first_essential(s, least);
        uint32_t end;

        if (essential + 1 == s->n)
            from = list_next_promising(s->terms[essential].node, from,
                                       least - s->below[essential] - PASS_SLACK);
        from = from == POSTING_END ? from : list_filter_next(s->filter, from);
        end = from == POSTING_END ? from : window_end(s, essential, from);
        if (end == POSTING_END)
            return;
        end = list_filter_until(s->filter, from, end);
        if (bound_window(s, from, end) >= least)
            search_window(s, essential, from, end, least);
        from = end + 1;
    }
}

void list_or(struct list_pass *p, struct list_node *const *terms, size_t n, uint32_t least,
             struct list_filter *filter, struct list_top *top)
{
    struct or_search s = {.pass = p, .filter = filter, .top = top, .least = least};

    or_open(&s, terms, n);
    if (s.n >= least)
        or_run(&s);
    if (p->stopped != DATELINE_OK) { /* perhaps within a window */
        memset(s.row, 0, sizeof p->memory->row);
        memset(s.counts, 0, sizeof p->memory->counts);
    }
}
