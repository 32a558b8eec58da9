/* Postings as runs hold them: what was packed is read back, at every number where
 * the form changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "indexer/invert/posting.h"
#include "indexer/invert/run.h"
#include "tests/bytes.h"

#include <cmocka.h>

static const uint32_t numbers[] = {
    0, 1, POSTING_MORE - 1, POSTING_MORE, POSTING_MORE + 1, 127, 128, 16384, UINT32_MAX,
};
enum { NUMBERS = sizeof numbers / sizeof *numbers };

static void heads_are_read_back(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < NUMBERS; i++)
        for (size_t k = 0; k < NUMBERS; k++) {
            uint8_t bytes[POSTING_HEAD_MAX];
            const uint8_t *end = posting_head(bytes, numbers[i], numbers[k]), *p = bytes;
            uint32_t wdf, len;

            take_posting_head(&p, &wdf, &len);
            assert_ptr_equal(p, end);
            assert_int_equal(wdf, numbers[i]);
            assert_int_equal(len, numbers[k]);
            if (wdf < POSTING_MORE && len < POSTING_MORE)
                assert_int_equal(end - bytes, 1);
        }
}

static void term_numbers_are_read_back(void **unused)
{
    static const uint32_t terms[] = {
        0, 1, 255, 256, 65536, TERM_MORE, TERM_MORE - 1, TERM_MORE + 1, 1U << 30, UINT32_MAX};

    (void)unused;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        uint8_t bytes[TERM_NUMBER_MAX + 1];
        uint8_t *end = put_term_number(bytes, terms[i]);
        const uint8_t *p = bytes;

        *end = 0xFF; /* of the posting that follows */
        assert_int_equal(take_term_number(&p), terms[i]);
        assert_ptr_equal(p, end);
    }
}

static void postings_follow_each_other(void **unused)
{
    uint8_t bytes[3 * (PACK_UINT32_MAX + POSTING_HEAD_MAX) + 20], *end = bytes;
    const uint8_t *p = bytes;
    struct run_posting posting = {0};

    (void)unused;
    end = posting_head(pack_uint(end, 7), 3, 0);
    end = posting_head(pack_uint(end, 1000), 15, 20);
    memset(end, 'x', 20);
    end = posting_head(pack_uint(end + 20, 1), 1, 0);
    p = run_posting_next(p, &posting);
    assert_int_equal(posting.document, 7);
    assert_int_equal(posting.wdf, 3);
    assert_int_equal(posting.steps.len, 0);
    p = run_posting_next(p, &posting);
    assert_int_equal(posting.document, 1007);
    assert_int_equal(posting.wdf, 15);
    assert_bytes(posting.steps, span_of("xxxxxxxxxxxxxxxxxxxx"));
    p = run_posting_next(p, &posting);
    assert_int_equal(posting.document, 1008);
    assert_ptr_equal(p, end);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads_are_read_back),
        cmocka_unit_test(term_numbers_are_read_back),
        cmocka_unit_test(postings_follow_each_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
