/* Memory handed out in pieces and freed as a whole. Each block taken from the heap is as
 * large as all before it together, up to 2 MB. */
#ifndef DATELINE_CORE_ARENA_H
#define DATELINE_CORE_ARENA_H

#include <stddef.h>

/* All zeros is empty and ready for use. */
struct arena {
    struct arena_block *blocks; /* first the one being filled */
    char *at, *end;             /* the rest of that block */
    size_t held;                /* bytes taken from the heap */
};

/* Copies the SIZE bytes at DATA, unaligned; they do not move. */
char *arena_copy(struct arena *a, const void *data, size_t size);
/* Room for SIZE bytes, unaligned, of which arena_use() keeps the first USED: for data
 * whose length is known only after writing it. */
char *arena_room(struct arena *a, size_t size);
void arena_use(struct arena *a, size_t used);
/* SIZE zeros, aligned for anything. */
void *arena_zalloc(struct arena *a, size_t size);
void arena_free(struct arena *a);

#endif
