/* Radix sort of numbers by their upper halves. */
#include "indexer/invert/number_sort.h"

#include <string.h>

/* A digit is narrow because, for a few hundred numbers, clearing and summing the counts takes much
 * of the time. */
enum { SMALL = 24, DIGIT = 6, VALUES = 1 << DIGIT };

static void insertion_sort(uint64_t *a, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint64_t x = a[i];
        size_t k = i;

        for (; k && a[k - 1] > x; k--)
            a[k] = a[k - 1];
        a[k] = x;
    }
}

static inline size_t digit_at(uint64_t x, unsigned shift)
{
    return x >> shift & (VALUES - 1);
}

/* Copies A to OUT in the order of the digit at SHIFT. */
static void sort_by_digit(const uint64_t *a, uint64_t *out, size_t n, unsigned shift)
{
    uint32_t at[VALUES] = {0};
    uint32_t sum = 0;

    for (size_t i = 0; i < n; i++)
        at[digit_at(a[i], shift)]++;
    for (size_t i = 0; i < VALUES; i++) {
        uint32_t count = at[i];

        at[i] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++)
        out[at[digit_at(a[i], shift)]++] = a[i];
}

uint64_t *sort_numbers(uint64_t *a, uint64_t *other, size_t n, uint32_t limit)
{
    unsigned bits = limit > 1 ? 32 - (unsigned)__builtin_clz(limit - 1) : 1;

    if (n <= SMALL) {
        insertion_sort(a, n);
        return a;
    }
    for (unsigned shift = 32; shift < 32 + bits; shift += DIGIT) {
        uint64_t *swap = a;

        sort_by_digit(a, other, n, shift);
        a = other;
        other = swap;
    }
    return a;
}
