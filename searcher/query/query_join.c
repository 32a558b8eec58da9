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

static bool joins_flat(const struct query_node *n, enum query_kind flat)
{
    return n->kind == flat && !n->least;
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

        n_children += joins_flat(c, flat) ? c->n_children : 1;
    }
    n = query_node_new(r, kind, 0, 0);
    n->children = arena_zalloc(&r->memory, n_children * sizeof(void *));
    for (size_t i = base; i < r->items.len; i++) {
        struct query_node *c = r->items.list[i].node;

        if (!joins_flat(c, flat))
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

bool query_joins_any(const struct query_reader *r)
{
    return r->question->any || (r->question->widened && !r->signs);
}

size_t query_demanded(const struct query_reader *r, size_t base)
{
    const struct question *q = r->question;
    size_t n = r->items.len - base;
    size_t least = q->min_percent ? (n * q->min_match + 99) / 100 : q->min_match;

    return least < n ? least : n;
}

struct query_node *query_alternatives(struct query_reader *r, size_t base, size_t least)
{
    size_t n = r->items.len - base;
    struct query_node *any;

    if (least < 2)
        return query_join(r, QUERY_OR, base);
    if (least >= n)
        return query_join(r, QUERY_AND, base);
    any = query_gather(r, QUERY_OR, QUERY_NOTHING, base);
    any->least = (uint32_t)least;
    return any;
}
