/* Sets of the documents of a window, a bit each. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_BITS_H
#define DATELINE_SEARCHER_MATCH_LIST_BITS_H

#include "core/bits.h"
#include "lists/doc_set.h"
#include "searcher/match/list_pass.h"

static inline void bits_clear(uint64_t *bits)
{
    memset(bits, 0, PASS_WORDS * sizeof *bits);
}

static inline void bits_set(uint64_t *bits, uint32_t at)
{
    bits[at / 64] |= UINT64_C(1) << at % 64;
}

static inline bool bits_have(const uint64_t *bits, uint32_t at)
{
    return bits[at / 64] >> at % 64 & 1;
}

/* The bits of WORD that are within FROM to TO, both in the window. */
static inline uint64_t bits_mask(uint32_t word, uint32_t from, uint32_t to)
{
    uint64_t mask = UINT64_MAX;

    if (word == from / 64)
        mask &= UINT64_MAX << from % 64;
    if (word == to / 64)
        mask &= UINT64_MAX >> (63 - to % 64);
    return mask;
}

/* Sets the bits of the documents of S that are in the window that begins with FIRST. */
static inline void bits_join_set(uint64_t *bits, uint32_t first, const struct doc_set *s)
{
    int64_t from = (int64_t)s->first - first; /* of the first bit; perhaps before the window */
    unsigned shift = from & 63;
    int64_t word = (from - shift) / 64;
    uint64_t high = 0; /* the bits that the word before leaves to this one */

    for (uint32_t i = 0; i < s->words; i++, word++) {
        if (word >= 0 && word < PASS_WORDS)
            bits[word] |= s->bits[i] << shift | high;
        high = s->bits[i] >> 1 >> (63 - shift);
    }
    if (word >= 0 && word < PASS_WORDS)
        bits[word] |= high;
}

static inline bool bits_any(const uint64_t *bits)
{
    uint64_t any = 0;

    for (int i = 0; i < PASS_WORDS; i++)
        any |= bits[i];
    return any != 0;
}

static inline uint32_t bits_count(const uint64_t *bits)
{
    uint32_t count = 0;

    for (int i = 0; i < PASS_WORDS; i += 16) {
        uint64_t bytes = 0; /* 16 times at most 8 in each */

        for (int k = 0; k < 16; k++)
            bytes += bits_by_byte(bits[i + k]);
        count += bits_sum_bytes(bytes);
    }
    return count;
}

/* Runs the statement that follows for each AT that is set, ascending. */
#define BITS_EACH(bits, at)                                                       \
    for (uint32_t word_ = 0, at = 0; word_ < PASS_WORDS; word_++)                 \
        for (uint64_t left_ = (bits)[word_];                                      \
             left_ && (at = word_ * 64 + (uint32_t)__builtin_ctzll(left_), true); \
             left_ &= left_ - 1)

#endif
