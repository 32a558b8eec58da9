/* A bump allocator whose memory is freed as a whole. */
#include "core/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"

enum { FIRST = 1 << 10, BLOCK = 1 << 21 };

struct arena_block {
    struct arena_block *next;
    max_align_t start[];
};

static void add_block(struct arena *a, size_t size)
{
    size_t whole = sizeof(struct arena_block) + size;
    size_t block = a->held < FIRST ? FIRST : a->held < BLOCK ? a->held : BLOCK;
    struct arena_block *b;

    whole = (whole + block - 1) / block * block;
    b = must_alloc(whole);
    b->next = a->blocks;
    a->blocks = b;
    a->at = (char *)b->start;
    a->end = (char *)b + whole;
    a->held += whole;
}

char *arena_room(struct arena *a, size_t size)
{
    if ((size_t)(a->end - a->at) < size)
        add_block(a, size);
    return a->at;
}

void arena_use(struct arena *a, size_t used)
{
    if (used) /* a->at is NULL until the first block */
        a->at += used;
}

char *arena_copy(struct arena *a, const void *data, size_t size)
{
    char *p = arena_room(a, size);

    if (size)
        memcpy(p, data, size);
    arena_use(a, size);
    return p;
}

void *arena_zalloc(struct arena *a, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    char *p = arena_room(a, size + align);

    p += (align - (uintptr_t)p % align) % align;
    a->at = p + size;
    return memset(p, 0, size);
}

static void free_blocks(struct arena_block *b)
{
    for (struct arena_block *next; b; b = next) {
        next = b->next;
        free(b);
    }
}

void arena_clear(struct arena *a)
{
    struct arena_block *b = a->blocks;

    if (!b)
        return;
    free_blocks(b->next);
    b->next = NULL;
    a->at = (char *)b->start;
    a->held = (size_t)(a->end - (char *)b);
}

void arena_free(struct arena *a)
{
    free_blocks(a->blocks);
    *a = (struct arena){0};
}
