/* Sets of documents, against sets that are made and read bit by bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "lists/doc_set.h"
#include "tests/bytes.h"

#include <cmocka.h>

enum { N = PACKING_BLOCK, ROUNDS = 300, BYTES = DOC_SET_SPAN / 8 };

/* Documents above BEFORE, of which STEPS in eight are left out. */
static void some_docs(uint32_t before, uint32_t steps, uint32_t *docs)
{
    for (int i = 0; i < N; i++) {
        do
            before++;
        while (below(8) < steps);
        docs[i] = before;
    }
}

/* A set in memory that ends where the set ends, so that the address sanitizer sees a read after
 * it. */
static uint8_t *put_naively(const uint32_t *docs, uint32_t before)
{
    uint8_t *bytes = must_zalloc(doc_set_size(before, docs[N - 1]));

    for (int i = 0; i < N; i++)
        for (uint32_t at = 0; at < docs[i] - before; at++)
            if (before + 1 + at == docs[i])
                bytes[at / 8] |= (uint8_t)(1 << at % 8);
    return bytes;
}

/* Asks S for every document around and in its range. */
static void check_answers(const struct doc_set *s, uint32_t before, const uint32_t *docs)
{
    uint32_t from = before > 80 ? before - 80 : 0, place = 0, n = 0;

    for (uint32_t d = from; d < docs[N - 1] + 200; d++) {
        bool here = n < N && docs[n] == d;

        assert_int_equal(doc_set_has(s, d, &place), here);
        if (here)
            assert_int_equal(place, n++);
    }
    assert_int_equal(n, N);
}

static void sets_are_written_as_described_and_answer_for_each_document(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < ROUNDS; i++) {
        uint32_t docs[N], back[DOC_SET_ROOM], before = i % 3 ? below(1U << 20) : 0;
        uint8_t *bytes, have[BYTES];
        struct doc_set s;

        some_docs(before, i % 7, docs);
        if (docs[N - 1] - before > DOC_SET_SPAN)
            continue;
        bytes = put_naively(docs, before);
        doc_set_put(docs, before, have);
        assert_memory_equal(have, bytes, doc_set_size(before, docs[N - 1]));
        assert_true(doc_set_read(&s, bytes, before, docs[N - 1]) && doc_set_rank(&s));
        doc_set_docs(&s, back);
        assert_memory_equal(back, docs, sizeof docs);
        check_answers(&s, before, docs);
        free(bytes);
    }
}

static void sets_of_the_greatest_and_the_least_span_are_read(void **state)
{
    uint32_t docs[N], back[DOC_SET_ROOM];
    uint8_t bytes[BYTES];
    struct doc_set s;

    (void)state;
    for (uint32_t step = 1; step <= DOC_SET_SPAN / N; step += DOC_SET_SPAN / N - 1) {
        for (uint32_t i = 0; i < N; i++)
            docs[i] = UINT32_MAX - 2 - (N - 1 - i) * step;
        doc_set_put(docs, docs[0] - step, bytes);
        assert_true(doc_set_read(&s, bytes, docs[0] - step, docs[N - 1]) && doc_set_rank(&s));
        doc_set_docs(&s, back);
        assert_memory_equal(back, docs, sizeof docs);
    }
}

/* Whether BYTES are read as a block of documents above 7, up to LAST. */
static bool is_set(const uint8_t *bytes, uint32_t last)
{
    struct doc_set s;

    return doc_set_read(&s, bytes, 7, last) && doc_set_rank(&s);
}

static void damaged_sets_are_refused(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < ROUNDS; i++) {
        uint32_t docs[N], last, bits;
        uint8_t bytes[BYTES];

        some_docs(7, i % 6, docs);
        last = docs[N - 1];
        bits = (last - 7 + 7) / 8 * 8;
        if (last - 7 > DOC_SET_SPAN)
            continue;
        doc_set_put(docs, 7, bytes);
        for (uint32_t at = 0; at < bits; at++) { /* one document more or fewer */
            bytes[at / 8] ^= (uint8_t)(1 << at % 8);
            assert_false(is_set(bytes, last));
            bytes[at / 8] ^= (uint8_t)(1 << at % 8);
        }
        assert_true(is_set(bytes, last));
        if (bits > last - 7) { /* 128 documents, one of which lies after the last */
            bytes[0] ^= (uint8_t)(1 << (docs[0] - 8) % 8);
            bytes[(last - 7) / 8] |= (uint8_t)(1 << (last - 7) % 8);
            assert_true(docs[0] > 15 || !is_set(bytes, last));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_are_written_as_described_and_answer_for_each_document),
        cmocka_unit_test(sets_of_the_greatest_and_the_least_span_are_read),
        cmocka_unit_test(damaged_sets_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
