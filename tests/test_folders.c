/* The ids that folders gave to an index: their file, whole, damaged and forged, and what a commit
 * changes of them. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/file.h"
#include "core/hash.h"
#include "indexer/index/folders.h"
#include "indexer/output/disk.h"

#include <cmocka.h>

static char dir[] = "/tmp/test-folders-XXXXXX";
static struct component made;
static struct buf whole; /* the bytes of its file */

static int make_file(void **state)
{
    struct folders f = {0};
    struct buf path = {0};

    (void)state;
    if (!mkdtemp(dir))
        return -1;
    for (uint64_t name = 9; name > 6; name--) {
        folder_add(folders_of(&f, name), span_of("a"));
        folder_add(folders_of(&f, name), span_of(name == 8 ? "b" : "c"));
        folder_sort(folders_find(&f, name));
    }
    folders_find(&f, 8)->synced = true;
    assert_int_equal(folders_write(dir, &f, &made, NULL), DATELINE_OK);
    buf_printf(&path, "%s/%s", dir, made.name);
    assert_int_equal(file_read_whole(path.data, made.size, &whole, NULL), DATELINE_OK);
    buf_free(&path);
    folders_free(&f);
    return 0;
}

static int remove_file(void **state)
{
    (void)state;
    buf_free(&whole);
    disk_remove(dir);
    return 0;
}

/* Reads BYTES in the place of the file of C. */
static dateline_status read_as(struct span bytes, const struct component *c, struct folders *out,
                               dateline_error *err)
{
    struct buf path = {0};

    buf_printf(&path, "%s/%s", dir, c->name);
    assert_int_equal(disk_write(path.data, bytes.data, bytes.len, NULL), DATELINE_OK);
    buf_free(&path);
    return folders_read(dir, c, out, err);
}

static void refuses(struct span bytes, const struct component *c)
{
    struct folders f = {0};
    dateline_error err;

    assert_int_equal(read_as(bytes, c, &f, &err), DATELINE_CORRUPT);
    assert_non_null(strstr(err.text, c->name));
    assert_int_equal(f.n, 0);
}

static void test_what_was_written_is_read(void **state)
{
    struct folders f = {0};

    (void)state;
    assert_int_equal(read_as(buf_span(&whole), &made, &f, NULL), DATELINE_OK);
    assert_int_equal(f.n, 3);
    assert_true(folder_has(folders_find(&f, 8), span_of("b")));
    assert_false(folder_has(folders_find(&f, 8), span_of("c")));
    assert_true(folder_has(folders_find(&f, 9), span_of("c")));
    assert_true(folders_find(&f, 8)->synced && !folders_find(&f, 9)->synced);
    folders_free(&f);
}

static void test_damage_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < whole.len; i++) {
        whole.data[i] ^= 0x10;
        refuses(buf_span(&whole), &made);
        whole.data[i] ^= 0x10;
        refuses((struct span){whole.data, i}, &made);
    }
}

/* The component of BYTES, as if they had been written. */
static struct component forged(struct span bytes)
{
    struct component c = {.version = 1, .size = bytes.len, .checksum = hash_number(bytes)};

    snprintf(c.name, sizeof c.name, "seg-folders.%016" PRIx64, c.checksum);
    return c;
}

static void test_what_no_writer_makes_is_refused(void **state)
{
    /* The number of folders, the order of their names, whether one was synced, the number of its
     * ids, their order; more than is said. */
    static const struct {
        size_t at;
        char byte;
    } changes[] = {{8, 2}, {8, 4}, {15, '\x7f'}, {16, 0}, {16, 9}, {24, 2}, {32, 1}, {39, '\x7f'}};

    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct buf bytes = {0};
        struct component c;

        buf_add(&bytes, whole.data, whole.len);
        bytes.data[changes[i].at] = changes[i].byte;
        c = forged(buf_span(&bytes));
        refuses(buf_span(&bytes), &c);
        memcpy(bytes.data, whole.data, whole.len);
        memcpy(bytes.data + 40, whole.data + 48, 8); /* an id twice */
        c = forged(buf_span(&bytes));
        refuses(buf_span(&bytes), &c);
        buf_free(&bytes);
    }
}

/* ---- Commits ---------------------------------------------------------------------- */

/* Adds the ids of one letter each in LETTERS to the folder NAME of F. */
static void give(struct folders *f, uint64_t name, const char *letters, bool synced)
{
    struct folder *to = folders_of(f, name);

    for (; *letters; letters++)
        folder_add(to, (struct span){letters, 1});
    to->synced = synced;
}

/* The folder NAME of F has those of the ids a to d that are in LETTERS. */
static void has_only(const struct folders *f, uint64_t name, const char *letters)
{
    const struct folder *found = folders_find(f, name);

    assert_non_null(found);
    assert_int_equal(found->len, strlen(letters));
    for (const char *c = "abcd"; *c; c++)
        assert_int_equal(folder_has(found, (struct span){c, 1}), strchr(letters, *c) != NULL);
}

static void test_an_id_is_in_the_folder_that_gave_it_last(void **state)
{
    struct folders f = {0}, given = {0};

    (void)state;
    give(&given, 1, "abba", true);
    give(&given, 2, "c", false);
    folders_take(&f, &given);
    assert_int_equal(given.n, 0);
    has_only(&f, 1, "ab");
    give(&given, 2, "b", false);
    folders_take(&f, &given);
    has_only(&f, 1, "a");
    has_only(&f, 2, "bc");
    /* Sources that are no folders have no set of their own. */
    give(&given, 0, "ac", false);
    folders_take(&f, &given);
    has_only(&f, 1, "");
    has_only(&f, 2, "b");
    assert_null(folders_find(&f, 0));
    folders_free(&f);
}

static void test_a_synced_folder_keeps_nothing_else_and_stays_one(void **state)
{
    struct folders f = {0}, given = {0};

    (void)state;
    give(&given, 1, "ab", false);
    give(&given, 2, "d", false);
    folders_take(&f, &given);
    give(&given, 1, "bc", true);
    folders_take(&f, &given);
    has_only(&f, 1, "bc");
    give(&given, 1, "a", false);
    folders_take(&f, &given);
    has_only(&f, 1, "abc");
    assert_true(folders_find(&f, 1)->synced && !folders_find(&f, 2)->synced);
    folders_forget(&f);
    assert_int_equal(f.n, 1);
    has_only(&f, 1, "abc");
    folders_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_written_is_read),
        cmocka_unit_test(test_damage_is_refused),
        cmocka_unit_test(test_what_no_writer_makes_is_refused),
        cmocka_unit_test(test_an_id_is_in_the_folder_that_gave_it_last),
        cmocka_unit_test(test_a_synced_folder_keeps_nothing_else_and_stays_one),
    };

    return cmocka_run_group_tests(tests, make_file, remove_file);
}
