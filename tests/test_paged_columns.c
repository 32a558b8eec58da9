/* Columns of version 2: what was written is read back; damage is an error. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "store/columns.h"
#include "store/columns_writer.h"
#include "store/little.h"

#include <cmocka.h>

enum { ARTICLES = 5000 };

static char dir[64];
static struct open_dir out;
static struct output_file files[2];
static const char *const names[2] = {COLUMNS_ROWS, COLUMNS_IDS};
static dateline_error err;
static dateline_day days[ARTICLES];

static const char *path_of(int file)
{
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", dir, names[file]);
    return path;
}

/* Article I, from 1: newest first, the last hundred undated. */
static dateline_day day_at(uint32_t i)
{
    uint32_t months = i / 28;

    if (i > ARTICLES - 100)
        return 0;
    return (dateline_day)((2024 - months / 12) * 10000 + (12 - months % 12) * 100 + 28 - i % 28);
}

static struct span id_at(uint32_t i)
{
    static char id[32];

    return (struct span){id, (size_t)snprintf(id, sizeof id, "wire/%u%s", i, i % 3 ? ".txt" : "")};
}

static int write_columns(void **state)
{
    struct columns_writer *w;

    (void)state;
    snprintf(dir, sizeof dir, "/tmp/test_columns.XXXXXX");
    assert_non_null(mkdtemp(dir));
    out = (struct open_dir){open(dir, O_RDONLY | O_DIRECTORY), dir};
    w = columns_writer_new(&out);
    for (uint32_t i = 1; i <= ARTICLES; i++)
        assert_int_equal(columns_writer_add(w, day_at(i), id_at(i), &err), DATELINE_OK);
    assert_int_equal(columns_writer_finish(w, &files[0], &files[1], &err), DATELINE_OK);
    assert_int_equal(columns_writer_sync(w, &err), DATELINE_OK);
    columns_writer_close(w);
    return 0;
}

static int remove_columns(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++)
        unlink(path_of(i));
    close(out.fd);
    rmdir(dir);
    return 0;
}

static dateline_status open_columns(uint32_t articles, struct columns *c)
{
    struct pages *p[2] = {NULL, NULL};
    dateline_status status = DATELINE_OK;

    for (int i = 0; i < 2 && status == DATELINE_OK; i++)
        status = pages_open(path_of(i), files[i].size, files[i].checksum, &p[i], &err);
    if (status == DATELINE_OK)
        return columns_open(p[0], p[1], articles, c, &err);
    pages_close(p[0]);
    return status;
}

/* DATELINE_CORRUPT, or every row as it was written. */
static dateline_status read_all_rows(const struct columns *c)
{
    for (uint32_t i = 1; i <= ARTICLES; i++) {
        struct span id;
        dateline_day day;
        dateline_status status = columns_day(c, i, &day, &err);

        if (status == DATELINE_OK)
            status = columns_id(c, i, &id, &err);
        if (status != DATELINE_OK)
            return status;
        assert_int_equal(day, day_at(i));
        assert_true(span_eq(id, id_at(i)));
    }
    return DATELINE_OK;
}

static void dates_are_read_at_once(const struct columns *c)
{
    memset(days, 0, sizeof days);
    assert_int_equal(columns_days(c, ARTICLES - 1, days, &err), DATELINE_OK);
    for (uint32_t i = 1; i < ARTICLES; i++)
        assert_int_equal(days[i - 1], day_at(i));
    assert_int_equal(days[ARTICLES - 1], 0);
}

static void test_rows_are_read_back(void **state)
{
    struct columns c;
    uint32_t above;

    (void)state;
    assert_int_equal(open_columns(ARTICLES, &c), DATELINE_OK);
    assert_int_equal(read_all_rows(&c), DATELINE_OK);
    dates_are_read_at_once(&c);
    assert_int_equal(columns_above(&c, 0, &above, &err), DATELINE_OK);
    assert_int_equal(above, ARTICLES - 100);
    assert_int_equal(columns_above(&c, day_at(70), &above, &err), DATELINE_OK);
    assert_int_equal(above, 69);
    columns_close(&c);
}

static void test_another_number_of_articles_is_refused(void **state)
{
    struct columns c;
    struct pages *rows;

    (void)state;
    assert_int_equal(open_columns(ARTICLES + 1, &c), DATELINE_CORRUPT);
    assert_non_null(strstr(err.text, COLUMNS_ROWS));
    assert_int_equal(pages_open(path_of(0), files[0].size, files[0].checksum, &rows, &err),
                     DATELINE_OK);
    assert_int_equal(columns_open(rows, NULL, ARTICLES, &c, &err), DATELINE_CORRUPT);
    assert_non_null(strstr(err.text, COLUMNS_IDS));
}

static void flip_byte(const char *path, off_t at)
{
    int fd = open(path, O_RDWR);
    char byte;

    assert_int_equal(pread(fd, &byte, 1, at), 1);
    byte = (char)~byte;
    assert_int_equal(pwrite(fd, &byte, 1, at), 1);
    close(fd);
}

static void test_damage_is_never_answered_from(void **state)
{
    (void)state;
    for (int file = 0; file < 2; file++)
        for (uint64_t at = 0; at < files[file].size; at += 997) {
            struct columns c = {0};
            dateline_status status;

            flip_byte(path_of(file), (off_t)at);
            status = open_columns(ARTICLES, &c);
            if (status == DATELINE_OK && file == 0)
                assert_int_equal(columns_days(&c, ARTICLES, days, &err), DATELINE_CORRUPT);
            if (status == DATELINE_OK)
                status = read_all_rows(&c);
            assert_int_equal(status, DATELINE_CORRUPT);
            assert_non_null(strstr(err.text, dir));
            columns_close(&c);
            flip_byte(path_of(file), (off_t)at);
        }
}

/* Four articles whose ids take 9 GiB; the first turn is within the second id, two more within the
 * last one's. */
static void test_ids_of_many_gigabytes(void **state)
{
    static const uint64_t ends[] = {100, (uint64_t)5 << 30, (uint64_t)6 << 30, (uint64_t)9 << 30};
    enum { N = 4, TURNS = 2 };
    uint8_t rows[N * COLUMNS_ROW + TURNS * 4], *p = rows;
    size_t size = (size_t)9 << 30;
    void *ids = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    struct columns c;

    (void)state;
    assert_true(ids != MAP_FAILED);
    for (int i = 0; i < N; i++)
        p = little_put32(little_put32(p, 20250101), (uint32_t)ends[i]);
    little_put32(little_put32(p, 2), 4);
    c = columns_plain(rows, (struct span){ids, size}, N, "rows");
    c.turns = TURNS;
    for (uint32_t i = 0; i < N; i++) {
        uint64_t start = i ? ends[i - 1] : 0;
        struct span id;

        assert_int_equal(columns_id(&c, i + 1, &id, &err), DATELINE_OK);
        assert_ptr_equal(id.data, (char *)ids + start);
        assert_int_equal(id.len, ends[i] - start);
    }
    munmap(ids, size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_are_read_back),
        cmocka_unit_test(test_another_number_of_articles_is_refused),
        cmocka_unit_test(test_damage_is_never_answered_from),
        cmocka_unit_test(test_ids_of_many_gigabytes),
    };

    return cmocka_run_group_tests(tests, write_columns, remove_columns);
}
