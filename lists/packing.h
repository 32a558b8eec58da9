/* Blocks of 128 integers packed bit by bit, and runs of bytes for the rest.
 *
 * Plain: each integer in the same number of bits, in four lanes: value I is in lane I
 * mod 4, at bit (I / 4) * BITS of that lane; the lanes' 32-bit words are interleaved and
 * little-endian. 16 * BITS bytes, the same on every machine; a vector unit of 128 bits
 * handles the four lanes at once.
 *
 * Patched ("PFOR"): a byte BITS, a byte N, the low BITS bits of all 128 in plain form,
 * then N exceptions: a byte that says which value, and its high bits as a vbyte. BITS is
 * the number that takes the fewest bytes.
 *
 * A vbyte holds seven bits a byte, low ones first; the top bit says that more follow.
 *
 * Nothing here checks page checksums. Reading stops at END, which comes from the length
 * that a checked directory gives; a block that would go beyond it is refused. Unpackers
 * read whole vectors, never beyond the bytes that the block says it has. */
#ifndef DATELINE_LISTS_PACKING_H
#define DATELINE_LISTS_PACKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PACKING_BLOCK = 128,
    PACKING_BITS_MAX = 32,
    PACKING_PLAIN_MAX = 16 * PACKING_BITS_MAX, /* bytes */
    PACKING_VBYTE_MAX = 5,                     /* of 32 bits; */
    PACKING_VBYTE64_MAX = 10,
    PACKING_PATCHED_MAX = 2 + PACKING_PLAIN_MAX + PACKING_BLOCK * (1 + PACKING_VBYTE_MAX),
};

/* Bits that the greatest of 128 values needs. */
unsigned packing_bits(const uint32_t values[PACKING_BLOCK]);

/* ---- Plain ---------------------------------------------------------------- */

/* Writes 16 * BITS bytes; no value has more bits. */
void packing_put(const uint32_t values[PACKING_BLOCK], unsigned bits, uint8_t *out);
/* Reads 16 * BITS bytes; BITS is at most 32. */
void packing_get(const uint8_t *in, unsigned bits, uint32_t out[PACKING_BLOCK]);
/* The same for gaps: out[i] is out[i - 1] (at first BEFORE) + 1 + the value, modulo 2^32. */
void packing_get_ascending(const uint8_t *in, unsigned bits, uint32_t before,
                           uint32_t out[PACKING_BLOCK]);

/* ---- Patched -------------------------------------------------------------- */

/* Writes at most PACKING_PATCHED_MAX bytes; returns the byte after them. */
uint8_t *packing_put_patched(const uint32_t values[PACKING_BLOCK], uint8_t *out);
/* Returns the byte after the block, or NULL where it is damaged or would end after END. */
const uint8_t *packing_get_patched(const uint8_t *in, const uint8_t *end,
                                   uint32_t out[PACKING_BLOCK]);

/* ---- Bytes ---------------------------------------------------------------- */

static inline uint8_t *packing_put_vbyte(uint8_t *p, uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        *p++ = (uint8_t)(v | 0x80);
    *p++ = (uint8_t)v;
    return p;
}

/* Reads a vbyte before END; NULL where it does not end there or exceeds 64 bits. */
const uint8_t *packing_get_vbyte64(const uint8_t *p, const uint8_t *end, uint64_t *out);

/* The same for 32 bits. */
static inline const uint8_t *packing_get_vbyte(const uint8_t *p, const uint8_t *end, uint32_t *out)
{
    uint64_t v;

    if (__builtin_expect(p < end && *p < 0x80, 1)) {
        *out = *p;
        return p + 1;
    }
    p = packing_get_vbyte64(p, end, &v);
    if (!p || v > UINT32_MAX)
        return NULL;
    *out = (uint32_t)v;
    return p;
}

#endif
