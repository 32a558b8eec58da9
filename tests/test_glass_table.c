/* Tables by themselves: the entries written are read back, damage is told with
 * file and block, a disk that is full with the file's name. */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "core/alloc.h"
#include "indexer/glass/reader.h"
#include "indexer/glass/table.h"
#include "store/file_writer.h"
#include "tests/bytes.h"

#include <cmocka.h>

static char folder[] = "/tmp/test_glass_table.XXXXXX";
static struct open_dir dir;
static dateline_error err;

static void assert_ok(dateline_status status)
{
    if (status != DATELINE_OK)
        fail_msg("%s", err.text);
}

/* ---- The page cache ------------------------------------------------------- */

int __wrap_posix_fadvise(int fd, off_t from, off_t len, int advice);

/* What was let go, as one stretch from the beginning. */
static off_t let_go;

int __wrap_posix_fadvise(int fd, off_t from, off_t len, int advice)
{
    (void)fd;
    if (advice != POSIX_FADV_DONTNEED)
        return 0;
    assert_true(from <= let_go && from + len >= let_go);
    let_go = from + len;
    return 0;
}

static void write_zeros(size_t size, bool seldom_read)
{
    enum { PIECE = 1 << 16 };
    struct file_writer *o = file_writer_new(&dir, "zeros");
    struct output_file file;
    uint8_t *room;

    let_go = 0;
    if (seldom_read)
        file_writer_seldom_read(o);
    for (size_t done = 0; done < size; done += PIECE) {
        assert_ok(file_writer_room(o, PIECE, &room, &err));
        memset(room, 0, PIECE);
        file_writer_commit(o, PIECE);
    }
    assert_ok(file_writer_finish(o, &file, &err));
    assert_int_equal(file.size, size);
    file_writer_close(o); /* and the file, which was not synced, is gone */
    assert_int_not_equal(faccessat(dir.fd, "zeros", F_OK, 0), 0);
}

/* The checksum of a file of a few bytes. */
static uint64_t checksum_written(bool wanted)
{
    struct file_writer *o = file_writer_new(&dir, "bytes");
    struct output_file file;

    if (!wanted)
        file_writer_no_checksum(o);
    assert_ok(file_writer_add(o, span_of("a few"), &err));
    assert_ok(file_writer_finish(o, &file, &err));
    file_writer_close(o);
    return file.checksum;
}

static void a_file_has_a_checksum_unless_none_is_wanted(void **unused)
{
    (void)unused;
    assert_true(checksum_written(true) != 0);
    assert_true(checksum_written(false) == 0);
}

/* Of a file that is seldom read all is let go, without a gap, but what was written last. */
static void what_is_seldom_read_is_let_go(void **unused)
{
    enum { LITTLE = 64 << 20, MUCH = 100 << 20, STEPS = 8 << 20 };

    (void)unused;
    write_zeros(LITTLE, true);
    assert_int_equal(let_go, 0);
    write_zeros(MUCH, false);
    assert_int_equal(let_go, 0);
    write_zeros(MUCH, true);
    assert_in_range(let_go, MUCH - LITTLE - STEPS, MUCH - LITTLE);
}

/* ---- Tables --------------------------------------------------------------- */

struct entry {
    struct buf key, tag;
    bool compressed;
};

/* Entry N of a table whose keys ascend, share long beginnings and differ in length. */
static void make_entry(struct entry *e, uint32_t n)
{
    size_t len = below(20) ? below(60) : below(20000);

    buf_clear(&e->key);
    buf_clear(&e->tag);
    buf_printf(&e->key, "%0*u", 5 + (int)(n / 100 % 5) * 60, n / 100 * 100);
    buf_printf(&e->key, "%02u", n % 100);
    for (size_t i = 0; i < len; i++)
        buf_char(&e->tag, (char)below(256));
    e->compressed = len && below(2);
}

static int by_key(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;

    return span_cmp(buf_span(&x->key), buf_span(&y->key));
}

static void assert_file(const struct output_file *file, enum glass_kind kind)
{
    char *bytes = must_alloc(file->size);
    int fd = openat(dir.fd, glass_file_name(kind), O_RDONLY);
    struct stat st;

    assert_int_equal(fstat(fd, &st), 0);
    assert_int_equal(st.st_size, file->size);
    assert_int_equal(read(fd, bytes, file->size), file->size);
    assert_int_equal(XXH3_64bits(bytes, file->size), file->checksum);
    close(fd);
    free(bytes);
}

static void assert_reads_back(const struct entry *entries, size_t n, const struct glass_root *root)
{
    struct glass_reader *r;
    struct glass_entry e;
    bool more;

    assert_ok(glass_reader_open(&dir, GLASS_DOCDATA, root, &r, &err));
    for (size_t i = 0; i < n; i++) {
        assert_ok(glass_reader_next(r, &e, &more, &err));
        assert_true(more);
        assert_bytes(e.key, buf_span(&entries[i].key));
        assert_bytes(e.tag, buf_span(&entries[i].tag));
        assert_int_equal(e.compressed, entries[i].compressed);
    }
    assert_ok(glass_reader_next(r, &e, &more, &err));
    assert_false(more);
    glass_reader_close(r);
}

static void write_table(const struct entry *entries, size_t n, uint32_t block_size,
                        struct glass_root *root, struct output_file *file)
{
    struct glass_table *t = glass_table_new(&dir, GLASS_DOCDATA, block_size);

    unlinkat(dir.fd, glass_file_name(GLASS_DOCDATA), 0);
    for (size_t i = 0; i < n; i++)
        assert_ok(glass_table_add(t, buf_span(&entries[i].key), buf_span(&entries[i].tag),
                                  entries[i].compressed, &err));
    assert_ok(glass_table_finish(t, root, file, &err));
    assert_ok(glass_table_sync(t, &err));
    glass_table_close(t);
}

static void tables_come_back(void **unused)
{
    enum { MOST = 5000 };
    static struct entry entries[MOST];
    struct glass_root root;
    struct output_file file;

    (void)unused;
    for (uint32_t n = 0; n < MOST; n++)
        make_entry(&entries[n], n);
    qsort(entries, MOST, sizeof *entries, by_key);
    for (uint32_t size = GLASS_BLOCK_MIN; size <= GLASS_BLOCK_MAX; size *= 2)
        for (size_t n = 1; n <= MOST; n = n < MOST / 8 ? n * 8 : n < MOST ? MOST : MOST + 1) {
            write_table(entries, n, size, &root, &file);
            assert_int_equal(root.entries, n);
            assert_int_equal((uint64_t)root.blocks * size, file.size);
            assert_int_equal(root.block, root.blocks - 1);
            assert_file(&file, GLASS_DOCDATA);
            assert_reads_back(entries, n, &root);
        }
    assert_true(root.level >= 1);
    for (size_t n = 0; n < MOST; n++) {
        buf_free(&entries[n].key);
        buf_free(&entries[n].tag);
    }
}

static void table_without_entries_has_no_file(void **unused)
{
    struct glass_root root;
    struct output_file file;

    (void)unused;
    write_table(NULL, 0, 8192, &root, &file);
    assert_true(root.fake);
    assert_int_equal(file.size, 0);
    assert_int_equal(faccessat(dir.fd, "docdata.glass", F_OK, 0), -1);
    assert_reads_back(NULL, 0, &root);
}

/* ---- What goes wrong ------------------------------------------------------ */

static dateline_status read_all(const struct glass_root *root)
{
    struct glass_reader *r = NULL;
    struct glass_entry e;
    bool more = true;
    dateline_status status = glass_reader_open(&dir, GLASS_DOCDATA, root, &r, &err);

    while (status == DATELINE_OK && more)
        status = glass_reader_next(r, &e, &more, &err);
    glass_reader_close(r);
    return status;
}

static void write_numbers(size_t n, struct glass_root *root)
{
    struct entry *entries = must_zalloc(n * sizeof *entries);
    struct output_file file;

    for (size_t i = 0; i < n; i++) {
        buf_printf(&entries[i].key, "%09zu", i);
        buf_str(&entries[i].tag, "some tag of some length");
    }
    write_table(entries, n, 2048, root, &file);
    for (size_t i = 0; i < n; i++) {
        buf_free(&entries[i].key);
        buf_free(&entries[i].tag);
    }
    free(entries);
}

static void assert_damage_told(const struct glass_root *root, const char *what)
{
    assert_int_equal(read_all(root), DATELINE_CORRUPT);
    if (!strstr(err.text, "docdata.glass") || !strstr(err.text, what))
        fail_msg("wanted %s, was told: %s", what, err.text);
}

static void overwrite(off_t at, const char *digits)
{
    int fd = openat(dir.fd, "docdata.glass", O_RDWR);
    struct span bytes = hex(digits);

    assert_int_equal(pwrite(fd, bytes.data, bytes.len, at), bytes.len);
    close(fd);
}

static void damage_is_told_with_file_and_block(void **unused)
{
    struct glass_root root, wrong;
    int fd;

    (void)unused;
    write_numbers(1000, &root);
    assert_int_equal(read_all(&root), DATELINE_OK);
    wrong = root;
    wrong.entries++;
    assert_damage_told(&wrong, "1000 entries where iamglass says 1001");
    wrong = root;
    wrong.block = root.blocks;
    assert_damage_told(&wrong, "beyond the file's end");
    wrong = root;
    wrong.level = GLASS_LEVELS;
    assert_damage_told(&wrong, "impossible root");
    overwrite(4, "01");
    assert_damage_told(&root, "block 0: of another level");
    overwrite(4, "00");
    overwrite(2048 + 11, "ff ff");
    assert_damage_told(&root, "block 1: a damaged item");
    overwrite(2048 + 11, "00 20 00 20");
    assert_damage_told(&root, "block 1: a damaged item");
    overwrite(2048 + 9, "00 0c");
    assert_damage_told(&root, "block 1: an impossible directory");
    fd = openat(dir.fd, "docdata.glass", O_RDWR);
    assert_int_equal(ftruncate(fd, 2048), 0);
    close(fd);
    assert_damage_told(&root, "beyond the file's end");
    unlinkat(dir.fd, "docdata.glass", 0);
    assert_damage_told(&root, "missing");
}

static void repeated_and_swapped_leaves_are_found(void **unused)
{
    struct glass_root root;
    uint8_t block[2048];
    int fd;

    (void)unused;
    write_numbers(1000, &root);
    fd = openat(dir.fd, "docdata.glass", O_RDWR);
    assert_int_equal(pread(fd, block, sizeof block, 2048), sizeof block);
    assert_int_equal(pwrite(fd, block, sizeof block, 2L * 2048), sizeof block);
    close(fd);
    assert_damage_told(&root, "block 2: keys out of order");
}

/* The file may grow to LIMIT bytes only: as when the disk is full. */
static void writing_past_the_end_of_the_disk_is_told(void **unused)
{
    struct rlimit before, limit;
    struct glass_table *t = glass_table_new(&dir, GLASS_DOCDATA, 8192);
    struct glass_root root;
    struct output_file file;

    (void)unused;
    getrlimit(RLIMIT_FSIZE, &before);
    limit = before;
    limit.rlim_cur = 4096;
    signal(SIGXFSZ, SIG_IGN);
    unlinkat(dir.fd, "docdata.glass", 0);
    assert_ok(glass_table_add(t, span_of("key"), span_of("tag"), false, &err));
    setrlimit(RLIMIT_FSIZE, &limit);
    assert_int_equal(glass_table_finish(t, &root, &file, &err), DATELINE_IO);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_non_null(strstr(err.text, "cannot write"));
    assert_non_null(strstr(err.text, "docdata.glass"));
    glass_table_close(t);
    assert_int_equal(faccessat(dir.fd, "docdata.glass", F_OK, 0), -1); /* taken away */
}

static void an_entry_beyond_the_format_is_a_limit(void **unused)
{
    enum { SIZE = 65536 * 512 }; /* more than 65,535 items of the smallest blocks */
    struct glass_table *t = glass_table_new(&dir, GLASS_DOCDATA, 2048);
    char *tag = must_zalloc(SIZE);

    (void)unused;
    assert_int_equal(glass_table_add(t, span_of("key"), (struct span){tag, SIZE}, false, &err),
                     DATELINE_LIMIT);
    assert_non_null(strstr(err.text, "an entry is too long"));
    glass_table_close(t);
    free(tag);
}

static void an_existing_file_is_not_overwritten(void **unused)
{
    struct glass_table *t;
    struct glass_root root, ignored;
    struct output_file file;

    (void)unused;
    write_numbers(3, &root);
    t = glass_table_new(&dir, GLASS_DOCDATA, 2048);
    assert_ok(glass_table_add(t, span_of("key"), span_of("tag"), false, &err));
    assert_int_equal(glass_table_finish(t, &ignored, &file, &err), DATELINE_IO);
    glass_table_close(t);
    assert_int_equal(read_all(&root), DATELINE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_has_a_checksum_unless_none_is_wanted),
        cmocka_unit_test(what_is_seldom_read_is_let_go),
        cmocka_unit_test(tables_come_back),
        cmocka_unit_test(table_without_entries_has_no_file),
        cmocka_unit_test(damage_is_told_with_file_and_block),
        cmocka_unit_test(repeated_and_swapped_leaves_are_found),
        cmocka_unit_test(writing_past_the_end_of_the_disk_is_told),
        cmocka_unit_test(an_entry_beyond_the_format_is_a_limit),
        cmocka_unit_test(an_existing_file_is_not_overwritten),
    };
    char command[64];
    int failed;

    dir.path = mkdtemp(folder);
    dir.fd = open(folder, O_RDONLY | O_DIRECTORY);
    if (dir.fd < 0)
        return 1;
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) ? 1 : failed;
}
