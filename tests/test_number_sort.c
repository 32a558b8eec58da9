/* Sorting a document's terms, against the C library's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/invert/number_sort.h"
#include "tests/bytes.h"

#include <cmocka.h>

enum { MOST = 2000 };

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* N numbers whose upper halves are below LIMIT, each another. */
static void draw(uint64_t *list, size_t n, uint32_t limit)
{
    uint32_t step = limit / (uint32_t)n;

    for (size_t i = 0; i < n; i++)
        list[i] = (uint64_t)(step * (uint32_t)i + below(step)) << 32 | below(UINT32_MAX);
    for (size_t i = n - 1; i; i--) {
        size_t k = below((uint32_t)i + 1);
        uint64_t swap = list[i];

        list[i] = list[k];
        list[k] = swap;
    }
}

static void numbers_are_sorted(void **unused)
{
    static const uint32_t limits[] = {1, 2, 64, 65, 5000, 144000, 1 << 24, UINT32_MAX};
    static uint64_t list[MOST], other[MOST], want[MOST];

    (void)unused;
    for (size_t l = 0; l < sizeof limits / sizeof *limits; l++)
        for (uint32_t n = 1; n <= limits[l] && n <= MOST; n += 1 + below(n / 8 + 1)) {
            const uint64_t *sorted;

            draw(list, n, limits[l]);
            memcpy(want, list, n * sizeof *list);
            qsort(want, n, sizeof *want, by_number);
            sorted = sort_numbers(list, other, n, limits[l]);
            assert_true(sorted == list || sorted == other);
            assert_memory_equal(sorted, want, n * sizeof *list);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_sorted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
