#include "indexer/number_sort.h"

#include <string.h>

enum { SMALL = 24, DIGIT = 7, DIGITS = 5 };

static void sort_small(uint64_t *a, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint64_t x = a[i];
        size_t k = i;

        for (; k && a[k - 1] > x; k--)
            a[k] = a[k - 1];
        a[k] = x;
    }
}

/* Where in the sorted numbers each value of a digit begins. */
static void place(uint32_t *counts, size_t n)
{
    uint32_t at = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t count = counts[i];

        counts[i] = at;
        at += count;
    }
}

/* Radix sort, the lowest digit first: its time does not depend on how the
 * numbers lie, and nothing in it is for the processor to guess. Digits are as
 * few as can be and then as narrow: clearing and adding up their counts is most
 * of the work for so few numbers. */
uint64_t *sort_numbers(uint64_t *a, uint64_t *other, size_t n, uint32_t limit)
{
    uint32_t counts[DIGITS][1 << DIGIT];
    unsigned bits = limit > 1 ? 32 - (unsigned)__builtin_clz(limit - 1) : 1;
    unsigned digits = (bits + DIGIT - 1) / DIGIT, width = (bits + digits - 1) / digits;
    uint64_t mask = (UINT64_C(1) << width) - 1;

    if (n <= SMALL) {
        sort_small(a, n);
        return a;
    }
    for (unsigned d = 0; d < digits; d++)
        memset(counts[d], 0, sizeof **counts << width);
    for (size_t i = 0; i < n; i++)
        for (unsigned d = 0, shift = 32; d < digits; d++, shift += width)
            counts[d][a[i] >> shift & mask]++;
    for (unsigned d = 0, shift = 32; d < digits; d++, shift += width) {
        uint64_t *swap = a;

        place(counts[d], (size_t)1 << width);
        for (size_t i = 0; i < n; i++)
            other[counts[d][a[i] >> shift & mask]++] = a[i];
        a = other;
        other = swap;
    }
    return a;
}
