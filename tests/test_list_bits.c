/* Sets of a window's documents, against documents that are set one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/match/list_bits.h"
#include "tests/bytes.h"

#include <cmocka.h>

/* Joins a set of a document in STEP after BEFORE to a window, whose memory ends where it ends, so
 * that the address sanitizer sees what is written after it. */
static void check_join(uint32_t before, uint32_t step, uint32_t first)
{
    uint64_t *bits = must_zalloc(PASS_WORDS * sizeof *bits);
    uint32_t docs[PACKING_BLOCK], size, expected = 0;
    uint8_t bytes[DOC_SET_SPAN / 8];
    struct doc_set s;

    for (uint32_t i = 0; i < PACKING_BLOCK; i++)
        docs[i] = before += 1 + below(step);
    size = doc_set_size(docs[0] - 1, before);
    assert_true(size <= sizeof bytes);
    doc_set_put(docs, docs[0] - 1, bytes);
    assert_true(doc_set_read(&s, bytes, docs[0] - 1, before));
    bits_join_set(bits, first, &s);
    for (int i = 0; i < PACKING_BLOCK; i++)
        if (docs[i] >= first && docs[i] - first < PASS_WINDOW) {
            assert_true(bits_have(bits, docs[i] - first));
            expected++;
        }
    assert_int_equal(bits_count(bits), expected);
    free(bits);
}

static void sets_join_the_window_with_their_part_that_is_in_it(void **state)
{
    const uint32_t first = 3 * PASS_WINDOW;

    (void)state;
    for (uint32_t step = 1; step <= 8; step++)
        for (uint32_t at = 0; at < 700; at++) {
            check_join(first - at, step, first);
            check_join(first + PASS_WINDOW - at, step, first);
            check_join(first + at, step, first);
        }
    check_join(0, 2, 0);
    check_join(first - 2000, 2, first);
    check_join(first + PASS_WINDOW + 100, 2, first);
    check_join(UINT32_MAX - 5 * PACKING_BLOCK, 3, UINT32_MAX / PASS_WINDOW * PASS_WINDOW);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_join_the_window_with_their_part_that_is_in_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
