/* A packed posting, as in runs: a byte with the wdf in its upper half and the length in bytes of
 * the positions in its lower half; POSTING_MORE in a half means that the number follows; then the
 * positions, as steps (lists/lists_writer.h).
 *
 * In an inverter the term's number comes first: three bytes, or, if all their bits are set, a
 * packed number after them. */
#ifndef DATELINE_INDEXER_INVERT_POSTING_H
#define DATELINE_INDEXER_INVERT_POSTING_H

#include <endian.h>

#include "indexer/output/pack.h"

enum {
    POSTING_HALF = 4, /* bits */
    POSTING_MORE = (1 << POSTING_HALF) - 1,
    POSTING_HEAD_MAX = 1 + 2 * PACK_UINT32_MAX,
    TERM_BITS = 24,
    TERM_MORE = (1 << TERM_BITS) - 1,
    TERM_NUMBER_MAX = TERM_BITS / 8 + PACK_UINT32_MAX,
};

/* Writes the head of a posting, all but the steps. */
static inline uint8_t *posting_head(uint8_t *p, uint32_t wdf, uint32_t steps_len)
{
    uint32_t above = wdf < POSTING_MORE ? wdf : POSTING_MORE;
    uint32_t below = steps_len < POSTING_MORE ? steps_len : POSTING_MORE;

    *p++ = (uint8_t)(above << POSTING_HALF | below);
    if (above == POSTING_MORE)
        p = pack_uint(p, wdf);
    if (below == POSTING_MORE)
        p = pack_uint(p, steps_len);
    return p;
}

/* Writes N positions, which ascend strictly, as steps, in at most PACK_UINT32_MAX bytes each. */
static inline uint8_t *pack_steps(uint8_t *p, const uint32_t *positions, size_t n)
{
    uint32_t before = UINT32_MAX; /* the first step is the position itself */

    for (size_t i = 0; i < n; i++) {
        p = pack_uint(p, positions[i] - before - 1);
        before = positions[i];
    }
    return p;
}

/* Reads the head of a posting at *P and moves *P to the steps; no checks, as in take_uint. */
static inline void take_posting_head(const uint8_t **p, uint32_t *wdf, uint32_t *steps_len)
{
    uint32_t both = *(*p)++;

    *wdf = both >> POSTING_HALF;
    *steps_len = both & POSTING_MORE;
    if (__builtin_expect(*wdf == POSTING_MORE, 0))
        *wdf = take_uint(p);
    if (__builtin_expect(*steps_len == POSTING_MORE, 0))
        *steps_len = take_uint(p);
}

/* May write TERM_NUMBER_MAX bytes at P. */
static inline uint8_t *put_term_number(uint8_t *p, uint32_t term)
{
    uint32_t little = htole32(term < TERM_MORE ? term : TERM_MORE);

    memcpy(p, &little, sizeof little);
    p += TERM_BITS / 8;
    return term < TERM_MORE ? p : pack_uint(p, term);
}

/* May read up to one byte past the number. */
static inline uint32_t take_term_number(const uint8_t **p)
{
    uint32_t term;

    memcpy(&term, *p, sizeof term);
    term = le32toh(term) & TERM_MORE;
    *p += TERM_BITS / 8;
    return __builtin_expect(term == TERM_MORE, 0) ? take_uint(p) : term;
}

#endif
