/* Memory handed out in pieces and given back as a whole. It is taken in blocks, each as
 * large as all those before it, up to 2 MB. */
#ifndef DATELINE_CORE_ARENA_H
#define DATELINE_CORE_ARENA_H

#include <stddef.h>

/* All zeros is empty and ready for use. */
struct arena {
    struct arena_block *blocks; /* the one being filled first */
    char *at, *end;             /* what is left of it */
    size_t held;                /* bytes taken from the heap */
};

/* SIZE bytes without alignment, copied from DATA; they stay where they are. */
char *arena_copy(struct arena *a, const void *data, size_t size);
/* Room for SIZE bytes without alignment, of which arena_use() takes the first
 * USED: for what is written before its length is known. */
char *arena_room(struct arena *a, size_t size);
void arena_use(struct arena *a, size_t used);
/* SIZE zeros, aligned for anything. */
void *arena_zalloc(struct arena *a, size_t size);
void arena_free(struct arena *a);

#endif
