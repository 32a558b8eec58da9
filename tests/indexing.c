#include "tests/indexing.h"

#include <dirent.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/index/check.h"
#include "snapshot/articles.h"
#include "snapshot/snapshot.h"
#include "snapshot/terms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void must(dateline_status status, const dateline_error *err)
{
    if (status != DATELINE_OK)
        fail_msg("status %d: %s", status, err->text);
}

/* ---- Changing ----------------------------------------------------------- */

struct index *indexing_open(const char *dir, unsigned threads, uint64_t memory)
{
    struct index_options o = {.create = true,
                              .threads = threads,
                              .memory = memory,
                              .keep_ids = true,
                              .xapian = XAPIAN_FULL}; /* which other programs can compare */
    struct index *x;
    dateline_error err;

    must(index_open(dir, &o, &x, &err), &err);
    return x;
}

void indexing_add(struct index *x, const struct archive_sample *s, size_t at)
{
    struct article a = sample_at(s, at);
    dateline_error err;

    must(index_add(x, &a, &(struct place){"sample", at + 1}, &err), &err);
}

struct index_counts indexing_commit(struct index *x)
{
    struct index_counts counts;
    dateline_error err;

    must(index_commit(x, &counts, &err), &err);
    return counts;
}

void indexing_add_some(const char *dir, const struct archive_sample *s, size_t from, size_t to)
{
    struct index *x = indexing_open(dir, 1, 0);

    for (size_t i = from; i < to; i++)
        indexing_add(x, s, i);
    indexing_commit(x);
    index_close(x);
}

void indexing_delete(const char *dir, struct span id)
{
    struct index *x = indexing_open(dir, 1, 0);
    dateline_error err;

    must(index_delete(x, id, &err), &err);
    indexing_commit(x);
    index_close(x);
}

void indexing_compact(const char *dir)
{
    struct index *x = indexing_open(dir, 1, 0);
    dateline_error err;

    must(index_compact(x, XAPIAN_UNSET, &err), &err);
    index_close(x);
}

/* ---- Looking -------------------------------------------------------------- */

static int by_bytes(const void *a, const void *b)
{
    const struct buf *x = a, *y = b;

    return span_cmp(buf_span(x), buf_span(y));
}

/* The stored form of every article that is not deleted. */
static struct buf *records_of(struct snapshot *s, size_t *n)
{
    struct buf *records = must_zalloc((snapshot_live(s) + 1) * sizeof *records);
    struct snapshot_posting p;
    struct snapshot_postings *all;
    bool more;
    dateline_error err;

    must(snapshot_postings_open(s, (struct span){0}, &all, &err), &err);
    for (*n = 0; snapshot_postings_next(all, 0, &p, &more, &err) == DATELINE_OK && more;) {
        if (snapshot_deleted(s, p.doc))
            continue;
        assert_true(*n < snapshot_live(s));
        must(snapshot_record(s, p.doc, &records[(*n)++], &err), &err);
    }
    snapshot_postings_close(all);
    assert_int_equal(*n, snapshot_live(s));
    return records;
}

struct buf indexing_state(const char *dir)
{
    struct buf state = {0}, *records;
    struct snapshot *s;
    dateline_error err;
    size_t n;

    must(snapshot_open(dir, &s, &err), &err);
    records = records_of(s, &n);
    qsort(records, n, sizeof *records, by_bytes);
    buf_printf(&state, "%zu\n", n);
    for (size_t i = 0; i < n; i++) {
        buf_span_add(&state, buf_span(&records[i]));
        buf_free(&records[i]);
    }
    free(records);
    snapshot_close(s);
    return state;
}

size_t indexing_segments(const char *dir)
{
    struct manifest m;
    dateline_error err;
    size_t n;

    must(manifest_read(dir, &m, &err), &err);
    n = m.n_segments;
    manifest_free(&m);
    return n;
}

static void on_damage(void *ctx, const char *message)
{
    (void)ctx;
    fail_msg("check tells: %s", message);
}

static void expect_no_strays(const char *dir)
{
    struct manifest m;
    struct dirent *e;
    dateline_error err;
    DIR *d = opendir(dir);

    must(manifest_read(dir, &m, &err), &err);
    while ((e = readdir(d)))
        if (e->d_name[0] != '.' && strcmp(e->d_name, MANIFEST_FILE) != 0 &&
            strcmp(e->d_name, MANIFEST_LOCK) != 0 && !manifest_names(&m, e->d_name))
            fail_msg("%s was left in the index", e->d_name);
    closedir(d);
    manifest_free(&m);
}

void indexing_expect_clean(const char *dir, bool kept_old)
{
    struct check_result found;
    dateline_error err;

    must(check_index(dir, on_damage, NULL, &found, &err), &err);
    assert_true(check_is_clean(&found));
    if (!kept_old)
        expect_no_strays(dir);
}
