#include "indexer/number_sort.h"

#include <stdlib.h>

enum { SMALL = 16, LARGE = 1 << 14 };

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

/* Splits A, numbers that all differ, around one that is neither the least nor
 * the greatest; where the second part begins. */
static size_t split(uint64_t *a, size_t n)
{
    uint64_t x = a[0], y = a[n / 2], z = a[n - 1];
    uint64_t pivot = x < y ? (y < z ? y : x < z ? z : x) : (x < z ? x : y < z ? z : y);
    size_t left = 0, right = n - 1;

    for (;;) {
        uint64_t swap;

        while (a[left] < pivot)
            left++;
        while (a[right] > pivot)
            right--;
        if (left >= right)
            return left;
        swap = a[left];
        a[left++] = a[right];
        a[right--] = swap;
    }
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* Quicksort, for a call through a pointer for each comparison would cost more
 * than the comparison; but not for so many that its worst case could be felt. */
void sort_numbers(uint64_t *a, size_t n)
{
    if (n > LARGE) {
        qsort(a, n, sizeof *a, by_number);
        return;
    }
    while (n > SMALL) {
        size_t left = split(a, n);

        sort_numbers(a, left);
        a += left;
        n -= left;
    }
    sort_small(a, n);
}
