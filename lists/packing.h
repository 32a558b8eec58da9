/* Packs blocks of 128 integers by bits, and single integers by bytes.
 *
 * Plain form: every value takes BITS bits, in four lanes. Value I is in lane I mod 4, at
 * bit (I / 4) * BITS of that lane. A lane is a sequence of 32-bit words, lowest bits first;
 * the words of the four lanes alternate and are little-endian. A block takes 16 * BITS
 * bytes, the same on every machine; a 128-bit vector unit handles four lanes at once.
 *
 * Patched form ("PFOR"): a byte BITS, a byte N, the low BITS bits of the 128 values in
 * plain form, then N exceptions: a byte, the index of a value, and its higher bits as a
 * vbyte. The writer uses the BITS that takes the fewest bytes.
 *
 * A vbyte is seven bits a byte, low group first; the top bit is set on all but the last.
 *
 * Readers that take END never read at or after it, and return NULL for what is damaged.
 * Readers that take BITS read exactly the bytes of their block. Nothing here verifies
 * pages. */
#ifndef DATELINE_LISTS_PACKING_H
#define DATELINE_LISTS_PACKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PACKING_BLOCK = 128,
    PACKING_BITS_MAX = 32,
    PACKING_SET = 0xFF,                        /* in place of bits: a set (doc_set.h) */
    PACKING_PLAIN_MAX = 16 * PACKING_BITS_MAX, /* bytes */
    PACKING_VBYTE_MAX = 5,                     /* bytes of 32 bits */
    PACKING_VBYTE64_MAX = 10,
    PACKING_PATCHED_MAX = 2 + PACKING_PLAIN_MAX + PACKING_BLOCK * (1 + PACKING_VBYTE_MAX),
};

/* The number of bits of the greatest value; 0 if all are 0. */
unsigned packing_bits(const uint32_t values[PACKING_BLOCK]);

/* Replaces each value by the sum of the values up to it, modulo 2^32. */
void packing_sum(uint32_t values[PACKING_BLOCK]);

/* Writes to PLACES, ascending, the indices from AT up to, but not including, END, at most
 * PACKING_BLOCK, of the values that are not below LEAST; returns their number. */
uint32_t packing_find(const uint32_t values[PACKING_BLOCK], uint32_t at, uint32_t end,
                      uint32_t least, uint8_t places[PACKING_BLOCK]);

/* ---- Plain ---------------------------------------------------------------- */

/* Writes 16 * BITS bytes. No value may have more than BITS bits. */
void packing_put(const uint32_t values[PACKING_BLOCK], unsigned bits, uint8_t *out);
/* Reads 16 * BITS bytes; BITS is at most 32. */
void packing_get(const uint8_t *in, unsigned bits, uint32_t out[PACKING_BLOCK]);
/* Reads gaps into numbers: out[i] is the value plus 1 plus out[i - 1] (BEFORE for i = 0),
 * modulo 2^32. */
void packing_get_ascending(const uint8_t *in, unsigned bits, uint32_t before,
                           uint32_t out[PACKING_BLOCK]);

/* ---- Patched -------------------------------------------------------------- */

/* Writes at most PACKING_PATCHED_MAX bytes; returns the end of what it wrote. */
uint8_t *packing_put_patched(const uint32_t values[PACKING_BLOCK], uint8_t *out);
/* Returns the end of the block; NULL if it is damaged. */
const uint8_t *packing_get_patched(const uint8_t *in, const uint8_t *end,
                                   uint32_t out[PACKING_BLOCK]);

/* ---- Bytes ---------------------------------------------------------------- */

/* Writes at most PACKING_VBYTE64_MAX bytes; returns the end of what it wrote. */
static inline uint8_t *packing_put_vbyte(uint8_t *p, uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        *p++ = (uint8_t)(v | 0x80);
    *p++ = (uint8_t)v;
    return p;
}

/* Returns the end of the vbyte; NULL if it does not end before END or exceeds 64 bits. */
const uint8_t *packing_get_vbyte64(const uint8_t *p, const uint8_t *end, uint64_t *out);

/* The same with at most 32 bits. */
static inline const uint8_t *packing_get_vbyte(const uint8_t *p, const uint8_t *end, uint32_t *out)
{
    uint64_t v;

    if (__builtin_expect(p < end && *p < 0x80, 1)) {
        *out = *p;
        return p + 1;
    }
    if (end - p >= 2 && p[1] < 0x80) { /* phrases: -4 % of instructions */
        *out = (*p & 0x7FU) | (uint32_t)p[1] << 7;
        return p + 2;
    }
    p = packing_get_vbyte64(p, end, &v);
    if (!p || v > UINT32_MAX)
        return NULL;
    *out = (uint32_t)v;
    return p;
}

#endif
