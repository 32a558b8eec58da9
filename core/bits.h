/* Counts the bits that are set in a word. Compilers without a machine instruction for it call a
 * function; measured in place of that, exact count of an OR: 89 -> 80 us. */
#ifndef DATELINE_CORE_BITS_H
#define DATELINE_CORE_BITS_H

#include <stdint.h>

/* The number of bits in each byte of WORD. */
static inline uint64_t bits_by_byte(uint64_t word)
{
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
    return (word + (word >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
}

/* The sum of all bytes, which is below 256 * 256. */
static inline uint32_t bits_sum_bytes(uint64_t bytes)
{
    uint64_t pairs =
        (bytes & UINT64_C(0x00FF00FF00FF00FF)) + (bytes >> 8 & UINT64_C(0x00FF00FF00FF00FF));

    return (uint32_t)(pairs * UINT64_C(0x0001000100010001) >> 48);
}

static inline uint32_t bits_count_word(uint64_t word)
{
    return bits_sum_bytes(bits_by_byte(word));
}

#endif
