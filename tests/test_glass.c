/* Databases written table by table against libxapian's own of the same
 * documents: read through libxapian they are the same, xapian-check finds
 * nothing wrong, changing them goes as well, and their tables are entry for
 * entry those that xapian-compact makes. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/glass/deflate.h"
#include "indexer/glass/postlist_reader.h"
#include "indexer/glass/reader.h"
#include "tests/glass_sample.h"
#include "tests/glass_stock.h"
#include "tests/oracle/compare.h"

#include <cmocka.h>

static char folder[] = "/tmp/test_glass.XXXXXX";
static dateline_error err;

struct trial {
    const struct sample_shape *shape;
    uint32_t block_size;
    struct sample sample;
    char ours[64], stock[64], compact[64];
    struct glass_version version;
};

static void assert_ok(dateline_status status)
{
    if (status != DATELINE_OK)
        fail_msg("%s", err.text);
}

/* ---- What others say ------------------------------------------------------ */

static void run(const char *fmt, ...)
{
    struct buf command = {0};
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(&command, fmt, ap);
    va_end(ap);
    if (system(command.data))
        fail_msg("failed: %s", command.data);
    buf_free(&command);
}

static bool installed(const char *program)
{
    char command[64];

    snprintf(command, sizeof command, "command -v %s >/dev/null", program);
    return !system(command);
}

static void assert_checked(const char *path)
{
    static int have = -1;

    if (have < 0) {
        have = installed("xapian-check");
        if (!have)
            print_message("skipped: xapian-check is not installed\n");
    }
    if (have)
        run("xapian-check %s >%s/check 2>&1 || { cat %s/check; false; }", path, folder, folder);
}

static void assert_same(const char *a, const char *b)
{
    struct buf difference = {0};

    if (!compare_databases(a, b, &difference))
        fail_msg("%s and %s: %s", a, b, difference.data);
    buf_free(&difference);
}

/* ---- Tables entry by entry ------------------------------------------------ */

struct source {
    struct open_dir dir;
    struct glass_version version;
    struct glass_reader *reader;
    struct inflater *inflater;
    struct glass_entry entry;
    bool more;
};

static void source_open(struct source *s, const char *path)
{
    *s = (struct source){.dir = {open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path}};
    assert_true(s->dir.fd >= 0);
    assert_ok(glass_version_read(&s->dir, &s->version, &err));
    s->inflater = inflater_new();
}

static void source_close(struct source *s)
{
    inflater_free(s->inflater);
    close(s->dir.fd);
}

static void source_next(struct source *s)
{
    assert_ok(glass_reader_next(s->reader, &s->entry, &s->more, &err));
    if (s->more && s->entry.compressed)
        assert_true(inflate_tag(s->inflater, s->entry.tag, &s->entry.tag));
}

static void assert_same_entry(const struct source *a, const struct source *b, enum glass_kind kind,
                              size_t n)
{
    if (a->more != b->more)
        fail_msg("%s: one ends after %zu entries", glass_file_name(kind), n);
    if (a->more && !span_eq(a->entry.key, b->entry.key))
        fail_msg("%s: keys of entry %zu differ", glass_file_name(kind), n);
    if (a->more && !span_eq(a->entry.tag, b->entry.tag))
        fail_msg("%s: tags of entry %zu differ", glass_file_name(kind), n);
}

static void assert_same_table(struct source *a, struct source *b, enum glass_kind kind)
{
    size_t n = 0;

    assert_ok(glass_reader_open(&a->dir, kind, &a->version.roots[kind], &a->reader, &err));
    assert_ok(glass_reader_open(&b->dir, kind, &b->version.roots[kind], &b->reader, &err));
    do {
        source_next(a);
        source_next(b);
        assert_same_entry(a, b, kind, n++);
    } while (a->more);
    glass_reader_close(a->reader);
    glass_reader_close(b->reader);
}

static void assert_same_tables(const char *a, const char *b, enum glass_kind from)
{
    struct source x, y;

    source_open(&x, a);
    source_open(&y, b);
    for (enum glass_kind kind = from; kind <= GLASS_POSITION; kind++)
        assert_same_table(&x, &y, kind);
    assert_memory_equal(&x.version.stats, &y.version.stats, sizeof x.version.stats);
    source_close(&x);
    source_close(&y);
}

/* ---- Lists of postings --------------------------------------------------- */

/* All lists of a postlist table as text, one line a posting, so that
 * two tables with their chunks cut elsewhere compare. */
static void list_body(struct glass_postlist_reader *r, enum glass_list_kind kind, struct buf *out)
{
    const struct glass_posting *postings;
    size_t n = 0;

    do {
        if (kind >= GLASS_LIST_LENGTHS) {
            assert_ok(glass_postlist_reader_postings(r, &postings, &n, &err));
            for (size_t i = 0; i < n; i++)
                buf_printf(out, "%u %u\n", postings[i].id, postings[i].wdf);
        }
    } while (n);
}

/* WITH_BODIES false: each list is passed over, its postings unread. */
static void list_all(const char *path, bool with_bodies, struct buf *out)
{
    struct glass_postlist_reader *r;
    struct glass_list l;
    struct source s;
    bool more;

    source_open(&s, path);
    assert_ok(glass_postlist_reader_open(&s.dir, &s.version.roots[GLASS_POSTLIST], &r, &err));
    for (;;) {
        assert_ok(glass_postlist_reader_next(r, &l, &more, &err));
        if (!more)
            break;
        buf_printf(out, "list %d %u %u %u ", l.kind, l.slot, l.documents, l.occurrences);
        buf_span_add(out, l.name);
        buf_span_add(out, l.value);
        buf_span_add(out, l.value_max);
        if (with_bodies)
            list_body(r, l.kind, out);
    }
    glass_postlist_reader_close(r);
    source_close(&s);
}

static void assert_same_lists(const char *a, const char *b, bool with_bodies)
{
    struct buf x = {0}, y = {0};

    list_all(a, with_bodies, &x);
    list_all(b, with_bodies, &y);
    if (!span_eq(buf_span(&x), buf_span(&y)))
        fail_msg("lists of %s and %s differ", a, b);
    buf_free(&x);
    buf_free(&y);
}

/* ---- Trials --------------------------------------------------------------- */

static void in_folder(char path[64], const char *name)
{
    snprintf(path, 64, "%s/%s", folder, name);
}

static int begin_trial(void **trial)
{
    struct trial *t = *trial;

    in_folder(t->ours, "ours");
    in_folder(t->stock, "stock");
    in_folder(t->compact, "compact");
    run("rm -rf %s/*", folder);
    sample_make(&t->sample, t->shape, t->block_size);
    assert_ok(sample_write(&t->sample, t->ours, t->block_size, &t->version, &err));
    stock_build(&t->sample, t->stock, t->block_size);
    return 0;
}

static int end_trial(void **trial)
{
    struct trial *t = *trial;

    sample_free(&t->sample);
    return 0;
}

static void database_is_as_stock(void **trial)
{
    struct trial *t = *trial;

    assert_same(t->ours, t->stock);
    assert_checked(t->ours);
    /* libxapian's blocks are in no order: the walk goes by the branches. */
    assert_same_lists(t->ours, t->stock, true);
    assert_same_lists(t->ours, t->stock, false);
    assert_same_tables(t->ours, t->stock, GLASS_DOCDATA);
    stock_compact(t->stock, t->compact, t->block_size);
    assert_same_tables(t->ours, t->compact, GLASS_POSTLIST);
    /* As a database to be written to, and compacted. */
    stock_change(&t->sample, t->ours);
    stock_change(&t->sample, t->stock);
    assert_checked(t->ours);
    assert_same(t->ours, t->stock);
    assert_same_lists(t->ours, t->stock, true);
    run("rm -rf %s", t->compact);
    stock_compact(t->ours, t->compact, t->block_size);
    assert_checked(t->compact);
    assert_same(t->compact, t->stock);
}

int main(void)
{
    static const uint32_t block_sizes[] = {2048, 8192, 65536};
    enum { SIZES = sizeof block_sizes / sizeof *block_sizes, MOST = 64 };
    static struct trial trials[MOST];
    static struct CMUnitTest tests[MOST];
    static char names[MOST][80];
    size_t n = 0;
    int failed;

    for (const struct sample_shape *s = sample_shapes; s->name; s++)
        for (size_t i = 0; i < SIZES; i++, n++) {
            trials[n] = (struct trial){.shape = s, .block_size = block_sizes[i]};
            snprintf(names[n], sizeof names[n], "%s, blocks of %u", s->name, block_sizes[i]);
            tests[n] = (struct CMUnitTest){names[n], database_is_as_stock, begin_trial, end_trial,
                                           &trials[n]};
        }
    if (!mkdtemp(folder))
        return 1;
    failed = _cmocka_run_group_tests("glass", tests, n, NULL, NULL);
    run("rm -rf %s", folder);
    return failed;
}
