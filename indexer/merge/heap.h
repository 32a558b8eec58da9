/* A binary heap of small numbers that returns the least; used to merge sorted sources. */
#ifndef DATELINE_INDEXER_MERGE_HEAP_H
#define DATELINE_INDEXER_MERGE_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct heap {
    uint32_t *items; /* the least comes first */
    size_t len;
    /* Whether A comes before B; a total order. */
    bool (*before)(const void *ctx, uint32_t a, uint32_t b);
    const void *ctx;
};

/* An empty heap with room for SIZE items. */
void heap_init(struct heap *h, size_t size, bool (*before)(const void *, uint32_t, uint32_t),
               const void *ctx);
void heap_free(struct heap *h);
void heap_push(struct heap *h, uint32_t item);
/* Removes and returns the least; the heap must not be empty. */
uint32_t heap_pop(struct heap *h);
/* Restores the order after the key of the least item has changed. */
void heap_settle(struct heap *h);

#endif
