/* Keeps decompressed blocks of texts. */
#include "store/text_cache.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/alloc.h"

struct text_cache {
    pthread_mutex_t lock;     /* held for a copy of a block at most */
    struct text_place *taken; /* a list, so that short programs do not go through all places */
    struct text_place {
        const void *file;
        uint64_t at;
        char *bytes; /* owned; NULL: the place is empty */
        uint32_t len, cap;
        struct text_place *next; /* of those taken */
    } places[TEXT_CACHE_PLACES];
};

struct text_cache *text_cache_new(void)
{
    struct text_cache *c = must_zalloc(sizeof *c);

    pthread_mutex_init(&c->lock, NULL);
    return c;
}

void text_cache_free(struct text_cache *c)
{
    if (!c)
        return;
    for (const struct text_place *p = c->taken; p; p = p->next)
        free(p->bytes);
    pthread_mutex_destroy(&c->lock);
    free(c);
}

/* Multiplies by 2^64 / the golden ratio and takes the upper bits: neighbours lie apart. */
static struct text_place *place_of(struct text_cache *c, const void *file, uint64_t at)
{
    uint64_t key = ((uintptr_t)file >> 4) + at;

    return &c->places[(key * 0x9E3779B97F4A7C15u >> 32) % TEXT_CACHE_PLACES];
}

bool text_cache_get(struct text_cache *c, const void *file, uint64_t at, struct buf *out)
{
    const struct text_place *p = place_of(c, file, at);
    bool found;

    buf_clear(out);
    buf_reserve(out, TEXT_CACHE_BLOCK); /* may not return: before the lock is taken */
    pthread_mutex_lock(&c->lock);
    found = p->bytes && p->file == file && p->at == at;
    if (found)
        buf_add(out, p->bytes, p->len);
    pthread_mutex_unlock(&c->lock);
    return found;
}

/* Makes room for LEN bytes at P, as a rule in what it has; false, P unchanged, if there is no
 * memory. */
static bool place_reserve(struct text_cache *c, struct text_place *p, uint32_t len)
{
    char *bytes;

    if (len <= p->cap)
        return true;
    bytes = malloc(len);
    if (!bytes)
        return false;
    if (!p->bytes) {
        p->next = c->taken;
        c->taken = p;
    }
    free(p->bytes);
    p->bytes = bytes;
    p->cap = len;
    return true;
}

void text_cache_put(struct text_cache *c, const void *file, uint64_t at, struct span bytes)
{
    struct text_place *p = place_of(c, file, at);

    if (!bytes.len || bytes.len >= TEXT_CACHE_BLOCK)
        return;
    pthread_mutex_lock(&c->lock);
    if (place_reserve(c, p, (uint32_t)bytes.len)) {
        memcpy(p->bytes, bytes.data, bytes.len);
        p->len = (uint32_t)bytes.len;
        p->file = file;
        p->at = at;
    }
    pthread_mutex_unlock(&c->lock);
}
