/* A binary heap of small numbers. */
#include "indexer/merge/heap.h"

#include <stdlib.h>

#include "core/alloc.h"

void heap_init(struct heap *h, size_t size, bool (*before)(const void *, uint32_t, uint32_t),
               const void *ctx)
{
    *h = (struct heap){must_alloc(size * sizeof *h->items), 0, before, ctx};
}

void heap_free(struct heap *h)
{
    free(h->items);
    *h = (struct heap){0};
}

void heap_push(struct heap *h, uint32_t item)
{
    size_t at = h->len++;

    for (; at && h->before(h->ctx, item, h->items[(at - 1) / 2]); at = (at - 1) / 2)
        h->items[at] = h->items[(at - 1) / 2];
    h->items[at] = item;
}

void heap_settle(struct heap *h)
{
    uint32_t item = h->items[0];
    size_t at = 0, child;

    while ((child = 2 * at + 1) < h->len) {
        if (child + 1 < h->len && h->before(h->ctx, h->items[child + 1], h->items[child]))
            child++;
        if (!h->before(h->ctx, h->items[child], item))
            break;
        h->items[at] = h->items[child];
        at = child;
    }
    h->items[at] = item;
}

uint32_t heap_pop(struct heap *h)
{
    uint32_t least = h->items[0];

    h->items[0] = h->items[--h->len];
    if (h->len)
        heap_settle(h);
    return least;
}
