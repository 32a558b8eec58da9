/* A hash table that numbers distinct strings. */
#include "text/dictionary.h"

#include <assert.h>
#include <stdlib.h>
#include <sys/random.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/alloc.h"

enum {
    TEXT_UNIT = 4, /* alignment of texts, so that a ref reaches 16 GiB */
    BLOCK_UNITS = 1 << 16,
    FIRST_SLOTS = 1 << 10,
    FIRST_TEXTS = 64,
    TEXTS_AHEAD = 1 << 21,
    GROWTH_SOON = 16, /* the table counts as about to grow below 1/16 of free room */
};

#define ONES_8 255, 255, 255, 255, 255, 255, 255, 255

/* Masks for heads: at DICTIONARY_HEAD - LEN begins the mask that keeps LEN bytes. */
const uint8_t dictionary_keep[2 * DICTIONARY_HEAD] = {ONES_8, ONES_8};

static const char *text_at(const struct dictionary *d, uint32_t ref)
{
    return d->blocks[ref / BLOCK_UNITS] + (size_t)(ref % BLOCK_UNITS) * TEXT_UNIT;
}

/* The hash is predictable if the system has no entropy yet. */
void dictionary_init(struct dictionary *d)
{
    *d = (struct dictionary){.mask = FIRST_SLOTS - 1};
    d->slots = must_zalloc(FIRST_SLOTS * sizeof *d->slots);
    if (getrandom(d->seeds, sizeof d->seeds, GRND_NONBLOCK) < 0)
        d->seeds[0] = d->seeds[1] = (uintptr_t)d;
}

uint32_t dictionary_hash_long(const struct dictionary *d, struct span s)
{
    return (uint32_t)XXH3_64bits_withSeed(s.data, s.len, d->seeds[0]);
}

struct dictionary_key dictionary_key(const struct dictionary *d, struct span s)
{
    char head[DICTIONARY_HEAD] = {0};
    struct dictionary_key key;

    assert(s.len && s.len <= DICTIONARY_STRING_MAX);
    if (s.len >= sizeof head)
        return dictionary_key_fast(d, s);
    memcpy(head, s.data, s.len);
    key = dictionary_key_fast(d, (struct span){head, s.len});
    key.text = s;
    return key;
}

static void place_slot(struct dictionary *d, struct dictionary_slot slot)
{
    uint32_t i = slot.hash & d->mask;

    while (d->slots[i].next)
        i = (i + 1) & d->mask;
    d->slots[i] = slot;
}

static void grow_slots(struct dictionary *d)
{
    struct dictionary_slot *old = d->slots;
    size_t n = (size_t)d->mask + 1;

    assert(n < (size_t)1 << 31);
    /* Allocated and then cleared: in memory that is zero from the start, a page first read and then
     * written faults twice, and the second fault stops the other threads. */
    d->slots = must_alloc_spread(2 * n * sizeof *d->slots);
    memset(d->slots, 0, 2 * n * sizeof *d->slots);
    d->mask = (uint32_t)(2 * n - 1);
    for (size_t i = 0; i < n; i++)
        if (old[i].next)
            place_slot(d, old[i]);
    free(old);
}

static uint32_t keep_string_text(struct dictionary *d, struct span s)
{
    uint32_t units = (uint32_t)((s.len + TEXT_UNIT - 1) / TEXT_UNIT);
    uint32_t ref;

    if (!d->n_blocks || BLOCK_UNITS - d->block_used < units) {
        assert(d->n_blocks < UINT32_MAX / BLOCK_UNITS);
        GROW(d->blocks, d->n_blocks, d->blocks_cap);
        d->blocks[d->n_blocks] = must_alloc((size_t)BLOCK_UNITS * TEXT_UNIT);
        d->n_blocks++;
        d->block_used = 0;
    }
    ref = (uint32_t)(d->n_blocks - 1) * BLOCK_UNITS + d->block_used;
    memcpy(d->blocks[d->n_blocks - 1] + (size_t)d->block_used * TEXT_UNIT, s.data, s.len);
    d->block_used += units;
    return ref;
}

static void grow_texts(struct dictionary *d)
{
    size_t cap = d->cap ? 2 * d->cap : FIRST_TEXTS;

    d->texts = must_grow_spread(d->texts, d->cap * sizeof *d->texts, cap * sizeof *d->texts);
    d->cap = cap;
}

static uint32_t add_string(struct dictionary *d, const struct dictionary_key *key)
{
    uint32_t id = (uint32_t)d->len;

    if (d->len == d->cap)
        grow_texts(d);
    d->texts[d->len++] = (struct dictionary_text){
        .head = key->head, .ref = keep_string_text(d, key->text), .len = (uint32_t)key->text.len};
    place_slot(d, (struct dictionary_slot){key->hash, id + 1});
    return id;
}

bool dictionary_same_rest(const struct dictionary *d, uint32_t id, struct span s)
{
    return !memcmp(text_at(d, d->texts[id].ref) + DICTIONARY_HEAD, s.data + DICTIONARY_HEAD,
                   s.len - DICTIONARY_HEAD);
}

uint32_t dictionary_intern(struct dictionary *d, const struct dictionary_key *key)
{
    if (2 * d->len > d->mask)
        grow_slots(d);
    for (uint32_t i = key->hash & d->mask;; i = (i + 1) & d->mask) {
        struct dictionary_slot slot = d->slots[i];

        if (!slot.next)
            return add_string(d, key);
        if (slot.hash == key->hash && dictionary_is(d, slot.next - 1, key))
            return slot.next - 1;
    }
}

struct span dictionary_text(const struct dictionary *d, uint32_t id)
{
    return (struct span){text_at(d, d->texts[id].ref), d->texts[id].len};
}

/* Excludes the untouched pages after the last text, but for the rest of a large page. */
static size_t texts_memory(const struct dictionary *d)
{
    size_t all = d->cap * sizeof *d->texts, used = d->len * sizeof *d->texts + TEXTS_AHEAD;

    return used < all ? used : all;
}

size_t dictionary_memory(const struct dictionary *d)
{
    size_t slots = (size_t)d->mask + 1;

    if (2 * d->len + slots / GROWTH_SOON > slots)
        slots *= 3;
    return slots * sizeof *d->slots + texts_memory(d) + d->blocks_cap * sizeof *d->blocks +
           d->n_blocks * BLOCK_UNITS * TEXT_UNIT;
}

void dictionary_free(struct dictionary *d)
{
    for (size_t i = 0; i < d->n_blocks; i++)
        free(d->blocks[i]);
    free(d->blocks);
    free_grown(d->texts, d->cap * sizeof *d->texts);
    free(d->slots);
    *d = (struct dictionary){0};
}
