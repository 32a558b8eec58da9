/* Makes a segment's tree from a plan: cursors, weights, bounds. */
#include <math.h>
#include <stdlib.h>

#include "searcher/match/list_plan.h"
#include "searcher/match/synonym.h"

/* A tree being made. */
struct growing {
    struct list_plan *plan;
    struct list_pass *pass;
    size_t segment, next_term;
};

/* ---- Terms ------------------------------------------------------------------------ */

/* The weight of a term of so many documents, as libxapian's BM25Weight has it. */
static double weight_of_term(const struct list_plan *s, double documents)
{
    double odds = ((double)s->documents - documents + 0.5) / (documents + 0.5);

    return log(odds < 2 ? odds * 0.5 + 1 : odds) * (s->settings.k1 + 1);
}

/* The greatest share that a document may get: by its greatest wdf, and by what the list says. */
static double greatest_share(const struct list_pass *p, const struct posting_list *l)
{
    /* A document has at most as many occurrences as the others, with one each, leave. */
    uint64_t wdf = l->wdf_max
                       ? l->wdf_max
                       : l->term.occurrences - (l->term.occurrences ? l->term.documents - 1 : 0);
    double share = (double)wdf / (list_pass_norm(p, 0) + (double)wdf), stored = 1;

    if (p->bounded && l->bounds)
        stored = impact_stretched((double)l->x_max, p->stretch);
    return share < stored ? share : stored;
}

static void bound_term(const struct list_pass *p, struct list_node *n)
{
    double slack = 1 + PASS_SLACK;

    n->most = n->weight * greatest_share(p, &n->list) * slack;
    n->scale = p->bounded ? n->weight * (p->stretch > 1 ? p->stretch : 1) * slack : n->weight;
    /* Where the lists were made with other settings, blocks have no bounds. */
    if (!p->bounded)
        n->scale = INFINITY;
}

static dateline_status grow_term(struct growing *g, double factor, struct list_node *n,
                                 dateline_error *err)
{
    const struct list_lookup *term = &g->plan->terms[g->next_term++];
    const struct list_term *entry = &term->entries[g->segment];
    dateline_status status;

    if (!entry->documents)
        return DATELINE_OK;
    status = list_plan_count(g->plan, err);
    if (status == DATELINE_OK)
        status = posting_list_open(g->pass->lists, entry, &n->list, err);
    if (status != DATELINE_OK)
        return status;
    n->documents = entry->documents;
    n->cursor = arena_zalloc(&g->plan->memory->arena, sizeof *n->cursor);
    posting_cursor_begin(n->cursor, &n->list);
    if (factor > 0) {
        n->weight = factor * weight_of_term(g->plan, (double)term->documents);
        bound_term(g->pass, n);
    }
    return DATELINE_OK;
}

/* ---- Ranges ----------------------------------------------------------------------- */

static void grow_ranges(const struct growing *g, const struct plan_node *from, struct list_node *n)
{
    size_t first = 0;

    while (first < from->n_ranges && from->ranges[first].segment < g->segment)
        first++;
    n->ranges = from->ranges + first;
    while (first + n->n_ranges < from->n_ranges &&
           from->ranges[first + n->n_ranges].segment == g->segment) {
        const struct plan_range *r = &n->ranges[n->n_ranges++];

        n->documents += r->last - r->first + 1;
    }
}

/* ---- Joins ------------------------------------------------------------------------ */

/* Weighs a synonym by how many documents have any of its words, as libxapian estimates it. */
static void weigh_synonym(struct growing *g, size_t first_term, double factor, struct list_node *n)
{
    const struct list_plan *s = g->plan;
    struct synonym_word *words;

    for (size_t i = 0; i < n->n_children; i++)
        n->children[i]->adds_wdf = true;
    if (!(factor > 0))
        return;
    words = arena_zalloc(&g->plan->memory->arena, n->n_children * sizeof *words);
    for (size_t i = 0; i < n->n_children; i++) {
        words[i].here = s->terms[first_term + i].entries[g->segment].documents;
        words[i].everywhere = (double)s->terms[first_term + i].documents;
    }
    n->weight = factor *
                weight_of_term(s, synonym_documents(words, n->n_children, g->pass->lists->documents,
                                                    (double)s->documents));
}

static uint32_t least_documents(const struct list_node *n)
{
    uint32_t least = n->children[0]->documents;

    for (size_t i = 1; i < n->n_children; i++)
        if (n->children[i]->documents < least)
            least = n->children[i]->documents;
    return least;
}

static uint32_t sum_documents(const struct list_node *n, uint32_t most)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < n->n_children; i++)
        sum += n->children[i]->documents;
    return sum < most ? (uint32_t)sum : most;
}

static void bound_documents(const struct list_pass *p, struct list_node *n)
{
    switch (n->kind) {
    case PLAN_NOTHING:
    case PLAN_TERM:
    case PLAN_RANGES:
        break;
    case PLAN_ALL:
        n->documents = p->lists->documents;
        break;
    case PLAN_OR:
    case PLAN_LEAST:
    case PLAN_XOR:
    case PLAN_SYNONYM:
        n->documents = sum_documents(n, p->lists->documents);
        break;
    case PLAN_NOT:
    case PLAN_MAYBE:
        n->documents = n->children[0]->documents;
        break;
    case PLAN_PHRASE:
    case PLAN_NEAR:
    case PLAN_AND:
    case PLAN_FILTER:
        n->documents = least_documents(n);
        break;
    }
}

static int by_documents(const void *a, const void *b)
{
    const struct list_node *x = *(struct list_node *const *)a, *y = *(struct list_node *const *)b;

    return (x->documents > y->documents) - (x->documents < y->documents);
}

/* Puts the rarest child of an AND first, to narrow the others; sums of scores do not depend
 * on the order. A filter of what does not score is an AND. */
static void order_children(struct list_node *n)
{
    if (n->kind == PLAN_FILTER && !list_node_scores(n->children[0]))
        n->kind = PLAN_AND;
    if (n->kind == PLAN_AND)
        qsort(n->children, n->n_children, sizeof(struct list_node *), by_documents);
}

static dateline_status grow_node(struct growing *g, const struct plan_node *from, double factor,
                                 struct list_node **out, dateline_error *err);

static dateline_status grow_children(struct growing *g, const struct plan_node *from, double factor,
                                     struct list_node *n, dateline_error *err)
{
    size_t first_term = g->next_term;
    bool filters = n->kind == PLAN_NOT || n->kind == PLAN_FILTER;
    dateline_status status = DATELINE_OK;

    n->n_children = from->n_children;
    n->children = arena_zalloc(&g->plan->memory->arena, n->n_children * sizeof(struct list_node *));
    for (size_t i = 0; i < n->n_children && status == DATELINE_OK; i++)
        status =
            grow_node(g, from->children[i], (i && filters) || n->kind == PLAN_SYNONYM ? 0 : factor,
                      &n->children[i], err);
    if (status != DATELINE_OK)
        return status;
    if (n->kind == PLAN_SYNONYM)
        weigh_synonym(g, first_term, factor, n);
    if (n->kind == PLAN_PHRASE || n->kind == PLAN_NEAR)
        n->words = arena_zalloc(&g->plan->memory->arena, n->n_children * sizeof *n->words);
    order_children(n);
    return status;
}

/* FACTOR: the product of the weights above. */
static dateline_status grow_node(struct growing *g, const struct plan_node *from, double factor,
                                 struct list_node **out, dateline_error *err)
{
    struct list_node *n = list_node_new(g->pass, from->kind);
    dateline_status status = DATELINE_OK;

    *out = n;
    factor *= from->weight;
    n->window = from->window;
    n->least = from->least;
    if (n->kind == PLAN_TERM)
        status = grow_term(g, factor, n, err);
    else if (n->kind == PLAN_RANGES)
        grow_ranges(g, from, n);
    else if (from->n_children)
        status = grow_children(g, from, factor, n, err);
    if (status == DATELINE_OK)
        bound_documents(g->pass, n);
    return status;
}

dateline_status list_grow(struct list_plan *s, size_t segment, dateline_error *err)
{
    struct growing g = {.plan = s, .pass = &s->parts[segment].pass, .segment = segment};

    return grow_node(&g, s->root, s->scored ? 1 : 0, &s->parts[segment].root, err);
}
