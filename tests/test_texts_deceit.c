/* Stored articles made to deceive, one field at a time: their page checksums are right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "core/article.h"
#include "store/little.h"
#include "store/texts_writer.h"
#include "tests/paged_file.h"

#include <cmocka.h>

enum { ARTICLES = 3 };

static struct buf data[TEXTS_FILES]; /* of the files, to be changed */
static struct texts *texts;

static void write_articles(const struct open_dir *dir)
{
    const struct article a = {.id = span_of("wire/1"), .body = span_of("Harbour reopens")};
    struct texts_writer *w = texts_writer_new(dir);
    struct output_file files[TEXTS_FILES];
    struct buf record = {0};

    article_encode(&a, &record);
    for (int i = 0; i < ARTICLES; i++)
        assert_int_equal(texts_writer_add(w, buf_span(&record), NULL), DATELINE_OK);
    assert_int_equal(texts_writer_finish(w, files, NULL), DATELINE_OK);
    assert_int_equal(texts_writer_sync(w, NULL), DATELINE_OK);
    texts_writer_close(w);
    buf_free(&record);
}

static int set_up(void **state)
{
    char path[64];
    struct open_dir dir;

    (void)state;
    paged_folder_make(path, &dir);
    write_articles(&dir);
    for (int f = 0; f < TEXTS_FILES; f++) {
        data[f] = (struct buf){0};
        raw_file_read(&dir, texts_file_name((enum texts_file)f), &data[f]);
        data[f].len -= PAGES_TRAILER + sizeof(uint64_t); /* one page */
    }
    paged_folder_remove(&dir);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    for (int f = 0; f < TEXTS_FILES; f++)
        buf_free(&data[f]);
    return 0;
}

static dateline_status open_texts(void)
{
    texts = NULL;
    return texts_open(pages_unverified(buf_span(&data[TEXTS_HEADS])),
                      pages_unverified(buf_span(&data[TEXTS_BODIES])), ARTICLES, &texts, NULL);
}

static void a_file_shorter_than_its_footer_is_refused(void **state)
{
    (void)state;
    for (data[TEXTS_BODIES].len = 0; data[TEXTS_BODIES].len < TEXTS_FOOTER;
         data[TEXTS_BODIES].len++)
        assert_int_equal(open_texts(), DATELINE_CORRUPT);
}

static void there_are_no_more_articles_than_documents(void **state)
{
    uint8_t *end = (uint8_t *)data[TEXTS_HEADS].data + data[TEXTS_HEADS].len - TEXTS_FOOTER;
    struct texts_reader *r;
    struct span head;

    (void)state;
    little_put32(end - sizeof(uint32_t), ARTICLES - 1); /* the block's last document */
    assert_int_equal(open_texts(), DATELINE_OK);
    r = texts_reader_new(texts);
    assert_int_equal(texts_head(r, 1, &head, NULL), DATELINE_OK);
    assert_int_equal(texts_head(r, ARTICLES, &head, NULL), DATELINE_CORRUPT);
    texts_reader_free(r);
    texts_close(texts);
    little_put32(end - sizeof(uint32_t), UINT32_MAX);
    little_put32(end + 8, ARTICLES - 1); /* documents; the block has one more */
    assert_int_equal(open_texts(), DATELINE_CORRUPT);
    texts = NULL;
    assert_int_equal(texts_open(pages_unverified(buf_span(&data[TEXTS_HEADS])),
                                pages_unverified(buf_span(&data[TEXTS_HEADS])), ARTICLES - 1,
                                &texts, NULL),
                     DATELINE_OK);
    r = texts_reader_new(texts);
    assert_int_equal(texts_head(r, ARTICLES - 1, &head, NULL), DATELINE_OK);
    assert_int_equal(texts_head(r, ARTICLES, &head, NULL), DATELINE_CORRUPT);
    assert_int_equal(texts_head(r, 0, &head, NULL), DATELINE_CORRUPT);
    texts_reader_free(r);
    texts_close(texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_shorter_than_its_footer_is_refused, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(there_are_no_more_articles_than_documents, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
