/* The cache of text blocks: what is found is what was put, for that file and block. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "store/text_cache.h"

#include <cmocka.h>

enum { FILES = 2, BLOCKS = 3 * TEXT_CACHE_PLACES, THREADS = 4 };

static const char files[FILES];

/* The content of a block: its file and number, and as many bytes more as the number says. */
static void content_of(size_t file, uint64_t block, struct buf *out)
{
    buf_clear(out);
    buf_printf(out, "%zu %llu ", file, (unsigned long long)block);
    while (out->len < block % 300)
        buf_char(out, 'x');
}

static void check_found(struct text_cache *c, size_t file, uint64_t block, size_t *found)
{
    struct buf wanted = {0}, got = {0};

    content_of(file, block, &wanted);
    if (text_cache_get(c, &files[file], block, &got)) {
        assert_true(span_eq(buf_span(&wanted), buf_span(&got)));
        ++*found;
    }
    buf_free(&wanted);
    buf_free(&got);
}

static void put_all(struct text_cache *c)
{
    struct buf content = {0};

    for (uint64_t block = 0; block < BLOCKS; block++)
        for (size_t file = 0; file < FILES; file++) {
            content_of(file, block, &content);
            text_cache_put(c, &files[file], block, buf_span(&content));
        }
    buf_free(&content);
}

static void test_finds_what_was_put(void **state)
{
    struct text_cache *c = text_cache_new();
    size_t found = 0;

    (void)state;
    check_found(c, 0, 7, &found);
    assert_int_equal(found, 0);
    put_all(c);
    check_found(c, 1, BLOCKS - 1, &found);
    assert_int_equal(found, 1);
    for (uint64_t block = 0; block < BLOCKS; block++)
        for (size_t file = 0; file < FILES; file++)
            check_found(c, file, block, &found);
    assert_in_range(found, TEXT_CACHE_PLACES / 2, TEXT_CACHE_PLACES + 1);
    text_cache_free(c);
    text_cache_free(NULL);
}

static void test_neighbours_lie_apart(void **state)
{
    struct text_cache *c = text_cache_new();
    size_t found = 0;

    (void)state;
    for (uint64_t block = 0; block < 64; block++) {
        struct buf content = {0};

        content_of(0, block, &content);
        text_cache_put(c, &files[0], block, buf_span(&content));
        buf_free(&content);
    }
    for (uint64_t block = 0; block < 64; block++)
        check_found(c, 0, block, &found);
    assert_int_equal(found, 64);
    text_cache_free(c);
}

static void test_keeps_no_long_block(void **state)
{
    struct text_cache *c = text_cache_new();
    char *block = calloc(1, TEXT_CACHE_BLOCK);
    struct buf got = {0};

    (void)state;
    text_cache_put(c, &files[0], 1, (struct span){block, TEXT_CACHE_BLOCK});
    assert_false(text_cache_get(c, &files[0], 1, &got));
    text_cache_put(c, &files[0], 1, (struct span){block, TEXT_CACHE_BLOCK - 1});
    assert_true(text_cache_get(c, &files[0], 1, &got));
    assert_int_equal(got.len, TEXT_CACHE_BLOCK - 1);
    buf_free(&got);
    free(block);
    text_cache_free(c);
}

static void *put_and_find(void *ctx)
{
    size_t found = 0;

    put_all(ctx);
    for (uint64_t block = 0; block < BLOCKS; block++)
        check_found(ctx, 0, block, &found);
    return NULL;
}

static void test_threads_share_it(void **state)
{
    struct text_cache *c = text_cache_new();
    pthread_t threads[THREADS];

    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, put_and_find, c), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    text_cache_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_what_was_put),
        cmocka_unit_test(test_neighbours_lie_apart),
        cmocka_unit_test(test_keeps_no_long_block),
        cmocka_unit_test(test_threads_share_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
