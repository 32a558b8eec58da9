/* Packs bits into bytes, the first in the lowest bit, as deflate does. */
#ifndef DATELINE_INDEXER_OUTPUT_BIT_WRITER_H
#define DATELINE_INDEXER_OUTPUT_BIT_WRITER_H

#include <stdint.h>
#include <string.h>

/* Bits to write, the first in the lowest bit. */
struct bits {
    uint32_t bits;
    uint8_t count;
};

/* The caller provides the room: bit_writer_drain writes BIT_WRITER_SLACK bytes at AT. */
enum { BIT_WRITER_MAX = 57, BIT_WRITER_SLACK = 8 };

struct bit_writer {
    uint64_t held;
    unsigned count;
    uint8_t *at;
};

/* At most BIT_WRITER_MAX bits between two calls of bit_writer_drain. */
static inline void put_bits(struct bit_writer *w, uint64_t bits, unsigned count)
{
    w->held |= bits << w->count;
    w->count += count;
}

static inline void bit_writer_put(struct bit_writer *w, struct bits b)
{
    put_bits(w, b.bits, b.count);
}

/* Writes out the whole bytes. */
static inline void bit_writer_drain(struct bit_writer *w)
{
    uint64_t little = w->held; /* the format is little-endian */

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    little = __builtin_bswap64(little);
#endif
    memcpy(w->at, &little, sizeof little);
    w->at += w->count >> 3;
    w->held >>= w->count & ~7u;
    w->count &= 7;
}

#endif
