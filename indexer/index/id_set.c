/* A set of ids: open addressing over hashes; removed ids keep their slots. */
#include "indexer/index/id_set.h"

#include <stdlib.h>
#include <sys/random.h>
#include <xxhash.h>

#include "core/alloc.h"

enum { FIRST_SLOTS = 1 << 10 };

/* The slot of the hash KEY, ignoring its lowest bit, or a free one. */
static uint64_t *id_slot(const struct id_set *s, uint64_t key)
{
    size_t at = (size_t)(key >> 1) & (s->cap - 1);

    while (s->slots[at] && s->slots[at] >> 1 != key >> 1)
        at = (at + 1) & (s->cap - 1);
    return &s->slots[at];
}

/* The hash is predictable if the system has no entropy yet. */
static void id_set_open(struct id_set *s)
{
    s->cap = FIRST_SLOTS;
    s->slots = must_zalloc(s->cap * sizeof *s->slots);
    if (getrandom(&s->seed, sizeof s->seed, GRND_NONBLOCK) < 0)
        s->seed = (uintptr_t)s->slots;
}

static void id_set_grow(struct id_set *s)
{
    struct id_set larger = {must_zalloc(2 * s->cap * sizeof *s->slots), s->len, 2 * s->cap,
                            s->seed};

    for (size_t i = 0; i < s->cap; i++)
        if (s->slots[i])
            *id_slot(&larger, s->slots[i]) = s->slots[i];
    free(s->slots);
    *s = larger;
}

/* The hash of ID, but never 0 or 1, which would be a free slot. */
static uint64_t id_key(const struct id_set *s, struct span id)
{
    uint64_t hash = XXH3_64bits_withSeed(id.data, id.len, s->seed);

    return hash > 1 ? hash : 2;
}

bool id_set_add(struct id_set *s, struct span id)
{
    uint64_t *slot, key, was;

    if (!s->cap)
        id_set_open(s);
    if (s->len >= s->cap / 4 * 3)
        id_set_grow(s);
    key = id_key(s, id);
    slot = id_slot(s, key);
    was = *slot;
    s->len += !was;
    *slot = key | 1;
    return !(was & 1);
}

bool id_set_has(const struct id_set *s, struct span id)
{
    return s->cap && *id_slot(s, id_key(s, id)) & 1;
}

bool id_set_remove(struct id_set *s, struct span id)
{
    uint64_t *slot, was;

    if (!s->cap)
        return false;
    slot = id_slot(s, id_key(s, id));
    was = *slot;
    *slot = was & ~UINT64_C(1);
    return was & 1;
}

void id_set_free(struct id_set *s)
{
    free(s->slots);
    *s = (struct id_set){0};
}
