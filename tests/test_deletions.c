/* Sets of deleted documents, against a plain array, and their files. */
#include "core/deletions.h"
#include "tests/archive_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

#include <cmocka.h>

static char dir[] = "/tmp/dateline-deletions-XXXXXX", file[64];

static int make_dir(void **state)
{
    (void)state;
    if (!mkdtemp(dir))
        return -1;
    snprintf(file, sizeof file, "%s/set", dir);
    return 0;
}

static int remove_dir(void **state)
{
    (void)state;
    unlink(file);
    return rmdir(dir);
}

/* The segment whose file has these bytes; written. */
static struct segment written(const struct buf *bytes, uint32_t articles, uint32_t deleted)
{
    struct segment s = {.articles = articles, .deleted = deleted};
    FILE *f = fopen(file, "w");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes->data, 1, bytes->len, f), bytes->len);
    assert_int_equal(fclose(f), 0);
    strcpy(s.deletions.name, "set");
    s.deletions.size = bytes->len;
    s.deletions.checksum = XXH3_64bits(bytes->data, bytes->len);
    return s;
}

static void expect_set(const struct deletions *d, const bool *in, uint32_t last)
{
    uint32_t count = 0, next = 0;

    for (uint32_t id = last + 3; id-- > 0;) {
        bool has = id && id <= last && in[id];

        assert_int_equal(deletions_have(d, id), has);
        count += has;
        next = has ? id : next;
        if (id <= last)
            assert_int_equal(deletions_seek(d, id), next);
    }
    assert_int_equal(d->count, count);
    assert_int_equal(deletions_seek(d, last + 1), 0);
}

static void test_drawn_deletions_come_back_as_written(void **state)
{
    uint64_t seed = 8;

    (void)state;
    for (int round = 0; round < 60; round++) {
        uint32_t last = draw_below(&seed, 200);
        struct deletions d = deletions_none(last), read, copy;
        bool in[256] = {false};
        struct buf bytes = {0};
        struct segment s;

        for (uint32_t n = draw_below(&seed, 300); n--;) {
            uint32_t id = draw_below(&seed, last + 4);
            bool there = id && id <= last, remove = draw_below(&seed, 3) == 0;

            if (remove)
                assert_int_equal(deletions_remove(&d, id), there && in[id]);
            else
                assert_int_equal(deletions_add(&d, id), there && !in[id]);
            if (there)
                in[id] = !remove;
        }
        expect_set(&d, in, last);
        copy = deletions_copy(&d);
        deletions_format(&d, &bytes);
        s = written(&bytes, last, d.count);
        deletions_free(&d);
        expect_set(&copy, in, last);
        assert_int_equal(deletions_read(dir, &s, &read, NULL), DATELINE_OK);
        expect_set(&read, in, last);
        deletions_free(&copy);
        deletions_free(&read);
        buf_free(&bytes);
    }
}

static void expect_refused(const struct segment *s, dateline_status wanted)
{
    struct deletions d = {0};
    dateline_error err = {0};

    assert_int_equal(deletions_read(dir, s, &d, &err), wanted);
    assert_non_null(strstr(err.text, file));
    assert_null(d.bits);
}

/* With checksums that agree and without. */
static void test_damaged_deletions_are_refused(void **state)
{
    struct deletions d = deletions_none(50);
    struct buf bytes = {0};
    struct segment s;

    (void)state;
    for (uint32_t id = 3; id < 50; id += 7)
        deletions_add(&d, id);
    deletions_format(&d, &bytes);
    s = written(&bytes, 50, d.count);
    for (size_t i = 0; i < bytes.len; i++) {
        uint64_t checksum = s.deletions.checksum;

        bytes.data[i] ^= 0x40;
        written(&bytes, 50, d.count);
        expect_refused(&s, DATELINE_CORRUPT);
        if (i < 8 || i >= 12) { /* now out of range, or not the format's */
            s.deletions.checksum = XXH3_64bits(bytes.data, bytes.len);
            if (i < 8 || i % 4 == 1)
                expect_refused(&s, DATELINE_CORRUPT);
        }
        s.deletions.checksum = checksum;
        bytes.data[i] ^= 0x40;
    }
    written(&bytes, 50, d.count);
    truncate(file, (off_t)bytes.len - 4) == 0 ? expect_refused(&s, DATELINE_CORRUPT) : (void)0;
    written(&bytes, 50, d.count);
    s.deleted = 4000000000u; /* more than the file has, or memory should give */
    s.articles = UINT32_MAX;
    expect_refused(&s, DATELINE_CORRUPT);
    s.deletions.size = 12 + 4 * (uint64_t)s.deleted;
    expect_refused(&s, DATELINE_CORRUPT);
    unlink(file);
    expect_refused(&s, DATELINE_NO_INDEX);
    deletions_free(&d);
    buf_free(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drawn_deletions_come_back_as_written),
        cmocka_unit_test(test_damaged_deletions_are_refused),
    };

    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
