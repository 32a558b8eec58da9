/* The nodes of a plan, in its memory. */
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/plan/plan_parts.h"

struct plan_node *plan_node_new(struct planning *g, enum plan_kind kind)
{
    struct plan_node *n = arena_zalloc(g->memory, sizeof *n);

    n->kind = kind;
    n->weight = n->stop = n->burst = 1;
    return n;
}

struct plan_node *plan_term(struct planning *g, struct span term)
{
    struct plan_node *n = plan_node_new(g, PLAN_TERM);

    n->term = (struct span){arena_copy(g->memory, term.data, term.len), term.len};
    return n;
}

void plan_nodes_add(struct plan_nodes *p, struct plan_node *n)
{
    GROW(p->list, p->len, p->cap);
    p->list[p->len++] = n;
}

struct plan_node *plan_join(struct planning *g, enum plan_kind kind, struct plan_nodes *p)
{
    struct plan_node *n;

    if (p->len == 1) {
        n = *p->list;
    } else {
        n = plan_node_new(g, p->len ? kind : PLAN_NOTHING);
        n->children = arena_zalloc(g->memory, p->len * sizeof(struct plan_node *));
        for (size_t i = 0; i < p->len; i++)
            n->children[n->n_children++] = p->list[i];
    }
    free(p->list);
    *p = (struct plan_nodes){0};
    return n;
}
