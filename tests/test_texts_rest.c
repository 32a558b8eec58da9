/* The rest of damaged texts: every block that is whole is found, with and without the table. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zstd.h>

#include "core/article.h"
#include "store/little.h"
#include "tests/stored_texts.h"

#include <cmocka.h>

enum { LARGE = 4000 /* articles, enough for a dictionary */, SMALL = 60, PAGE = PAGES_SIZE };

/* The layout of a file, by its footer. */
struct layout {
    uint64_t data, ends_at, blocks;
    uint32_t dictionary;
};

/* The bytes of a file, mapped to be changed. */
static uint8_t *map_stored(const struct stored *s, int file)
{
    int fd = open(stored_path(s, file), O_RDWR);
    void *bytes = mmap(NULL, s->files[file].size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

    assert_true(bytes != MAP_FAILED);
    close(fd);
    return bytes;
}

static struct layout layout_of(const struct stored *s, int file)
{
    uint8_t *bytes = map_stored(s, file);
    struct layout l = {.data = little_get64(bytes + s->files[file].size - PAGES_TRAILER + 8)};
    const uint8_t *footer = bytes + l.data - TEXTS_FOOTER;

    l.blocks = little_get64(footer);
    l.dictionary = little_get32(footer + 12);
    l.ends_at = l.data - TEXTS_FOOTER - l.blocks * (sizeof(uint64_t) + sizeof(uint32_t));
    munmap(bytes, s->files[file].size);
    return l;
}

/* Where block I begins, and its last document. */
static uint64_t place_of(const struct stored *s, int file, uint64_t i, uint32_t *last)
{
    struct layout l = layout_of(s, file);
    uint8_t *bytes = map_stored(s, file);
    uint64_t at = i ? little_get64(bytes + l.ends_at + (i - 1) * 8) : l.dictionary;

    *last = little_get32(bytes + l.ends_at + l.blocks * 8 + i * 4);
    munmap(bytes, s->files[file].size);
    return at;
}

/* Inverts the LEN bytes at AT; done again, they are as before. */
static void invert_bytes(const struct stored *s, int file, uint64_t at, uint64_t len)
{
    uint8_t *bytes = map_stored(s, file);

    for (uint64_t i = at; i < at + len; i++)
        bytes[i] = (uint8_t)~bytes[i];
    munmap(bytes, s->files[file].size);
}

static struct stored *stored_made(uint32_t articles, size_t words)
{
    struct stored *s = stored_new();

    for (uint32_t i = 0; i < articles; i++)
        stored_add(s, below((uint32_t)words));
    stored_write(s);
    return s;
}

/* Opens what is left; returns how many articles are read, all of them as written, and sets *LOST to
 * the last one that is not. */
static uint32_t left_over(struct stored *s, uint32_t *lost)
{
    struct pages *files[TEXTS_FILES] = {NULL, NULL};
    struct buf record = {0};
    uint32_t left = 0;

    *lost = 0;
    for (int i = 0; i < TEXTS_FILES; i++)
        if (pages_open_rest(stored_path(s, i), s->files[i].size, &files[i], NULL) != DATELINE_OK)
            files[i] = NULL;
    s->texts = texts_open_rest(files[TEXTS_HEADS], files[TEXTS_BODIES], s->n);
    s->reader = texts_reader_new(s->texts);
    for (uint32_t n = 1; n <= s->n; n++) {
        buf_clear(&record);
        if (texts_record(s->reader, n, &record, NULL) == DATELINE_OK) {
            assert_true(span_eq(buf_span(&record), buf_span(&s->records[n - 1])));
            left++;
        } else {
            *lost = n;
        }
    }
    buf_free(&record);
    stored_close(s);
    return left;
}

static void assert_all_left(struct stored *s)
{
    uint32_t lost;

    assert_int_equal(left_over(s, &lost), s->n);
}

/* Bytes of the table, of the checksums after it, and both, in a file of one page and in one with a
 * dictionary: nothing is lost. */
static void test_nothing_is_lost_with_the_table(void **state)
{
    static const uint32_t articles[] = {1, SMALL, LARGE};

    (void)state;
    for (size_t a = 0; a < sizeof articles / sizeof *articles; a++) {
        struct stored *s = stored_made(articles[a], 300);

        assert_all_left(s);
        for (int f = 0; f < TEXTS_FILES; f++) {
            struct layout l = layout_of(s, f);
            uint64_t size = s->files[f].size;
            const uint64_t damage[][2] = {
                {l.ends_at, size - l.ends_at},   {l.ends_at, l.data - l.ends_at},
                {l.data - TEXTS_FOOTER, 16},     {l.data, size - l.data},
                {l.ends_at, l.blocks * 8},       {l.ends_at + l.blocks * 8, l.blocks * 4},
                {l.data - TEXTS_FOOTER + 12, 1}, {l.data - TEXTS_FOOTER, 1},
            };

            /* Reading all of a large file takes a second: a part of the damages will do. */
            for (size_t d = 0; d < sizeof damage / sizeof *damage;
                 d += articles[a] == LARGE ? 3 : 1) {
                invert_bytes(s, f, damage[d][0], damage[d][1]);
                assert_all_left(s);
                invert_bytes(s, f, damage[d][0], damage[d][1]);
            }
        }
        assert_all_left(s);
        stored_free(s);
    }
}

/* A byte of a block, the table whole: that block's articles are lost and no others, though they
 * share its page. */
static void test_a_block_is_lost_alone(void **state)
{
    struct stored *s = stored_made(SMALL, 300);
    struct layout l = layout_of(s, TEXTS_BODIES);

    (void)state;
    assert_true(l.blocks > 3 && l.data < 2 * PAGE);
    for (uint64_t i = 0; i < l.blocks; i++) {
        uint32_t first = 0, last, lost;
        uint64_t at = place_of(s, TEXTS_BODIES, i, &last);

        if (i)
            place_of(s, TEXTS_BODIES, i - 1, &first);
        for (int k = 0; k < 3; k++) {
            uint64_t byte = at + (k == 0 ? 0 : k == 1 ? 9 : 40);

            invert_bytes(s, TEXTS_BODIES, byte, 1);
            assert_int_equal(left_over(s, &lost), s->n - (last - first));
            assert_int_equal(lost, last);
            invert_bytes(s, TEXTS_BODIES, byte, 1);
        }
    }
    stored_free(s);
}

/* A block and most of the table: what is before it is left, and what is after it where the table
 * says where it ends itself. */
static void test_blocks_are_numbered_from_both_ends(void **state)
{
    struct stored *s = stored_made(LARGE, 100);
    struct layout l = layout_of(s, TEXTS_BODIES);
    uint32_t first, last, lost;
    uint64_t at;

    (void)state;
    place_of(s, TEXTS_BODIES, 9, &first);
    at = place_of(s, TEXTS_BODIES, 10, &last);
    invert_bytes(s, TEXTS_BODIES, at + 30, 1);
    /* The entries of the table are damaged, but not the last end. */
    invert_bytes(s, TEXTS_BODIES, l.ends_at, (l.blocks - 1) * 8);
    invert_bytes(s, TEXTS_BODIES, l.ends_at + l.blocks * 8, l.blocks * 4 + TEXTS_FOOTER);
    assert_int_equal(left_over(s, &lost), s->n - (last - first));
    assert_int_equal(lost, last);
    /* It too: nobody knows what follows the block. */
    invert_bytes(s, TEXTS_BODIES, l.ends_at + (l.blocks - 1) * 8, 8);
    assert_int_equal(left_over(s, &lost), first);
    assert_int_equal(lost, s->n);
    stored_free(s);
}

/* Two blocks, and a part of the table: what lies between them is left where its entries are. */
static void test_blocks_between_two_gaps_need_the_table(void **state)
{
    struct stored *s = stored_made(3 * LARGE, 600);
    struct layout l = layout_of(s, TEXTS_BODIES);
    uint32_t before, last, other_before, other_last, lost, left;
    uint64_t at, other;

    (void)state;
    assert_true(l.blocks * 8 > 2 * PAGE);
    place_of(s, TEXTS_BODIES, 9, &before);
    at = place_of(s, TEXTS_BODIES, 10, &last);
    place_of(s, TEXTS_BODIES, l.blocks - 11, &other_before);
    other = place_of(s, TEXTS_BODIES, l.blocks - 10, &other_last);
    invert_bytes(s, TEXTS_BODIES, at + 30, 1);
    invert_bytes(s, TEXTS_BODIES, other + 30, 1);
    left = s->n - (last - before) - (other_last - other_before);
    assert_int_equal(left_over(s, &lost), left);
    /* The entry of the block after the first gap: a later one counts back to it. */
    invert_bytes(s, TEXTS_BODIES, l.ends_at + 11 * 8, 8);
    assert_int_equal(left_over(s, &lost), left);
    invert_bytes(s, TEXTS_BODIES, l.ends_at + 11 * 8, 8);
    /* All but the last: what lies between the gaps may be of any number. */
    invert_bytes(s, TEXTS_BODIES, l.ends_at, (l.blocks - 1) * 8);
    assert_int_equal(left_over(s, &lost), before + s->n - other_last);
    assert_int_equal(lost, other_last);
    stored_free(s);
}

/* A file that is cut off or gone: the articles before the cut. */
static void test_a_file_is_cut_off(void **state)
{
    struct stored *s = stored_made(LARGE, 100);
    uint32_t last, lost;
    uint64_t at = place_of(s, TEXTS_BODIES, 20, &lost);

    (void)state;
    place_of(s, TEXTS_BODIES, 19, &last);
    assert_int_equal(truncate(stored_path(s, TEXTS_BODIES), (off_t)at + 50), 0);
    assert_int_equal(left_over(s, &lost), last);
    unlink(stored_path(s, TEXTS_BODIES));
    assert_int_equal(left_over(s, &lost), 0);
    stored_free(s);
}

/* Writes FILE as before frames had checksums: a block for each document. */
static void write_plain_blocks(struct stored *s, int file)
{
    struct page_writer *w = page_writer_new(&s->out, texts_file_name((enum texts_file)file));
    struct buf ends = {0};
    uint8_t number[sizeof(uint64_t)], lasts[] = {1, 0, 0, 0, 2, 0, 0, 0},
                                      footer[TEXTS_FOOTER] = {2, 0, 0, 0, 0, 0, 0, 0, 2};

    assert_int_equal(s->n, 2);
    for (uint32_t i = 0; i < s->n; i++) {
        struct article_parts parts;
        struct buf text = {0};
        char frame[512];
        size_t len;

        assert_true(article_split(buf_span(&s->records[i]), &parts));
        buf_span_add(&text, file == TEXTS_HEADS ? parts.head : parts.body);
        buf_char(&text, '\0');
        len = ZSTD_compress(frame, sizeof frame, text.data, text.len, 1);
        assert_int_equal(page_writer_add(w, frame, len, NULL), DATELINE_OK);
        little_put64(number, page_writer_size(w));
        buf_add(&ends, number, sizeof number);
        buf_free(&text);
    }
    assert_int_equal(page_writer_add(w, ends.data, ends.len, NULL), DATELINE_OK);
    assert_int_equal(page_writer_add(w, lasts, sizeof lasts, NULL), DATELINE_OK);
    assert_int_equal(page_writer_add(w, footer, sizeof footer, NULL), DATELINE_OK);
    assert_int_equal(page_writer_finish(w, &s->files[file], NULL), DATELINE_OK);
    assert_int_equal(page_writer_sync(w, NULL), DATELINE_OK);
    page_writer_close(w);
    buf_free(&ends);
}

/* A segment without checksums of blocks is trusted only where its pages are whole. */
static void test_blocks_without_checksums_need_their_pages(void **state)
{
    struct stored *s = stored_new();
    uint32_t lost;

    (void)state;
    stored_add(s, 2);
    stored_add(s, 2);
    write_plain_blocks(s, TEXTS_HEADS);
    write_plain_blocks(s, TEXTS_BODIES);
    assert_all_left(s);
    invert_bytes(s, TEXTS_BODIES, place_of(s, TEXTS_BODIES, 1, &lost) + 10, 1); /* a letter */
    assert_int_equal(left_over(s, &lost), 0);
    stored_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_lost_with_the_table),
        cmocka_unit_test(test_a_block_is_lost_alone),
        cmocka_unit_test(test_blocks_are_numbered_from_both_ends),
        cmocka_unit_test(test_blocks_between_two_gaps_need_the_table),
        cmocka_unit_test(test_a_file_is_cut_off),
        cmocka_unit_test(test_blocks_without_checksums_need_their_pages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
