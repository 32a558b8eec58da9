/* Numbers for strings: the distinct words or terms of a run.
 *
 * Numbers count from 0 in order of first appearance. They do not depend on the hash, whose random
 * seeds keep crafted texts from causing collisions. The table uses open addressing with linear
 * probing; its size is a power of two, it is at most half full, and a slot has eight bytes. A
 * string's first DICTIONARY_HEAD bytes, which hold most strings whole, are stored beside its
 * length, so comparing them needs neither its text nor a call. Texts never move. */
#ifndef DATELINE_TEXT_DICTIONARY_H
#define DATELINE_TEXT_DICTIONARY_H

#include <endian.h>
#include <stdint.h>

#include "core/buf.h"

enum {
    DICTIONARY_STRING_MAX = 255, /* bytes of a string */
    DICTIONARY_HEAD = 16,
    DICTIONARY_KEPT = 40, /* bytes */
};

#define DICTIONARY_NONE UINT32_MAX

/* A string's first bytes, padded with zeros; the first byte is the lowest. */
struct dictionary_head {
    uint64_t low, high;
};

/* A string to look up; its bytes are borrowed. */
struct dictionary_key {
    struct dictionary_head head;
    struct span text;
    uint32_t hash;
};

struct dictionary_slot {
    uint32_t hash, next; /* the number plus one; 0: free */
};

/* A string and its user's data, in one cache line, which is all that a look-up reads. The user's
 * data starts as zeros. */
struct dictionary_text {
    struct dictionary_head head;
    uint32_t ref, len;
    _Alignas(uint64_t) unsigned char kept[DICTIONARY_KEPT];
};

struct dictionary {
    struct dictionary_slot *slots;
    uint32_t mask;
    uint64_t seeds[2];
    struct dictionary_text *texts; /* by number */
    size_t len, cap;
    char **blocks; /* the texts' bytes, by number */
    size_t n_blocks, blocks_cap;
    uint32_t block_used;
};

void dictionary_init(struct dictionary *d);
void dictionary_free(struct dictionary *d);

/* The key of S, which has 1 to DICTIONARY_STRING_MAX bytes. */
struct dictionary_key dictionary_key(const struct dictionary *d, struct span s);
/* The number of the string, which is new, the former d->len, if it was not in D. */
uint32_t dictionary_intern(struct dictionary *d, const struct dictionary_key *key);
/* The bytes of string ID, valid until the dictionary is freed. */
struct span dictionary_text(const struct dictionary *d, uint32_t id);
/* Bytes of memory in use. Includes the new table already shortly before the old one grows into it,
 * when both are in memory. */
size_t dictionary_memory(const struct dictionary *d);

/* ---- Fast look-ups -------------------------------------------------------- */

/* Copies string ID to TO, which has room for DICTIONARY_STRING_MAX bytes and may be written past
 * the string's end; returns its length. */
static inline size_t dictionary_copy(const struct dictionary *d, uint32_t id, char *to)
{
    const struct dictionary_text *t = &d->texts[id];

    if (t->len <= DICTIONARY_HEAD) {
        struct dictionary_head head = {htole64(t->head.low), htole64(t->head.high)};

        memcpy(to, &head, sizeof head);
    } else {
        memcpy(to, dictionary_text(d, id).data, t->len);
    }
    return t->len;
}

uint32_t dictionary_hash_long(const struct dictionary *d, struct span s);

/* Folds the product into 32 bits, which depend on all bits of both operands and are unpredictable
 * without the seeds. */
static inline uint32_t dictionary_hash_head(const struct dictionary *d, struct dictionary_head h)
{
    unsigned __int128 product = (unsigned __int128)(h.low ^ d->seeds[0]) * (h.high ^ d->seeds[1]);

    return (uint32_t)(product ^ product >> 64);
}

/* The eight bytes at P, masked by KEEP. */
static inline uint64_t dictionary_bytes(const char *p, const uint8_t *keep)
{
    uint64_t v, mask;

    memcpy(&v, p, sizeof v);
    memcpy(&mask, keep, sizeof mask);
    return le64toh(v & mask);
}

extern const uint8_t dictionary_keep[2 * DICTIONARY_HEAD];

/* As dictionary_key, for S with DICTIONARY_HEAD readable bytes. */
static inline struct dictionary_key dictionary_key_fast(const struct dictionary *d, struct span s)
{
    size_t in_head = s.len < DICTIONARY_HEAD ? s.len : DICTIONARY_HEAD;
    const uint8_t *keep = dictionary_keep + DICTIONARY_HEAD - in_head;
    struct dictionary_key key = {
        .head = {dictionary_bytes(s.data, keep), dictionary_bytes(s.data + 8, keep + 8)},
        .text = s,
    };

    key.hash =
        s.len > DICTIONARY_HEAD ? dictionary_hash_long(d, s) : dictionary_hash_head(d, key.head);
    return key;
}

/* Prefetches the first slot of a look-up. Measured, with the prefetches of dictionary_guess and for
 * stems in analysis_article.c: 0.75 -> 0.64 s of processor time on Reuters (dateline-index add,
 * release build). */
static inline void dictionary_prefetch(const struct dictionary *d, const struct dictionary_key *key)
{
    __builtin_prefetch(&d->slots[key->hash & d->mask]);
}

/* The most likely number of KEY, or DICTIONARY_NONE; prefetches the data that dictionary_is
 * reads. */
static inline uint32_t dictionary_guess(const struct dictionary *d,
                                        const struct dictionary_key *key)
{
    uint32_t at = key->hash & d->mask;

    while (d->slots[at].next && d->slots[at].hash != key->hash)
        at = (at + 1) & d->mask;
    if (!d->slots[at].next)
        return DICTIONARY_NONE;
    __builtin_prefetch(&d->texts[d->slots[at].next - 1]);
    return d->slots[at].next - 1;
}

bool dictionary_same_rest(const struct dictionary *d, uint32_t id, struct span s);

/* Whether ID is the number of the key. */
static inline bool dictionary_is(const struct dictionary *d, uint32_t id,
                                 const struct dictionary_key *key)
{
    const struct dictionary_text *t = &d->texts[id];

    return t->len == key->text.len && t->head.low == key->head.low &&
           t->head.high == key->head.high &&
           (t->len <= DICTIONARY_HEAD || dictionary_same_rest(d, id, key->text));
}

#endif
