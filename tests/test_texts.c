/* Stored articles: what was written is read back, in any order; damage is an error. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/article.h"
#include "tests/stored_texts.h"

#include <cmocka.h>

static dateline_status stored_open(struct stored *s, dateline_error *err)
{
    struct pages *files[TEXTS_FILES];
    dateline_status status = stored_open_pages(s, files, err);

    if (status == DATELINE_OK)
        status = texts_open(files[TEXTS_HEADS], files[TEXTS_BODIES], s->n, &s->texts, err);
    if (status == DATELINE_OK)
        s->reader = texts_reader_new(s->texts);
    return status;
}

static void reads_back(struct stored *s, uint32_t number)
{
    const struct buf *wanted = &s->records[number - 1];
    struct article a, head;
    struct span part;
    struct buf record = {0};
    dateline_error err;

    assert_true(article_decode(buf_span(wanted), &a));
    assert_int_equal(texts_head(s->reader, number, &part, &err), DATELINE_OK);
    assert_true(article_decode(part, &head));
    assert_true(span_eq(head.id, a.id));
    assert_int_equal(head.day, a.day);
    assert_int_equal(head.body.len, 0);
    assert_int_equal(texts_body(s->reader, number, &part, &err), DATELINE_OK);
    assert_true(span_eq(part, a.body));
    assert_int_equal(texts_record(s->reader, number, &record, &err), DATELINE_OK);
    assert_true(span_eq(buf_span(&record), buf_span(wanted)));
    buf_free(&record);
}

static void all_read_back(struct stored *s)
{
    dateline_error err;

    stored_write(s);
    assert_int_equal(stored_open(s, &err), DATELINE_OK);
    for (uint32_t i = 1; i <= s->n; i++)
        reads_back(s, i);
    for (uint32_t i = s->n; i; i--)
        reads_back(s, i);
    for (uint32_t i = 0; i < s->n; i++)
        reads_back(s, 1 + below(s->n));
}

/* ---- Round trips ------------------------------------------------------------- */

static void test_articles_of_any_length_are_read_back(void **state)
{
    static const size_t words[] = {0, 1, 0, 0, 900, 1200, 70000, 0, 3, 5000, 0};
    struct stored *s = stored_new();

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        stored_add(s, words[i]);
    all_read_back(s);
    stored_free(s);
}

static void test_one_article_is_a_segment(void **state)
{
    struct stored *s = stored_new();

    (void)state;
    stored_add(s, 0);
    all_read_back(s);
    stored_free(s);
}

/* As much text as a dictionary is made for, and more. */
static void test_many_articles_share_a_dictionary(void **state)
{
    struct stored *s = stored_new();

    (void)state;
    for (int i = 0; i < 4000; i++)
        stored_add(s, below(400));
    all_read_back(s);
    stored_free(s);
}

static void test_bytes_that_do_not_compress(void **state)
{
    struct stored *s = stored_new();
    struct article a = {.id = span_of("x")};
    struct buf noise = {0};

    (void)state;
    for (int i = 0; i < 3 << 20; i++)
        buf_char(&noise, (char)(1 + below(255)));
    a.body = buf_span(&noise);
    s->records = must_zalloc(sizeof *s->records);
    article_encode(&a, &s->records[s->n++]);
    all_read_back(s);
    buf_free(&noise);
    stored_free(s);
}

static void test_the_same_records_give_the_same_bytes(void **state)
{
    struct stored *s = stored_new(), *again = stored_new();

    (void)state;
    for (int i = 0; i < 4000; i++)
        stored_add(s, below(400));
    stored_write(s);
    again->records = s->records;
    again->n = s->n;
    stored_write(again);
    for (int i = 0; i < TEXTS_FILES; i++) {
        assert_int_equal(s->files[i].size, again->files[i].size);
        assert_int_equal(s->files[i].checksum, again->files[i].checksum);
    }
    again->records = NULL;
    again->n = 0;
    stored_free(again);
    stored_free(s);
}

/* ---- Refusals ---------------------------------------------------------------- */

static void test_only_whole_records_are_taken(void **state)
{
    static const struct span wrong[] = {
        {"", 0},
        {"id=1\ntext=x", 11},
        {"hash=0123456789abcdef0123456789abcdef\nid=1\ntext=x", 49},
    };
    struct stored *s = stored_new();
    struct article a = {.id = span_of("x"), .body = {"a\0b", 3}};
    struct buf record = {0};
    struct texts_writer *w;
    dateline_error err;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        w = texts_writer_new(&s->out);
        assert_int_equal(texts_writer_add(w, wrong[i], &err), DATELINE_CORRUPT);
        texts_writer_close(w);
    }
    article_encode(&a, &record);
    w = texts_writer_new(&s->out);
    assert_int_equal(texts_writer_add(w, buf_span(&record), &err), DATELINE_CORRUPT);
    texts_writer_close(w);
    buf_free(&record);
    stored_free(s);
}

static void test_another_number_of_articles_is_refused(void **state)
{
    struct stored *s = stored_new();
    struct pages *files[TEXTS_FILES];
    dateline_error err;

    (void)state;
    stored_add(s, 10);
    stored_write(s);
    assert_int_equal(stored_open_pages(s, files, &err), DATELINE_OK);
    assert_int_equal(texts_open(files[0], files[1], 2, &s->texts, &err), DATELINE_CORRUPT);
    assert_int_equal(stored_open_pages(s, files, &err), DATELINE_OK);
    pages_close(files[1]);
    assert_int_equal(texts_open(files[0], NULL, 1, &s->texts, &err), DATELINE_CORRUPT);
    stored_free(s);
}

static void test_a_number_that_is_not_there(void **state)
{
    struct stored *s = stored_new();
    struct span part;
    dateline_error err;

    (void)state;
    stored_add(s, 10);
    stored_add(s, 10);
    all_read_back(s);
    assert_int_equal(texts_head(s->reader, 3, &part, &err), DATELINE_CORRUPT);
    assert_int_equal(texts_head(s->reader, 0, &part, &err), DATELINE_CORRUPT);
    stored_free(s);
}

/* Changes the byte AT of a file's data, by WITH, and gives it checksums that fit. */
static void deceive(struct stored *s, int file, uint64_t at, uint8_t with)
{
    struct buf bytes = {0};
    struct page_writer *w;
    struct pages *p;
    dateline_error err;

    assert_int_equal(
        pages_open(stored_path(s, file), s->files[file].size, s->files[file].checksum, &p, &err),
        DATELINE_OK);
    buf_add(&bytes, p->data, (size_t)p->size);
    pages_close(p);
    bytes.data[at % bytes.len] ^= (char)with;
    unlink(stored_path(s, file));
    w = page_writer_new(&s->out, texts_file_name((enum texts_file)file));
    assert_int_equal(page_writer_add(w, bytes.data, bytes.len, &err), DATELINE_OK);
    assert_int_equal(page_writer_finish(w, &s->files[file], &err), DATELINE_OK);
    assert_int_equal(page_writer_sync(w, &err), DATELINE_OK);
    page_writer_close(w);
    buf_free(&bytes);
}

/* Bytes that carry right checksums, but were not written by a writer, are answered with an error
 * or with other text, never followed out of the file. */
static void test_files_made_to_deceive(void **state)
{
    struct stored *s = stored_new();

    (void)state;
    for (int i = 0; i < 60; i++)
        stored_add(s, below(300));
    stored_write(s);
    for (int i = 0; i < 500; i++) {
        int file = i % TEXTS_FILES;
        uint64_t size = s->files[file].size, back = below(2) ? below(300) : below((uint32_t)size);
        uint8_t with = (uint8_t)(1 + below(255));
        struct output_file kept = s->files[file];
        dateline_error err;
        struct buf record = {0};

        deceive(s, file, size - 1 - back, with);
        if (stored_open(s, &err) == DATELINE_OK)
            for (uint32_t n = 0; n <= s->n + 1; n++)
                if (texts_record(s->reader, n, &record, &err) != DATELINE_OK)
                    assert_non_null(strstr(err.text, s->dir));
        stored_close(s);
        buf_free(&record);
        deceive(s, file, size - 1 - back, with);
        assert_int_equal(s->files[file].checksum, kept.checksum);
    }
    stored_free(s);
}

static void flip_byte(const char *path, uint64_t at)
{
    int fd = open(path, O_RDWR);
    char byte;

    assert_int_equal(pread(fd, &byte, 1, (off_t)at), 1);
    byte = (char)~byte;
    assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
    close(fd);
}

/* A flipped byte on the disk: refused or an error that names the file, never other text. */
static void test_damage_is_never_answered_from(void **state)
{
    struct stored *s = stored_new();

    (void)state;
    for (int i = 0; i < 200; i++)
        stored_add(s, below(300));
    stored_write(s);
    for (int i = 0; i < 400; i++) {
        int file = i % TEXTS_FILES;
        uint64_t at = below((uint32_t)s->files[file].size);
        bool told = false;
        dateline_error err;
        struct buf record = {0};

        flip_byte(stored_path(s, file), at);
        told = stored_open(s, &err) != DATELINE_OK;
        for (uint32_t n = 1; n <= s->n && !told; n++) {
            buf_clear(&record);
            told = texts_record(s->reader, n, &record, &err) != DATELINE_OK;
            if (!told)
                assert_true(span_eq(buf_span(&record), buf_span(&s->records[n - 1])));
        }
        assert_true(told);
        assert_non_null(strstr(err.text, stored_path(s, file)));
        stored_close(s);
        buf_free(&record);
        flip_byte(stored_path(s, file), at);
    }
    stored_free(s);
}

/* A reader that met damage reads on where there is none. */
static void test_heads_do_not_need_bodies(void **state)
{
    struct stored *s = stored_new();
    struct span part;
    dateline_error err;

    (void)state;
    for (int i = 0; i < 50; i++)
        stored_add(s, 300);
    stored_write(s);
    flip_byte(stored_path(s, TEXTS_BODIES), 100);
    assert_int_equal(stored_open(s, &err), DATELINE_OK);
    assert_int_equal(texts_body(s->reader, 1, &part, &err), DATELINE_CORRUPT);
    assert_int_equal(texts_head(s->reader, 1, &part, &err), DATELINE_OK);
    reads_back(s, 50);
    assert_int_equal(texts_body(s->reader, 1, &part, &err), DATELINE_CORRUPT);
    stored_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_articles_of_any_length_are_read_back),
        cmocka_unit_test(test_one_article_is_a_segment),
        cmocka_unit_test(test_many_articles_share_a_dictionary),
        cmocka_unit_test(test_bytes_that_do_not_compress),
        cmocka_unit_test(test_the_same_records_give_the_same_bytes),
        cmocka_unit_test(test_only_whole_records_are_taken),
        cmocka_unit_test(test_another_number_of_articles_is_refused),
        cmocka_unit_test(test_a_number_that_is_not_there),
        cmocka_unit_test(test_files_made_to_deceive),
        cmocka_unit_test(test_damage_is_never_answered_from),
        cmocka_unit_test(test_heads_do_not_need_bodies),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
