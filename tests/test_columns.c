/* Columns against the records they are drawn from; without them, and damaged. */
#include "shim/xap.h"
#include "snapshot/articles.h"
#include "snapshot/snapshot.h"
#include "snapshot/terms.h"
#include "tests/building.h"
#include "tests/indexing.h"
#include "tests/oracle/xap_writer.h"
#include "tests/without_columns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { ARTICLES = 120 };

static char at[64];
static dateline_error err;

static void succeed(dateline_status status)
{
    if (status != DATELINE_OK)
        fail_msg("%s", err.text);
}

/* Two segments, of which one has deletions. */
static int set_up(void **state)
{
    struct archive_sample s = {0};
    uint64_t seed = 5;

    (void)state;
    snprintf(at, sizeof at, "%s/index", scratch_make());
    for (uint32_t i = 0; i < ARTICLES; i++)
        sample_draw(&s, &seed, i);
    indexing_add_some(at, &s, 0, ARTICLES - 20);
    indexing_add_some(at, &s, ARTICLES - 20, ARTICLES);
    indexing_delete(at, sample_at(&s, 7).id);
    sample_free(&s);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_remove();
    return 0;
}

static struct snapshot *open_snapshot(void)
{
    struct snapshot *s;

    succeed(snapshot_open(at, &s, &err));
    return s;
}

/* Compares every row with its record; how many rows there were. */
static size_t compare(struct snapshot *s)
{
    struct buf record = {0};
    struct snapshot_posting p;
    struct snapshot_postings *all;
    bool more;
    size_t known = 0;

    succeed(snapshot_postings_open(s, (struct span){0}, &all, &err));
    while (snapshot_postings_next(all, 0, &p, &more, &err) == DATELINE_OK && more) {
        struct snapshot_row row;
        struct article a;

        succeed(snapshot_record(s, p.doc, &record, &err));
        assert_true(article_decode(buf_span(&record), &a));
        succeed(snapshot_row(s, p.doc, &row, &err));
        if (row.known)
            assert_true(span_eq(row.id, a.id) && row.day == a.day);
        known += row.known;
    }
    snapshot_postings_close(all);
    buf_free(&record);
    return known;
}

static void expect_rows(size_t n)
{
    struct snapshot *s = open_snapshot(), *same;

    succeed(snapshot_open_same(s, &same, &err));
    assert_int_equal(compare(same), n);
    assert_int_equal(compare(s), n);
    snapshot_close(same);
    snapshot_close(s);
}

static void test_rows_are_what_records_say(void **state)
{
    (void)state;
    expect_rows(ARTICLES);
    indexing_compact(at);
    expect_rows(ARTICLES - 1);
}

static dateline_day day_of(const struct columns *c, uint32_t number)
{
    dateline_day day;

    succeed(columns_day(c, number, &day, &err));
    return day;
}

static uint32_t above_day(const struct columns *c, dateline_day day)
{
    uint32_t above;

    succeed(columns_above(c, day, &above, &err));
    return above;
}

static void test_above_counts(void **state)
{
    struct snapshot *s = open_snapshot();
    const struct columns *c;
    size_t dates = 0;

    (void)state;
    succeed(snapshot_columns(s, 0, &c, &err));
    for (uint32_t i = 1; i <= c->articles; i++) {
        dateline_day limits[] = {day_of(c, i) - 1, day_of(c, i), day_of(c, i) + 1};

        dates += day_of(c, i) != 0;
        for (int k = 0; k < 3; k++) {
            uint32_t above = 0;

            for (uint32_t n = 1; n <= c->articles; n++)
                above += day_of(c, n) > limits[k];
            assert_int_equal(above_day(c, limits[k]), above);
        }
    }
    assert_in_range(dates, 1, c->articles - 1);
    assert_int_equal(above_day(c, DAY_LAST), 0);
    snapshot_close(s);
}

/* ---- Absent ----------------------------------------------------------------- */

/* FILE of the first segment. */
static const char *file_path(const char *file)
{
    static char path[256];
    struct manifest m;

    succeed(manifest_read(at, &m, &err));
    snprintf(path, sizeof path, "%s/%s/%s", at, m.segments[0].name, file);
    manifest_free(&m);
    return path;
}

/* As an index is that was written before there were columns. */
static void test_not_in_the_manifest(void **state)
{
    (void)state;
    without_columns(at);
    expect_rows(0);
    indexing_expect_clean(at, true);
    indexing_compact(at);
    expect_rows(ARTICLES - 1);
}

/* A snapshot has its files open. */
static void test_gone(void **state)
{
    struct snapshot *s = open_snapshot();

    (void)state;
    assert_int_equal(unlink(file_path(COLUMNS_IDS)), 0);
    assert_int_equal(compare(s), ARTICLES);
    snapshot_close(s);
}

/* Our own files do not know what another program does to Xapian's tables. */
static void test_written_to_by_others(void **state)
{
    struct manifest m;
    struct buf path = {0};
    xap_writer *w;

    (void)state;
    succeed(manifest_read(at, &m, &err));
    buf_printf(&path, "%s/%s", at, m.segments[0].name);
    succeed(xap_writer_open(path.data, &w, &err));
    succeed(xap_writer_delete(w, 1, &err));
    succeed(xap_writer_commit(w, &err));
    xap_writer_close(w);
    expect_rows(ARTICLES);
    buf_free(&path);
    manifest_free(&m);
}

/* ---- Damaged ---------------------------------------------------------------- */

static void expect_corrupt(void)
{
    struct snapshot *s = open_snapshot();
    struct snapshot_row row;

    assert_int_equal(snapshot_row(s, 1, &row, &err), DATELINE_CORRUPT);
    assert_non_null(strstr(err.text, "damaged"));
    snapshot_close(s);
}

/* Makes FILE, which is SIZE bytes long, so LONG: the index is not opened. */
static void cut(FILE *f, long size, long length)
{
    struct snapshot *s;

    assert_int_equal(ftruncate(fileno(f), length), 0);
    assert_int_equal(snapshot_open(at, &s, &err), DATELINE_CORRUPT);
    assert_non_null(strstr(err.text, "damaged"));
    assert_int_equal(ftruncate(fileno(f), size), 0);
}

static void test_cut_short(void **state)
{
    static const char *const files[] = {COLUMNS_ROWS, COLUMNS_IDS};

    (void)state;
    for (int i = 0; i < 2; i++) {
        FILE *f = fopen(file_path(files[i]), "r+");
        long size;

        fseek(f, 0, SEEK_END);
        size = ftell(f);
        cut(f, size, size - 1);
        cut(f, size, 0);
        cut(f, size, size + 1);
        fclose(f);
    }
}

/* Whatever rows hold, nothing outside the files is read. */
static void test_any_bytes_are_read_within_the_files(void **state)
{
    uint64_t seed = 9;
    unsigned char rows[4 * COLUMNS_ROW];
    char ids[] = "abc";

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct columns c = columns_plain(rows, (struct span){ids, 3}, 4, "rows");

        for (size_t k = 0; k < sizeof rows; k++)
            rows[k] = (unsigned char)(k % 4 > 1 || k % 8 == 5 ? 0 : draw_below(&seed, 6));
        rows[draw_below(&seed, sizeof rows)] = (unsigned char)draw_below(&seed, 256);
        for (uint32_t n = 1; n <= 4; n++) {
            dateline_day day = day_of(&c, n);
            struct span id;

            assert_true(!day || day_valid(day));
            if (columns_id(&c, n, &id, &err) == DATELINE_OK)
                assert_true(id.len && id.data >= ids && id.data + id.len <= ids + 3);
        }
        assert_in_range(above_day(&c, 20010101), 0, 4);
    }
}

static void test_id_out_of_bounds(void **state)
{
    const unsigned char row[COLUMNS_ROW] = {1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF};
    FILE *f = fopen(file_path(COLUMNS_ROWS), "r+");

    (void)state;
    assert_int_equal(fwrite(row, 1, sizeof row, f), sizeof row);
    fclose(f);
    expect_corrupt();
}

#define COLUMNS_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        COLUMNS_TEST(test_rows_are_what_records_say),
        COLUMNS_TEST(test_above_counts),
        COLUMNS_TEST(test_not_in_the_manifest),
        COLUMNS_TEST(test_gone),
        COLUMNS_TEST(test_written_to_by_others),
        COLUMNS_TEST(test_cut_short),
        cmocka_unit_test(test_any_bytes_are_read_within_the_files),
        COLUMNS_TEST(test_id_out_of_bounds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
