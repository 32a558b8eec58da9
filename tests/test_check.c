/* Damage is told, wherever it is; what another program has written is told,
 * refused by writers, and still searched. */
#include "indexer/index/check.h"
#include "snapshot/snapshot.h"
#include "tests/building.h"
#include "tests/indexing.h"
#include "tests/oracle/upkeep.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char at[64];

/* Every file of the index but the lock. */
static char *files[64];
static size_t n_files;

static void list_files(const char *dir)
{
    struct dirent **names;
    int n = scandir(dir, &names, NULL, alphasort);

    assert_true(n > 0);
    for (int i = 0; i < n; i++) {
        struct stat st;
        struct buf path = {0};

        buf_printf(&path, "%s/%s", dir, names[i]->d_name);
        assert_int_equal(stat(path.data, &st), 0);
        if (names[i]->d_name[0] != '.' && S_ISDIR(st.st_mode))
            list_files(path.data);
        else if (names[i]->d_name[0] != '.' && strcmp(names[i]->d_name, "lock") != 0)
            files[n_files++] = strdup(path.data);
        buf_free(&path);
        free(names[i]);
    }
    free(names);
}

/* Two segments, of which one has deletions. */
static int set_up(void **state)
{
    struct archive_sample s = {0};
    uint64_t seed = 41;

    (void)state;
    snprintf(at, sizeof at, "%s/index", scratch_make());
    for (uint32_t i = 0; i < 40; i++)
        sample_draw(&s, &seed, i);
    indexing_add_some(at, &s, 0, 25);
    indexing_add_some(at, &s, 25, 40);
    indexing_delete(at, sample_at(&s, 7).id);
    indexing_delete(at, sample_at(&s, 9).id);
    indexing_add_some(at, &s, 0, 1); /* unchanged */
    sample_free(&s);
    indexing_expect_clean(at, true);
    list_files(at);
    assert_in_range(n_files, 28,
                    29); /* XAPIANDB, deletions (old ones too), thirteen of each segment */
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    while (n_files)
        free(files[--n_files]);
    scratch_remove();
    return 0;
}

static void count(void *ctx, const char *message)
{
    assert_true(*message && !strchr(message, '\n'));
    ++*(size_t *)ctx;
}

/* Whether damage is found; a stub that is not dateline's any more is no index. */
static bool is_told(void)
{
    size_t told = 0;
    struct check_result found;
    dateline_error err;
    dateline_status status = check_index(at, count, &told, &found, &err);

    if (status != DATELINE_OK)
        return status == DATELINE_NO_INDEX && strstr(err.text, "stub");
    assert_int_equal(!check_is_clean(&found), told > 0);
    return told > 0;
}

/* The old deletions file, kept for readers of the state before. */
static bool is_old(const char *file)
{
    struct manifest m;
    bool named;

    if (strstr(file, "/XAPIANDB") || strstr(file, "glass") || strstr(file, "columns.") ||
        strstr(file, "lists.") || strstr(file, "texts."))
        return false;
    assert_int_equal(manifest_read(at, &m, NULL), DATELINE_OK);
    named = manifest_names(&m, strrchr(file, '/') + 1);
    manifest_free(&m);
    return !named;
}

static long size_of(const char *file)
{
    struct stat st;

    assert_int_equal(stat(file, &st), 0);
    return st.st_size;
}

static void flip(const char *file, long offset, int bits)
{
    FILE *f = fopen(file, "r+");
    int c;

    assert_non_null(f);
    fseek(f, offset, SEEK_SET);
    c = fgetc(f);
    fseek(f, offset, SEEK_SET);
    fputc(c ^ bits, f);
    assert_int_equal(fclose(f), 0);
}

static void test_bits(void **state)
{
    uint64_t seed = 1;

    (void)state;
    for (size_t i = 0; i < n_files; i++) {
        long size = size_of(files[i]);
        bool every = strstr(files[i], "XAPIANDB") != NULL;

        if (is_old(files[i]))
            continue;
        for (long k = 0; k < (every ? size : 8); k++) {
            long offset = every ? k : (long)draw_below(&seed, (uint32_t)size);
            int bits = 1 << draw_below(&seed, 8);

            flip(files[i], offset, bits);
            if (!is_told())
                fail_msg("%s: bits %d of byte %ld", files[i], bits, offset);
            flip(files[i], offset, bits);
        }
    }
    assert_false(is_told());
}

static void run(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

static void run(const char *fmt, ...)
{
    struct buf command = {0};
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(&command, fmt, ap);
    va_end(ap);
    assert_int_equal(system(command.data), 0);
    buf_free(&command);
}

static void expect_told(const char *file, const char *what)
{
    if (!is_told())
        fail_msg("%s: %s is not told", file, what);
}

static void test_lengths(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_files; i++) {
        long size = size_of(files[i]);
        FILE *f;

        if (is_old(files[i]))
            continue;
        run("cp %s %s-aside", files[i], files[i]);
        assert_int_equal(truncate(files[i], size - 1), 0);
        expect_told(files[i], "a byte less");
        assert_int_equal(truncate(files[i], 0), 0);
        expect_told(files[i], "emptied");
        assert_int_equal(unlink(files[i]), 0);
        if (!strstr(files[i], "XAPIANDB"))
            expect_told(files[i], "missing");
        run("mv %s-aside %s", files[i], files[i]);
        f = fopen(files[i], "a");
        fputc(0, f);
        fclose(f);
        expect_told(files[i], "a byte more");
        assert_int_equal(truncate(files[i], size), 0);
    }
    assert_false(is_told());
}

/* The tables' own damage, under checksums that agree with it, must not bring
 * down who reads them. */
static void test_damaged_is_survived(void **state)
{
    uint64_t seed = 77;

    (void)state;
    for (size_t i = 0; i < n_files; i++) {
        struct snapshot *s;
        long size = size_of(files[i]);

        if (!strstr(files[i], ".glass"))
            continue;
        for (int n = 0; n < 10; n++) {
            long offset = (long)draw_below(&seed, (uint32_t)size);

            flip(files[i], offset, 0xFF);
            if (snapshot_open(at, &s, NULL) == DATELINE_OK)
                snapshot_close(s);
            flip(files[i], offset, 0xFF);
        }
    }
    assert_false(is_told());
}

static void test_foreign_writer(void **state)
{
    struct index_options o = {.threads = 1};
    struct buf report = {0};
    struct manifest m;
    struct snapshot *s;
    struct index *x;
    dateline_error err;
    char segment[160];

    (void)state;
    assert_int_equal(manifest_read(at, &m, NULL), DATELINE_OK);
    snprintf(segment, sizeof segment, "%s/%s", at, m.segments[1].name);
    manifest_free(&m);
    assert_true(upkeep_change(segment, &report));
    assert_true(is_told());
    assert_int_equal(index_open(at, &o, &x, &err), DATELINE_CORRUPT);
    assert_non_null(strstr(err.text, "another program"));
    if (snapshot_open(at, &s, &err) != DATELINE_OK)
        fail_msg("%s", err.text);
    snapshot_close(s);
    buf_free(&report);
}

static void test_no_index(void **state)
{
    size_t told = 0;
    struct check_result found;
    char path[128];
    FILE *f;

    (void)state;
    snprintf(path, sizeof path, "%s/nowhere", at);
    assert_int_equal(check_index(path, count, &told, &found, NULL), DATELINE_NO_INDEX);
    snprintf(path, sizeof path, "%s/XAPIANDB", at);
    f = fopen(path, "w");
    fputs("glass somewhere\n", f);
    fclose(f);
    assert_int_equal(check_index(at, count, &told, &found, NULL), DATELINE_NO_INDEX);
    assert_int_equal(told, 0);
}

#define CHECK_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CHECK_TEST(test_bits),
        CHECK_TEST(test_lengths),
        CHECK_TEST(test_damaged_is_survived),
        CHECK_TEST(test_foreign_writer),
        CHECK_TEST(test_no_index),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
