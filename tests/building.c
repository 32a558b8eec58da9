#include "tests/building.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "indexer/output/disk.h"
#include "tests/oracle/builder_oracle.h"

static char scratch[] = "/tmp/dateline-test-XXXXXX";

const char *scratch_make(void)
{
    memset(scratch + sizeof scratch - 7, 'X', 6);
    assert_non_null(mkdtemp(scratch));
    return scratch;
}

void scratch_remove(void)
{
    disk_remove(scratch);
}

/* ---- Building ----------------------------------------------------------- */

static void on_again(void *ctx, struct span id, const struct place *first, const struct place *last)
{
    buf_printf(ctx, "again %.*s %s:%d %s:%d\n", (int)id.len, id.data, first->path, (int)first->line,
               last->path, (int)last->line);
}

static void on_kept(void *ctx, struct span id)
{
    buf_printf(ctx, "kept %.*s\n", (int)id.len, id.data);
}

static void must(dateline_status status, const dateline_error *err)
{
    if (status != DATELINE_OK)
        fail_msg("status %d: %s", status, err->text);
}

/* The same calls to either, which only differ in their names. */
#define BUILD_BY(builder, s, dir, name, b)                                              \
    do {                                                                                \
        struct builder_options o = {"english", (b)->memory, (b)->threads, XAPIAN_FULL}; \
        struct builder_events events = {on_again, on_kept, &(b)->events};               \
        struct builder *made;                                                           \
        dateline_error err;                                                             \
        must(builder##_open(dir, name, &o, &made, &err), &err);                         \
        for (size_t i = 0; i < (s)->len; i++) {                                         \
            struct article a = sample_at(s, i);                                         \
            struct submission one = {&a,                                                \
                                     buf_span(&(s)->records[i]),                        \
                                     {i % 100 < 50 ? "first" : "second", i + 1},        \
                                     (b)->same && (b)->same[i]};                        \
            must(builder##_add(made, &one, &err), &err);                                \
        }                                                                               \
        must(builder##_finish(made, &events, &(b)->made, (b)->uuid, &err), &err);       \
        builder##_close(made);                                                          \
    } while (0)

void build(const struct archive_sample *s, const char *dir, const char *name, struct building *b)
{
    BUILD_BY(builder, s, dir, name, b);
}

void build_by_oracle(const struct archive_sample *s, const char *dir, const char *name,
                     struct building *b)
{
    BUILD_BY(oracle, s, dir, name, b);
}

void building_reset(struct building *b)
{
    buf_free(&b->events);
    free(b->made.components);
    b->made = (struct segment){0};
}

/* ---- Bytes -------------------------------------------------------------- */

static void add_file(struct buf *out, const char *path)
{
    FILE *f = fopen(path, "r");
    size_t n;

    assert_non_null(f);
    do {
        buf_reserve(out, 1 << 16);
        n = fread(out->data + out->len, 1, 1 << 16, f);
        out->len += n;
    } while (n);
    fclose(f);
}

static void add_below(struct buf *out, const char *dir, const char *except);

static void add_entry(struct buf *out, const char *path, const char *except)
{
    struct stat st;

    if (except && strstr(path, except))
        return;
    assert_int_equal(stat(path, &st), 0);
    buf_printf(out, "\n%s\n", strrchr(path, '/'));
    if (S_ISDIR(st.st_mode))
        add_below(out, path, except);
    else
        add_file(out, path);
}

static void add_below(struct buf *out, const char *dir, const char *except)
{
    struct dirent **names;
    struct buf path = {0};
    int n = scandir(dir, &names, NULL, alphasort);

    assert_true(n >= 0);
    for (int i = 0; i < n; i++) {
        buf_clear(&path);
        buf_printf(&path, "%s/%s", dir, names[i]->d_name);
        if (names[i]->d_name[0] != '.')
            add_entry(out, path.data, except);
        free(names[i]);
    }
    free(names);
    buf_free(&path);
}

struct buf bytes_of(const char *dir, const char *except)
{
    struct buf out = {0};

    add_below(&out, dir, except);
    return out;
}
