/* Strings to numbers: the distinct words or terms of a run.
 *
 * Numbers count from 0 in order of appearance and nothing depends on the hash,
 * whose seed is random so that no text can be written to make it slow. The
 * table is open addressing with linear probing, a power of two and at most
 * half full; what it holds of each string (hash, length) settles nearly every
 * miss without a look at the text. Texts never move. */
#ifndef DATELINE_CORE_DICTIONARY_H
#define DATELINE_CORE_DICTIONARY_H

#include <stdint.h>

#include "core/buf.h"

enum { DICTIONARY_STRING_MAX = 255 }; /* bytes of a string */

struct dictionary_slot {
    uint32_t hash, id, text, len; /* len 0: free */
};

struct dictionary_text {
    uint32_t ref, len;
};

struct dictionary {
    struct dictionary_slot *slots;
    uint32_t mask;
    uint64_t seed;
    struct dictionary_text *texts; /* by number */
    size_t len, cap;
    char **blocks; /* the texts' bytes, in the order of their numbers */
    size_t n_blocks, blocks_cap;
    uint32_t block_used;
};

void dictionary_init(struct dictionary *d);
void dictionary_free(struct dictionary *d);

/* To be computed once for a string and passed to those below. */
uint32_t dictionary_hash(const struct dictionary *d, struct span s);
/* The string's number, a new one (equal to the former d->len) where it was not
 * there. S has 1 to DICTIONARY_STRING_MAX bytes. */
uint32_t dictionary_intern(struct dictionary *d, struct span s, uint32_t hash);
/* The string's bytes, in place until the dictionary is freed. */
struct span dictionary_text(const struct dictionary *d, uint32_t id);
/* Bytes of memory in use; those of a table that will soon grow, when it and the
 * new one are both there, are counted already. */
size_t dictionary_memory(const struct dictionary *d);

/* Before a lookup: has the cache fetch where it will begin. */
static inline void dictionary_prefetch(const struct dictionary *d, uint32_t hash)
{
    __builtin_prefetch(&d->slots[hash & d->mask]);
}

/* The first candidate for a hash, as a hint: its number, or UINT32_MAX. Has the
 * cache fetch its text. */
uint32_t dictionary_peek(const struct dictionary *d, uint32_t hash);

#endif
