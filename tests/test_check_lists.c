/* Lists that say something else of their postings than the postings do are told, though every
 * checksum is right. */
#include "indexer/index/check_lists.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "store/little.h"
#include "tests/list_model.h"
#include "tests/paged_file.h"
#include "tests/position_steps.h"

#include <cmocka.h>

enum { DOCUMENTS = 300, BLOCKS = 3, BOUNDS = 16 + BLOCKS * 8 };

static char folder[64];
static struct open_dir dir;
static struct buf data[LISTS_FILES];

/* "a" is in every document, once, but thrice in the last one; "b" is in document 5, twice. */
static int set_up(void **state)
{
    static const uint32_t zero[] = {0};
    struct output_file files[LISTS_FILES];
    uint32_t lengths[DOCUMENTS];
    struct buf steps = {0};
    struct lists_writer *w;
    struct lists *l;

    (void)state;
    paged_folder_make(folder, &dir);
    for (uint32_t d = 1; d <= DOCUMENTS; d++)
        lengths[d - 1] = d;
    w = lists_writer_new(&dir, lengths, DOCUMENTS);
    lists_writer_term(w, span_of("a"), NULL);
    for (uint32_t d = 1; d <= DOCUMENTS; d++)
        lists_writer_posting(w, d, d < DOCUMENTS ? 1 : 3, position_steps(zero, 1, &steps), NULL);
    lists_writer_term(w, span_of("b"), NULL);
    lists_writer_posting(w, 5, 2, (struct span){0}, NULL);
    buf_free(&steps);
    assert_int_equal(lists_writer_finish(w, files, NULL), DATELINE_OK);
    assert_int_equal(lists_writer_sync(w, NULL), DATELINE_OK);
    lists_writer_close(w);
    l = list_model_open(folder, files);
    for (int f = 0; f < LISTS_FILES; f++)
        if (pages_ready(l->files[f], 0, l->files[f]->size))
            buf_add(&data[f], l->files[f]->data, l->files[f]->size);
    lists_close(l);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (int f = 0; f < LISTS_FILES; f++)
        buf_free(&data[f]);
    paged_folder_remove(&dir);
    return 0;
}

static void expect_lists(dateline_status wanted)
{
    struct pages *pages[LISTS_FILES];
    struct lists *l = NULL;

    for (int f = 0; f < LISTS_FILES; f++)
        pages[f] = pages_unverified(buf_span(&data[f]));
    assert_int_equal(lists_open(pages, &l, NULL), DATELINE_OK);
    assert_int_equal(check_lists(l, NULL), wanted);
    lists_close(l);
}

static uint8_t *byte_of(enum lists_file f, size_t at)
{
    assert_true(at < data[f].len);
    return (uint8_t *)data[f].data + at;
}

static void lists_as_written_agree(void **state)
{
    (void)state;
    expect_lists(DATELINE_OK);
}

static void a_bound_below_a_share_is_told(void **state)
{
    uint8_t *bound = byte_of(LISTS_POSTINGS, BOUNDS); /* of the first block */

    (void)state;
    little_put16(bound, 0);
    expect_lists(DATELINE_CORRUPT);
}

static void a_greatest_wdf_below_another_is_told(void **state)
{
    (void)state;
    little_put32(byte_of(LISTS_POSTINGS, 12), 2);
    expect_lists(DATELINE_CORRUPT);
}

static void a_tenth_share_that_few_have_is_told(void **state)
{
    uint8_t *shares = byte_of(LISTS_POSTINGS, 0);

    (void)state;
    memcpy(shares + 4, shares, sizeof(float));
    expect_lists(DATELINE_CORRUPT);
}

static void a_sum_of_lengths_that_is_none_is_told(void **state)
{
    (void)state;
    *byte_of(LISTS_LEXICON, data[LISTS_LEXICON].len - LEXICON_FOOTER + 24) ^= 1;
    expect_lists(DATELINE_CORRUPT);
}

static void occurrences_that_are_not_the_postings_are_told(void **state)
{
    uint8_t *p = byte_of(LISTS_LEXICON, 2); /* after the group's offsets */

    (void)state;
    while (p[0] != 0 || p[1] != 1 || p[2] != 'b')
        p++;
    assert_int_equal(p[4], 2); /* after the vbyte of one document */
    p[4] = 3;
    expect_lists(DATELINE_CORRUPT);
}

static void a_key_that_is_not_of_its_term_is_told(void **state)
{
    /* One group: its key, its offset, the footer. */
    uint8_t *key = byte_of(LISTS_LEXICON, data[LISTS_LEXICON].len - LEXICON_FOOTER - 16);

    (void)state;
    assert_int_equal(key[7], 'a');
    key[7] = 'b';
    expect_lists(DATELINE_CORRUPT);
}

static void a_document_below_the_shortest_is_told(void **state)
{
    uint8_t *shortest = byte_of(LISTS_LEXICON, data[LISTS_LEXICON].len - LEXICON_FOOTER + 22);

    (void)state;
    assert_int_equal(little_get16(shortest), 1);
    little_put16(shortest, 2);
    expect_lists(DATELINE_CORRUPT);
}

#define CHECK_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CHECK_TEST(lists_as_written_agree),
        CHECK_TEST(a_bound_below_a_share_is_told),
        CHECK_TEST(a_greatest_wdf_below_another_is_told),
        CHECK_TEST(a_tenth_share_that_few_have_is_told),
        CHECK_TEST(a_sum_of_lengths_that_is_none_is_told),
        CHECK_TEST(occurrences_that_are_not_the_postings_are_told),
        CHECK_TEST(a_key_that_is_not_of_its_term_is_told),
        CHECK_TEST(a_document_below_the_shortest_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
