/* The best matches of all segments, each by the search that its tree is for. */
#include "searcher/match/list_best.h"

#include <stdlib.h>

#include "searcher/match/list_and.h"
#include "searcher/match/list_or.h"

/* A list says which share its tenth and hundredth best document reach. Where no document is
 * filtered out that is a threshold to begin with. */
static void expect_of_lists(const struct list_pass *p, const struct list_shape *s,
                            struct list_top *top)
{
    for (size_t i = 0; i < s->n_terms && p->bounded; i++) {
        const struct posting_list *l = &s->terms[i]->list;
        float share = top->wanted <= 10 ? l->x_tenth : top->wanted <= 100 ? l->x_hundredth : 0;

        if (share > 0)
            list_top_expect(top, s->terms[i]->weight * impact_shrunk((double)share, p->stretch));
    }
}

/* Scores every match. */
static void score_all(struct list_pass *p, struct list_node *root, struct list_top *top)
{
    struct pass_scratch *s = list_pass_enter(p);
    uint32_t doc = list_node_next(root, 1);

    while (doc <= p->lists->documents && !list_pass_over(p, PASS_WORDS)) {
        uint32_t first = list_window_of(doc);

        memset(s->row, 0, sizeof s->row);
        list_window(p, root, first, s->bits, s->row);
        BITS_EACH(s->bits, at)
        if (s->row[at] >= top->least)
            list_top_offer(top, first + at, s->row[at]);
        if (first > UINT32_MAX - PASS_WINDOW)
            break;
        doc = list_node_next(root, first + PASS_WINDOW);
    }
    list_pass_leave(p, s);
}

static void search_part(struct list_part *part, const struct list_shape *shape,
                        struct list_filter *filter, struct list_top *top)
{
    switch (shape->kind) {
    case LIST_SHAPE_OR:
        list_or(&part->pass, shape->terms, shape->n_terms, shape->least, filter, top);
        break;
    case LIST_SHAPE_AND:
        list_and(&part->pass, shape, filter, top);
        break;
    case LIST_SHAPE_OTHER:
        score_all(&part->pass, part->root, top);
        break;
    }
}

/* A segment with its shape, in the order of searching. */
struct best_part {
    size_t segment;
    struct list_part *part;
    struct list_shape shape;
    struct list_filter filter;
};

/* Large segments first: they raise the threshold for the others. */
static int largest_first(const void *a, const void *b)
{
    uint32_t x = ((const struct best_part *)a)->part->pass.lists->documents,
             y = ((const struct best_part *)b)->part->pass.lists->documents;

    return (x < y) - (x > y);
}

static size_t shape_parts(struct list_plan *s, struct best_part *parts, struct list_top *top)
{
    size_t n = 0;

    for (size_t i = 0; i < s->n; i++) {
        struct best_part *b = &parts[n];

        if (!s->parts[i].root)
            continue;
        b->segment = i;
        b->part = &s->parts[i];
        list_shape_find(&b->part->pass, b->part->root, &b->shape);
        list_filter_begin(&b->filter, &b->part->pass, b->shape.filter);
        if (b->shape.kind == LIST_SHAPE_OR && b->shape.least == 1 && b->filter.whole)
            expect_of_lists(&b->part->pass, &b->shape, top);
        n++;
    }
    return n;
}

dateline_status list_best(struct list_plan *s, struct list_top *top, dateline_error *err)
{
    struct best_part *parts = arena_zalloc(&s->memory->arena, s->n * sizeof *parts);
    size_t n = shape_parts(s, parts, top);
    dateline_status status = DATELINE_OK;

    if (n > 1)
        qsort(parts, n, sizeof *parts, largest_first);
    for (size_t i = 0; i < n && status == DATELINE_OK; i++) {
        list_top_segment(top, parts[i].segment);
        search_part(parts[i].part, &parts[i].shape, &parts[i].filter, top);
        status = list_part_status(parts[i].part, err);
    }
    if (status == DATELINE_OK && top->status != DATELINE_OK) {
        status = top->status;
        if (err)
            *err = top->err;
    }
    return status;
}
