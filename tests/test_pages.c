/* Paged files: what is written is read back, and damage is refused where it is. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "core/alloc.h"
#include "tests/bytes.h"
#include "tests/paged_file.h"

#include <cmocka.h>

enum { SUM = 8, HANGS = 20 /* seconds */ };

static char folder[64], path[128];
static struct open_dir dir;
static dateline_error err;

/* Every second open() is interrupted. */
static unsigned opens;
int __real_open(const char *name, int flags, ...);
int __wrap_open(const char *name, int flags, ...);
int __wrap_open(const char *name, int flags, ...)
{
    if (opens++ % 2)
        return __real_open(name, flags, 0600);
    errno = EINTR;
    return -1;
}

static int set_up(void **state)
{
    (void)state;
    paged_folder_make(folder, &dir);
    snprintf(path, sizeof path, "%s/file", folder);
    alarm(HANGS);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    alarm(0);
    paged_folder_remove(&dir);
    return 0;
}

static struct buf random_bytes(size_t n)
{
    struct buf b = {0};

    while (b.len < n)
        buf_char(&b, (char)below(256));
    return b;
}

static struct pages *opened(struct output_file f)
{
    struct pages *p = NULL;

    if (pages_open(path, f.size, f.checksum, &p, &err) != DATELINE_OK)
        fail_msg("%s", err.text);
    return p;
}

static void refused(uint64_t size, uint64_t sum, dateline_status wanted, const char *text)
{
    struct pages *p = NULL;

    err = (dateline_error){0};
    assert_int_equal(pages_open(path, size, sum, &p, &err), wanted);
    assert_null(p);
    assert_non_null(strstr(err.text, path));
    assert_non_null(strstr(err.text, text));
}

static void bytes_of_any_size_come_back(void **state)
{
    static const size_t sizes[] = {0,
                                   1,
                                   63,
                                   PAGES_SIZE - 1,
                                   PAGES_SIZE,
                                   PAGES_SIZE + 1,
                                   3 * PAGES_SIZE,
                                   64 * PAGES_SIZE,
                                   64 * PAGES_SIZE + 1,
                                   130 * PAGES_SIZE + 5};

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct buf b = random_bytes(sizes[i]);
        struct output_file f = paged_file_write(&dir, "file", buf_span(&b));
        struct pages *p = opened(f);
        size_t pages = (b.len + PAGES_SIZE - 1) / PAGES_SIZE;

        assert_int_equal(f.size, b.len + pages * SUM + PAGES_TRAILER);
        assert_int_equal(p->size, b.len);
        assert_true(pages_ready(p, 0, b.len));
        if (b.len)
            assert_memory_equal(p->data, b.data, b.len);
        assert_int_equal(pages_check(p, &err), DATELINE_OK);
        pages_close(p);
        buf_free(&b);
    }
}

static void a_span_that_leaves_the_data_is_refused(void **state)
{
    struct buf b = random_bytes(PAGES_SIZE + 10);
    struct pages *p = opened(paged_file_write(&dir, "file", buf_span(&b)));

    (void)state;
    assert_true(pages_ready(p, b.len, 0));
    assert_true(pages_ready(p, b.len - 1, 1));
    assert_false(pages_ready(p, b.len, 1));
    assert_false(pages_ready(p, b.len + 1, 0));
    assert_false(pages_ready(p, 0, b.len + 1));
    assert_false(pages_ready(p, 1, UINT64_MAX));
    assert_false(pages_ready(p, UINT64_MAX, 1));
    assert_false(pages_ready(p, UINT64_MAX, UINT64_MAX));
    assert_false(pages_ready(p, UINT64_MAX - 4, 5));
    pages_close(p);
    buf_free(&b);
}

/* Changes a byte of the file, under its mapping too. */
static void flip(uint64_t at)
{
    int fd = openat(dir.fd, "file", O_RDWR | O_CLOEXEC);
    uint8_t byte;

    assert_int_equal(pread(fd, &byte, 1, (off_t)at), 1);
    byte ^= (uint8_t)(1U << at % 8);
    assert_int_equal(pwrite(fd, &byte, 1, (off_t)at), 1);
    close(fd);
}

static void a_page_is_verified_at_its_first_use(void **state)
{
    struct buf b = random_bytes(3 * PAGES_SIZE + 7);
    struct pages *p = opened(paged_file_write(&dir, "file", buf_span(&b)));
    char place[64];

    (void)state;
    flip(PAGES_SIZE + 100);
    assert_true(pages_ready(p, 0, PAGES_SIZE));
    assert_false(pages_ready(p, PAGES_SIZE, 1));
    assert_false(pages_ready(p, PAGES_SIZE - 1, 2));
    assert_false(pages_ready(p, 0, b.len));
    assert_true(pages_ready(p, 2 * PAGES_SIZE, PAGES_SIZE + 7));
    assert_int_equal(pages_check(p, &err), DATELINE_CORRUPT);
    snprintf(place, sizeof place, "at byte %d", PAGES_SIZE);
    assert_non_null(strstr(err.text, path));
    assert_non_null(strstr(err.text, place));
    flip(PAGES_SIZE + 100);
    assert_true(pages_ready(p, PAGES_SIZE, 1));
    flip(5); /* of a page that was verified: remembered, and seen by pages_check alone */
    assert_true(pages_ready(p, 5, 1));
    assert_int_equal(pages_check(p, &err), DATELINE_CORRUPT);
    pages_close(p);
    buf_free(&b);
}

/* Whether a file with the byte at AT changed is refused, or its page when it is used. */
static bool notices(struct output_file f, uint64_t at, uint64_t data)
{
    struct pages *p = NULL;
    bool noticed = pages_open(path, f.size, f.checksum, &p, &err) == DATELINE_CORRUPT;

    if (noticed || at >= data)
        return noticed;
    noticed = !pages_ready(p, at, 1) && pages_check(p, &err) == DATELINE_CORRUPT;
    for (uint64_t page = 0; page < data; page += PAGES_SIZE)
        noticed &= pages_ready(p, page, 1) == (page / PAGES_SIZE != at / PAGES_SIZE);
    pages_close(p);
    return noticed;
}

static void every_changed_byte_is_noticed(void **state)
{
    struct buf b = random_bytes(2 * PAGES_SIZE + 200);
    struct output_file f = paged_file_write(&dir, "file", buf_span(&b));

    (void)state;
    for (uint64_t at = 0; at < f.size; at += at < 2 * PAGES_SIZE ? 23 : 1) {
        flip(at);
        if (!notices(f, at, b.len))
            fail_msg("byte %ju", (uintmax_t)at);
        flip(at);
    }
    buf_free(&b);
}

static void another_size_or_checksum_is_refused(void **state)
{
    struct buf b = random_bytes(PAGES_SIZE + 9), file = {0};
    struct output_file f = paged_file_write(&dir, "file", buf_span(&b));

    (void)state;
    refused(f.size, f.checksum + 1, DATELINE_CORRUPT, "checksum");
    refused(f.size - 1, f.checksum, DATELINE_CORRUPT, "size");
    raw_file_read(&dir, "file", &file);
    for (size_t n = 0; n < file.len; n += n < PAGES_SIZE ? 97 : 1) {
        raw_file_write(&dir, "file", (struct span){file.data, n});
        refused(f.size, f.checksum, DATELINE_CORRUPT, "size");
        refused(n, f.checksum, DATELINE_CORRUPT, "");
    }
    buf_char(&file, 0);
    raw_file_write(&dir, "file", buf_span(&file));
    refused(f.size, f.checksum, DATELINE_CORRUPT, "size");
    refused(f.size + 1, f.checksum, DATELINE_CORRUPT, "trailer");
    buf_free(&file);
    buf_free(&b);
}

static void put_little(struct buf *b, uint64_t v)
{
    for (int i = 0; i < 8; i++)
        buf_char(b, (char)(v >> 8 * i));
}

/* A file with right checksums whose trailer says SIZE and PAGE, with SUMS page checksums. */
static void deceive(uint64_t size, uint64_t page, size_t sums)
{
    struct buf b = random_bytes(100), tail = {0};
    uint64_t sum;

    for (size_t i = 0; i < sums; i++)
        put_little(&tail, XXH3_64bits(b.data, b.len));
    buf_str(&tail, PAGES_MAGIC);
    put_little(&tail, size);
    put_little(&tail, page);
    sum = XXH3_64bits(tail.data, tail.len);
    put_little(&tail, sum);
    buf_span_add(&b, buf_span(&tail));
    raw_file_write(&dir, "file", buf_span(&b));
    refused(b.len, sum, DATELINE_CORRUPT, "trailer");
    buf_free(&tail);
    buf_free(&b);
}

static void a_trailer_made_to_deceive_is_refused(void **state)
{
    static const uint64_t pages[] = {0,   1,    32,      63,       65,         96,
                                     255, 1000, 1 << 21, 1U << 31, 1ULL << 32, 1ULL << 63};

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        deceive(100, pages[i], 1);
    deceive(100, PAGES_SIZE | 1ULL << 32, 1); /* the zero is not zero */
    deceive(100, PAGES_SIZE, 0);
    deceive(100, PAGES_SIZE, 2);
    deceive(100, 64, 1);
    deceive(99, PAGES_SIZE, 1);
    deceive(108, PAGES_SIZE, 1);
    deceive(UINT64_MAX, PAGES_SIZE, 1);
    deceive(UINT64_MAX - PAGES_SIZE, PAGES_SIZE, 1);
    deceive(0, PAGES_SIZE, 1);
}

/* A FIFO without a writer would block an ordinary open() for ever. */
static void only_a_regular_file_is_opened(void **state)
{
    (void)state;
    refused(100, 0, DATELINE_NO_INDEX, "missing");
    assert_int_equal(mkfifo(path, 0600), 0);
    refused(0, 0, DATELINE_CORRUPT, "regular");
    refused(100, 0, DATELINE_CORRUPT, "regular");
    unlink(path);
    assert_int_equal(symlink("file", path), 0);
    refused(100, 0, DATELINE_IO, "cannot open");
    unlink(path);
    assert_int_equal(symlink("/dev/zero", path), 0);
    refused(0, 0, DATELINE_CORRUPT, "regular");
    unlink(path);
    assert_int_equal(mkdir(path, 0700), 0);
    refused(100, 0, DATELINE_CORRUPT, "regular");
    rmdir(path);
}

/* ---- Threads -------------------------------------------------------------- */

struct reader {
    struct pages *pages;
    struct span wanted;
    uint64_t seed;
    bool right;
};

static void *read_spans(void *arg)
{
    struct reader *r = arg;

    r->right = true;
    for (int i = 0; i < 3000; i++) {
        size_t at, len;

        r->seed = r->seed * UINT64_C(6364136223846793005) + 1442695040888963407;
        at = (size_t)(r->seed >> 33) % r->wanted.len;
        len = (size_t)(r->seed >> 13) % 300;
        if (len > r->wanted.len - at)
            len = r->wanted.len - at;
        r->right &= pages_ready(r->pages, at, len) &&
                    !memcmp(r->pages->data + at, r->wanted.data + at, len);
    }
    return NULL;
}

static void threads_share_a_file(void **state)
{
    enum { THREADS = 4 };
    struct buf b = random_bytes(200 * PAGES_SIZE + 1);
    struct pages *p = opened(paged_file_write(&dir, "file", buf_span(&b)));
    struct reader readers[THREADS];
    pthread_t threads[THREADS];

    (void)state;
    for (size_t i = 0; i < THREADS; i++) {
        readers[i] = (struct reader){p, buf_span(&b), i, false};
        assert_int_equal(pthread_create(&threads[i], NULL, read_spans, &readers[i]), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(readers[i].right);
    }
    pages_close(p);
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(bytes_of_any_size_come_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_span_that_leaves_the_data_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_page_is_verified_at_its_first_use, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_changed_byte_is_noticed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_size_or_checksum_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_trailer_made_to_deceive_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_a_regular_file_is_opened, set_up, tear_down),
        cmocka_unit_test_setup_teardown(threads_share_a_file, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
