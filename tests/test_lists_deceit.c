/* Search lists made to deceive, one field at a time: their page checksums are right. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "lists/lexicon.h"
#include "lists/lists_writer.h"
#include "lists/position_list.h"
#include "store/little.h"
#include "tests/list_model.h"
#include "tests/paged_file.h"
#include "tests/position_steps.h"

#include <cmocka.h>

enum { DOCUMENTS = 300, BLOCKS = 3, LASTS = 16, BOUNDS = LASTS + BLOCKS * 8 };

static char folder[64];
static struct open_dir dir;
static struct buf right[LISTS_FILES]; /* the data of right lists */
static struct buf wrong[LISTS_FILES]; /* a copy, to be changed */
static struct lists *lists;

/* "a" is in every document, once, at position 0, but in the last one twice, at the greatest
 * positions; "b" is in document 5. */
static void write_lists(struct output_file files[LISTS_FILES])
{
    static const uint32_t zero[] = {0}, greatest[] = {UINT32_MAX - 1, UINT32_MAX};
    uint32_t lengths[DOCUMENTS];
    struct lists_writer *w;
    struct buf steps = {0};

    for (uint32_t d = 1; d <= DOCUMENTS; d++)
        lengths[d - 1] = d;
    w = lists_writer_new(&dir, lengths, DOCUMENTS);
    assert_int_equal(lists_writer_term(w, span_of("a"), NULL), DATELINE_OK);
    for (uint32_t d = 1; d < DOCUMENTS; d++)
        assert_int_equal(lists_writer_posting(w, d, 1, position_steps(zero, 1, &steps), NULL),
                         DATELINE_OK);
    assert_int_equal(
        lists_writer_posting(w, DOCUMENTS, 2, position_steps(greatest, 2, &steps), NULL),
        DATELINE_OK);
    assert_int_equal(lists_writer_term(w, span_of("b"), NULL), DATELINE_OK);
    assert_int_equal(lists_writer_posting(w, 5, 1, (struct span){0}, NULL), DATELINE_OK);
    buf_free(&steps);
    assert_int_equal(lists_writer_finish(w, files, NULL), DATELINE_OK);
    assert_int_equal(lists_writer_sync(w, NULL), DATELINE_OK);
    lists_writer_close(w);
}

static int set_up_group(void **state)
{
    struct output_file files[LISTS_FILES];
    struct lists *l;

    (void)state;
    paged_folder_make(folder, &dir);
    write_lists(files);
    l = list_model_open(folder, files);
    for (int f = 0; f < LISTS_FILES; f++)
        if (pages_ready(l->files[f], 0, l->files[f]->size))
            buf_add(&right[f], l->files[f]->data, l->files[f]->size);
    lists_close(l);
    return 0;
}

static int tear_down_group(void **state)
{
    (void)state;
    for (int f = 0; f < LISTS_FILES; f++)
        buf_free(&right[f]);
    paged_folder_remove(&dir);
    return 0;
}

static int set_up(void **state)
{
    (void)state;
    for (int f = 0; f < LISTS_FILES; f++) {
        wrong[f] = (struct buf){0};
        buf_span_add(&wrong[f], buf_span(&right[f]));
    }
    lists = NULL;
    return 0;
}

static void close_lists(void)
{
    lists_close(lists);
    lists = NULL;
}

static int tear_down(void **state)
{
    (void)state;
    close_lists();
    for (int f = 0; f < LISTS_FILES; f++)
        buf_free(&wrong[f]);
    return 0;
}

/* Opens the changed lists. */
static dateline_status reopen(void)
{
    struct pages *pages[LISTS_FILES];

    close_lists();
    for (int f = 0; f < LISTS_FILES; f++)
        pages[f] = pages_unverified(buf_span(&wrong[f]));
    return lists_open(pages, &lists, NULL);
}

static uint8_t *changed(enum lists_file f, size_t at)
{
    assert_true(at < wrong[f].len);
    return (uint8_t *)wrong[f].data + at;
}

/* ---- The footer -------------------------------------------------------------- */

static uint8_t *footer(size_t at)
{
    memcpy(wrong[LISTS_LEXICON].data, right[LISTS_LEXICON].data, right[LISTS_LEXICON].len);
    return changed(LISTS_LEXICON, wrong[LISTS_LEXICON].len - LEXICON_FOOTER + at);
}

static void a_footer_that_cannot_be_true_is_refused(void **state)
{
    static const uint64_t counts[] = {0, 1, 17, UINT64_MAX, UINT64_MAX - 14, 1ULL << 61};
    static const double settings[] = {NAN, -1, INFINITY, -INFINITY};

    (void)state;
    assert_int_equal(reopen(), DATELINE_OK);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
            little_put64(footer(0), counts[i]);
            little_put64(changed(LISTS_LEXICON, wrong[LISTS_LEXICON].len - LEXICON_FOOTER + 8),
                         counts[k]);
            if (counts[i] > 16 || counts[k] != (counts[i] > 0))
                assert_int_equal(reopen(), DATELINE_CORRUPT);
        }
    for (size_t at = 32; at < LEXICON_FOOTER; at += 8)
        for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
            little_put_double(footer(at), settings[i]);
            assert_int_equal(reopen(), DATELINE_CORRUPT);
        }
    little_put16(footer(20), 2);
    assert_int_equal(reopen(), DATELINE_CORRUPT);
    little_put32(footer(16), DOCUMENTS + 1);
    assert_int_equal(reopen(), DATELINE_CORRUPT);
    footer(0);
    for (wrong[LISTS_LEXICON].len = 0; wrong[LISTS_LEXICON].len < LEXICON_FOOTER;
         wrong[LISTS_LEXICON].len++)
        assert_int_equal(reopen(), DATELINE_CORRUPT);
}

/* ---- The lexicon ------------------------------------------------------------- */

/* The bytes after term C in the lexicon, whose terms have one byte. */
static uint8_t *after_term(char c)
{
    uint8_t *p = changed(LISTS_LEXICON, 2); /* after the group's offsets */

    while (p[0] != 0 || p[1] != 1 || p[2] != (uint8_t)c)
        p++;
    return p + 3;
}

/* The status of a walk through all terms. */
static dateline_status walk_all(void)
{
    struct lexicon_walk w;
    bool more = true;
    dateline_status status = lexicon_walk(&w, lists, (struct span){0}, NULL);

    while (status == DATELINE_OK && more)
        status = lexicon_next(&w, &more, NULL);
    return status;
}

static void terms_out_of_order_are_refused(void **state)
{
    (void)state;
    assert_int_equal(reopen(), DATELINE_OK);
    assert_int_equal(walk_all(), DATELINE_OK);
    after_term('b')[-1] = 'a';
    assert_int_equal(reopen(), DATELINE_OK);
    assert_int_equal(walk_all(), DATELINE_CORRUPT);
    changed(LISTS_LEXICON, 2)[2] = 'c';
    after_term('a')[-1] = 'b';
    assert_int_equal(reopen(), DATELINE_OK);
    assert_int_equal(walk_all(), DATELINE_CORRUPT);
}

static void a_term_of_no_or_too_many_documents_is_refused(void **state)
{
    struct list_term entry;
    bool found;

    (void)state;
    after_term('b')[0] = 0;
    assert_int_equal(reopen(), DATELINE_OK);
    assert_int_equal(lexicon_find(lists, span_of("b"), &entry, &found, NULL), DATELINE_CORRUPT);
    after_term('a')[1] = 0x7F; /* the high bits of 2 * 300 + 1 */
    assert_int_equal(reopen(), DATELINE_OK);
    assert_int_equal(lexicon_find(lists, span_of("a"), &entry, &found, NULL), DATELINE_CORRUPT);
}

/* Replaces the lexicon by one of 17 terms, from "a", in two groups without keys; returns where the
 * second begins. */
static size_t make_two_groups(void)
{
    struct buf *b = &wrong[LISTS_LEXICON];
    uint8_t offset[8];
    size_t second = 0;

    buf_clear(b);
    for (int c = 'a'; c <= 'q'; c++) {
        const char term[] = {0, 1, (char)c, 2, 1, 1};

        if (c == 'q')
            second = b->len;
        if (c == 'a' || c == 'q')
            buf_add(b, "\0\0", 2); /* the group's offsets */
        buf_add(b, term, sizeof term);
    }
    little_put64(offset, 0);
    buf_add(b, offset, sizeof offset);
    little_put64(offset, second);
    buf_add(b, offset, sizeof offset);
    buf_add(b, right[LISTS_LEXICON].data + right[LISTS_LEXICON].len - LEXICON_FOOTER,
            LEXICON_FOOTER);
    little_put64(changed(LISTS_LEXICON, b->len - LEXICON_FOOTER), 17);
    little_put64(changed(LISTS_LEXICON, b->len - LEXICON_FOOTER + 8), 2);
    little_put32(changed(LISTS_LEXICON, b->len - LEXICON_FOOTER + 20), 0);
    return second;
}

static void a_group_whose_first_term_cannot_be_read_is_refused(void **state)
{
    /* Two offsets, bytes shared, bytes that follow. */
    static const char *const heads[] = {"\0\0\1\1", "\0\0\0\0", "\0\0\0\5",
                                        "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
                                        "\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"};
    static const size_t lengths[] = {4, 4, 4, 8, 8};
    struct list_term entry;
    bool found;

    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        size_t second = make_two_groups();

        assert_int_equal(reopen(), DATELINE_OK);
        assert_int_equal(lexicon_find(lists, span_of("q"), &entry, &found, NULL), DATELINE_OK);
        assert_true(found);
        memcpy(changed(LISTS_LEXICON, second), heads[i], lengths[i]);
        assert_int_equal(reopen(), DATELINE_OK);
        assert_int_equal(lexicon_find(lists, span_of("b"), &entry, &found, NULL), DATELINE_CORRUPT);
    }
}

/* ---- Postings ---------------------------------------------------------------- */

/* Opens the changed postings of "a". */
static dateline_status open_a(struct posting_list *list)
{
    struct list_term entry;
    bool found;

    assert_int_equal(reopen(), DATELINE_OK);
    assert_int_equal(lexicon_find(lists, span_of("a"), &entry, &found, NULL), DATELINE_OK);
    assert_true(found);
    return posting_list_open(lists, &entry, list, NULL);
}

static void shares_that_cannot_be_true_are_refused(void **state)
{
    static const float values[] = {NAN, -1, 2, INFINITY};
    struct posting_list list;

    (void)state;
    assert_int_equal(open_a(&list), DATELINE_OK);
    for (size_t at = 0; at < 12; at += 4)
        for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
            uint32_t before = little_get32(changed(LISTS_POSTINGS, at));

            little_put_float(changed(LISTS_POSTINGS, at), values[i]);
            assert_int_equal(open_a(&list), DATELINE_CORRUPT);
            little_put32(changed(LISTS_POSTINGS, at), before);
        }
    little_put_float(changed(LISTS_POSTINGS, 0), 0);
    assert_int_equal(open_a(&list), DATELINE_CORRUPT); /* less than the tenth */
}

static void bounds_and_last_documents_stay_in_their_limits(void **state)
{
    struct posting_list list;

    (void)state;
    little_put32(changed(LISTS_POSTINGS, LASTS), UINT32_MAX);
    little_put16(changed(LISTS_POSTINGS, BOUNDS), UINT16_MAX);
    assert_int_equal(open_a(&list), DATELINE_OK);
    assert_int_equal(posting_block_last(&list, 0), DOCUMENTS);
    assert_true(posting_block_bound(&list, 0) <= (double)list.x_max);
}

static void a_damaged_last_block_has_nothing_once_the_cursor_is_back_in_it(void **state)
{
    struct posting_cursor *c = must_zalloc(sizeof *c);
    struct posting_list list;

    (void)state;
    little_put32(changed(LISTS_POSTINGS, LASTS + 4 * (BLOCKS - 1)), DOCUMENTS - 1);
    assert_int_equal(open_a(&list), DATELINE_OK);
    posting_cursor_begin(c, &list);
    for (int i = 0; i < 2; i++) {
        assert_false(posting_has(c, DOCUMENTS - 1));
        assert_true(c->damaged);
        posting_back(c, BLOCKS - 1);
    }
    free(c);
}

/* Reads all of "a" with its wdfs; returns whether the cursor met damage. */
static bool a_is_damaged(uint32_t *seen)
{
    struct posting_cursor *c = must_zalloc(sizeof *c);
    struct posting_list list;
    bool damaged;

    assert_int_equal(open_a(&list), DATELINE_OK);
    posting_cursor_begin(c, &list);
    for (*seen = 0; posting_next(c) != POSTING_END; ++*seen)
        posting_wdf(c);
    damaged = c->damaged;
    free(c);
    return damaged;
}

static void a_block_that_contradicts_the_directory_ends_the_list(void **state)
{
    uint32_t seen;

    (void)state;
    assert_false(a_is_damaged(&seen));
    assert_int_equal(seen, DOCUMENTS);
    for (uint32_t block = 0; block < BLOCKS; block++) {
        uint8_t *last = changed(LISTS_POSTINGS, LASTS + 4 * block);
        uint32_t before = little_get32(last);

        little_put32(last, before - 1);
        assert_true(a_is_damaged(&seen));
        assert_int_equal(seen, block * PACKING_BLOCK);
        little_put32(last, before);
    }
}

/* Whether a block with GAPS, of 32 bits each, is read. Its last document is number 128, as without
 * any gap. */
static bool reads_gaps(const uint32_t gaps[PACKING_BLOCK])
{
    enum { BITS = 32, HEAD = 2, NO_WDFS = 2, SIZE = HEAD + 16 * BITS + NO_WDFS };
    struct posting_cursor *c = must_zalloc(sizeof *c);
    uint8_t block[SIZE] = {BITS}, last[4], end[4];
    size_t at = wrong[LISTS_POSTINGS].len;
    struct posting_list list;
    bool read;

    packing_put(gaps, BITS, block + HEAD);
    buf_add(&wrong[LISTS_POSTINGS], (const char *)block, SIZE);
    assert_int_equal(open_a(&list), DATELINE_OK);
    little_put32(last, PACKING_BLOCK);
    little_put32(end, SIZE);
    list.term.documents = PACKING_BLOCK;
    list.blocks = 1;
    list.last = last;
    list.ends = end;
    list.data = lists->files[LISTS_POSTINGS]->data + at;
    list.data_at = at;
    list.data_len = SIZE;
    posting_cursor_begin(c, &list);
    read = posting_decode(c);
    assert_true(read != c->damaged);
    free(c);
    return read;
}

static void documents_that_wrap_around_are_refused(void **state)
{
    uint32_t gaps[PACKING_BLOCK] = {0};

    (void)state;
    assert_true(reads_gaps(gaps));
    gaps[10] = gaps[20] = UINT32_C(1) << 31;
    assert_false(reads_gaps(gaps));
    gaps[10] = gaps[20] = 0;
    gaps[30] = UINT32_MAX; /* a document twice */
    gaps[40] = 1;
    assert_false(reads_gaps(gaps));
}

/* ---- Positions --------------------------------------------------------------- */

/* The number of positions of the last document of "a"; -1 if they are refused. */
static int last_positions(void)
{
    struct posting_cursor *c = must_zalloc(sizeof *c);
    struct position_block b = {.block = POSTING_END};
    struct posting_list list;
    uint32_t n = 0, again = 0;
    bool read;

    assert_int_equal(open_a(&list), DATELINE_OK);
    posting_cursor_begin(c, &list);
    assert_int_equal(posting_seek(c, DOCUMENTS), DOCUMENTS);
    read = position_block_read(&b, c);
    assert_true(read != c->damaged);
    if (read) {
        position_block_of(&b, c->at, &n);
        position_block_of(&b, c->at, &again);
    }
    assert_int_equal(n, again);
    position_block_free(&b);
    free(c);
    return read ? (int)n : -1;
}

static void positions_beyond_32_bits_are_none(void **state)
{
    uint8_t *last_step = changed(LISTS_POSITIONS, wrong[LISTS_POSITIONS].len - 1);

    (void)state;
    assert_int_equal(last_positions(), 2);
    *last_step = 5;
    assert_int_equal(last_positions(), 0);
    *last_step = 0x80; /* a vbyte without an end */
    assert_int_equal(last_positions(), -1);
}

int main(void)
{
#define DECEIT(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        DECEIT(a_footer_that_cannot_be_true_is_refused),
        DECEIT(terms_out_of_order_are_refused),
        DECEIT(a_term_of_no_or_too_many_documents_is_refused),
        DECEIT(a_group_whose_first_term_cannot_be_read_is_refused),
        DECEIT(shares_that_cannot_be_true_are_refused),
        DECEIT(bounds_and_last_documents_stay_in_their_limits),
        DECEIT(a_damaged_last_block_has_nothing_once_the_cursor_is_back_in_it),
        DECEIT(a_block_that_contradicts_the_directory_ends_the_list),
        DECEIT(documents_that_wrap_around_are_refused),
        DECEIT(positions_beyond_32_bits_are_none),
    };

    return cmocka_run_group_tests(tests, set_up_group, tear_down_group);
}
