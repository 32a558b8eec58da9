/* The arena of a query's tree, words and warnings. */
#include "searcher/query/query_memory.h"

#include <stdlib.h>

#include "core/alloc.h"

enum { BLOCK = 4096 };

struct block {
    struct block *before;
    size_t used, size;
    _Alignas(max_align_t) char bytes[];
};

struct query_memory {
    struct block *last;
};

struct query_memory *query_memory_new(void)
{
    return must_zalloc(sizeof(struct query_memory));
}

void *query_alloc(struct query_memory *m, size_t size)
{
    struct block *b = m->last;
    char *p;

    size = (size + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t);
    if (!b || b->size - b->used < size) {
        size_t room = size < BLOCK ? BLOCK : size;

        b = must_alloc(sizeof *b + room);
        *b = (struct block){.before = m->last, .size = room};
        m->last = b;
    }
    p = b->bytes + b->used;
    b->used += size;
    return p;
}

void query_memory_free(struct query_memory *m)
{
    while (m && m->last) {
        struct block *b = m->last;

        m->last = b->before;
        free(b);
    }
    free(m);
}
