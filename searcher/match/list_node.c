/* Trees over a segment's lists: made, checked, and moved forward. */
#include "searcher/match/list_node.h"

struct list_node *list_node_new(struct list_pass *p, enum plan_kind kind)
{
    struct list_node *n = arena_zalloc(&p->memory->arena, sizeof *n);

    n->kind = kind;
    n->positions.block = POSTING_END;
    return n;
}

void list_node_close(struct list_node *n)
{
    position_block_free(&n->positions);
    for (size_t i = 0; i < n->n_children; i++)
        if (n->children[i]) /* NULL if the tree could not be made */
            list_node_close(n->children[i]);
}

void list_node_check(struct list_pass *p, const struct list_node *n)
{
    if (n->cursor && n->cursor->damaged)
        list_pass_damaged(p, LISTS_POSTINGS, n->list.data_at);
    for (size_t i = 0; i < n->n_children; i++)
        list_node_check(p, n->children[i]);
}

bool list_node_scores(const struct list_node *n)
{
    if (n->kind == PLAN_TERM || n->kind == PLAN_SYNONYM)
        return n->weight > 0;
    for (size_t i = 0; i < n->n_children; i++)
        if (list_node_scores(n->children[i]))
            return true;
    return false;
}

double list_range_most(const struct list_node *n, uint32_t end)
{
    double most = 0;

    for (uint32_t block = n->cursor->block; block < n->list.blocks; block++) {
        double one = list_block_most(n, block);

        most = one > most ? one : most;
        if (most >= n->most || posting_block_last(&n->list, block) >= end)
            break;
    }
    return most;
}

uint32_t list_next_promising(struct list_node *n, uint32_t from, double least)
{
    uint32_t block;

    if (!posting_shallow(n->cursor, from) || least > n->most)
        return POSTING_END;
    block = posting_block_above(&n->list, n->cursor->block, least / n->scale);
    if (block == n->cursor->block)
        return from;
    return block < n->list.blocks ? posting_block_last(&n->list, block - 1) + 1 : POSTING_END;
}

/* ---- Moving forward ------------------------------------------------------------ */

static uint32_t next_range(struct list_node *n, uint32_t from)
{
    while (n->at_range < n->n_ranges && n->ranges[n->at_range].last < from)
        n->at_range++;
    if (n->at_range == n->n_ranges)
        return POSTING_END;
    return n->ranges[n->at_range].first > from ? n->ranges[n->at_range].first : from;
}

/* The greatest of the documents that the children have next. */
static uint32_t next_of_all(struct list_node *n, uint32_t from)
{
    for (size_t i = 0; i < n->n_children && from != POSTING_END; i++)
        from = list_node_next(n->children[i], from);
    return from;
}

/* The least of them. */
static uint32_t next_of_any(struct list_node *n, uint32_t from)
{
    uint32_t least = POSTING_END;

    for (size_t i = 0; i < n->n_children && least > from; i++) {
        uint32_t next = list_node_next(n->children[i], from);

        least = next < least ? next : least;
    }
    return least;
}

uint32_t list_node_next(struct list_node *n, uint32_t from)
{
    switch (n->kind) {
    case PLAN_NOTHING:
        return POSTING_END;
    case PLAN_ALL:
        return from;
    case PLAN_TERM:
        return n->cursor ? posting_seek(n->cursor, from) : POSTING_END;
    case PLAN_RANGES:
        return next_range(n, from);
    case PLAN_OR:
    case PLAN_LEAST:
    case PLAN_XOR:
    case PLAN_SYNONYM:
        return next_of_any(n, from);
    case PLAN_NOT:
    case PLAN_MAYBE:
        return list_node_next(n->children[0], from);
    case PLAN_PHRASE:
    case PLAN_NEAR:
    case PLAN_AND:
    case PLAN_FILTER:
        break;
    }
    return next_of_all(n, from);
}

/* ---- Gaps ------------------------------------------------------------------------ */

enum { GAP = 128 /* documents between two ranges that are passed over as a gap */ };

static uint32_t ranges_until(const struct list_node *n, uint32_t from, uint32_t end)
{
    uint32_t last = from;

    for (size_t i = n->at_range; i < n->n_ranges && last < end; i++) {
        if (n->ranges[i].last < from)
            continue;
        if (n->ranges[i].first > last && n->ranges[i].first - last > GAP)
            return last;
        last = n->ranges[i].last;
    }
    return last < end ? last : end;
}

uint32_t list_node_until(const struct list_node *n, uint32_t from, uint32_t end)
{
    if (n->kind == PLAN_RANGES)
        return ranges_until(n, from, end);
    if (n->kind == PLAN_AND || n->kind == PLAN_FILTER)
        for (size_t i = 0; i < n->n_children; i++)
            end = list_node_until(n->children[i], from, end);
    return end;
}
