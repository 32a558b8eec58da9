#include "indexer/number_sort.h"

#include <string.h>

enum { SMALL = 24, DIGIT = 6, VALUES = 1 << DIGIT };

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

static inline size_t digit(uint64_t x, unsigned shift)
{
    return x >> shift & (VALUES - 1);
}

/* Radix sort, the lowest digit first: its time does not depend on how the
 * numbers lie, and nothing in it is for the processor to guess. Digits are narrow
 * because clearing and adding up counts is much of the work for a few hundred. */

/* How many of A have each value of a digit. */
static void count(const uint64_t *a, size_t n, unsigned shift, uint32_t *counts)
{
    size_t i = 0;

    memset(counts, 0, VALUES * sizeof *counts);
    for (; i + 4 <= n; i += 4) {
        counts[digit(a[i], shift)]++;
        counts[digit(a[i + 1], shift)]++;
        counts[digit(a[i + 2], shift)]++;
        counts[digit(a[i + 3], shift)]++;
    }
    for (; i < n; i++)
        counts[digit(a[i], shift)]++;
}

/* Where in the sorted numbers each value of a digit begins. */
static void place(uint32_t *counts)
{
    uint32_t at = 0;

    for (size_t i = 0; i < VALUES; i += 2) {
        uint32_t first = counts[i], both = first + counts[i + 1];

        counts[i] = at;
        counts[i + 1] = at + first;
        at += both;
    }
}

static void scatter(const uint64_t *a, uint64_t *out, size_t n, unsigned shift, uint32_t *places)
{
    size_t i = 0;

    for (; i + 2 <= n; i += 2) {
        uint64_t x = a[i], y = a[i + 1];

        out[places[digit(x, shift)]++] = x;
        out[places[digit(y, shift)]++] = y;
    }
    for (; i < n; i++)
        out[places[digit(a[i], shift)]++] = a[i];
}

uint64_t *sort_numbers(uint64_t *a, uint64_t *other, size_t n, uint32_t limit)
{
    unsigned bits = limit > 1 ? 32 - (unsigned)__builtin_clz(limit - 1) : 1;

    if (n <= SMALL) {
        sort_small(a, n);
        return a;
    }
    for (unsigned shift = 32; shift < 32 + bits; shift += DIGIT) {
        uint64_t *swap = a;
        uint32_t counts[VALUES];

        count(a, n, shift, counts);
        place(counts);
        scatter(a, other, n, shift, counts);
        a = other;
        other = swap;
    }
    return a;
}
