/* Pushes nodes, and joins them by one operator. */
#include "searcher/query/query_join.h"

#include "core/alloc.h"

void query_push(struct query_reader *r, struct query_node *n, enum role role)
{
    GROW(r->items.list, r->items.len, r->items.cap);
    r->items.list[r->items.len++] = (struct item){.node = n, .role = role};
}

static void append_child(struct query_node *n, struct query_node *child)
{
    n->start = n->n_children && n->start < child->start ? n->start : child->start;
    n->end = n->n_children && n->end > child->end ? n->end : child->end;
    n->children[n->n_children++] = child;
}

struct query_node *query_gather(struct query_reader *r, enum query_kind kind, enum query_kind flat,
                                size_t base)
{
    struct query_node *n, *only = r->items.list[base].node;
    size_t n_children = 0;

    if (r->items.len - base == 1) {
        r->items.len = base;
        return only;
    }
    for (size_t i = base; i < r->items.len; i++) {
        const struct query_node *c = r->items.list[i].node;

        n_children += c->kind == flat ? c->n_children : 1;
    }
    n = query_node_new(r, kind, 0, 0);
    n->children = query_alloc(r->memory, n_children * sizeof(void *));
    for (size_t i = base; i < r->items.len; i++) {
        struct query_node *c = r->items.list[i].node;

        if (c->kind != flat)
            append_child(n, c);
        else
            for (size_t j = 0; j < c->n_children; j++)
                append_child(n, c->children[j]);
    }
    r->items.len = base;
    return n;
}

struct query_node *query_join(struct query_reader *r, enum query_kind kind, size_t base)
{
    return r->items.len == base ? NULL : query_gather(r, kind, kind, base);
}
