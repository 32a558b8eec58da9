/* A bump allocator whose memory is freed as a whole. Each block is as large as all earlier blocks
 * together, from 1 KB to 2 MB. */
#ifndef DATELINE_CORE_ARENA_H
#define DATELINE_CORE_ARENA_H

#include <stddef.h>

/* All zeros is an empty arena. */
struct arena {
    struct arena_block *blocks; /* the one being filled comes first */
    char *at, *end;             /* the unused part of that block */
    size_t held;                /* bytes of all blocks */
};

/* Returns a copy of the SIZE bytes at DATA; unaligned, and never moved. */
char *arena_copy(struct arena *a, const void *data, size_t size);
/* Returns room for SIZE bytes, unaligned; arena_use() keeps the first USED of them. For data whose
 * length is known only once it is written. */
char *arena_room(struct arena *a, size_t size);
void arena_use(struct arena *a, size_t used);
/* Returns SIZE zero bytes, aligned for any type. */
void *arena_zalloc(struct arena *a, size_t size);
/* Frees all that was handed out, but keeps the last and largest block for what comes next. */
void arena_clear(struct arena *a);
void arena_free(struct arena *a);

#endif
