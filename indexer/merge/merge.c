/* Merges runs: starts the writers of all components, finishes the segment. */
#include "indexer/merge/merge.h"

#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/file.h"
#include "core/hash.h"
#include "indexer/merge/merge_state.h"
#include "store/columns.h"
#include "store/columns_writer.h"

/* ---- Writing -------------------------------------------------------------- */

/* A part of the work of a struct merge. */
typedef alloc_body part;

/* With one or two threads, lists and postings are written in one pass over the runs' terms; with
 * more, each is a part. The longest parts come first. */
static part *const parts_of_two[] = {merge_terms, merge_records};
static part *const parts_of_more[] = {merge_lists, merge_postings, merge_records};
/* Xapian's full tables, from the finished lists. */
static part *const parts_full[] = {merge_positions, merge_termlists};

enum { PARTS_MOST = sizeof parts_of_more / sizeof *parts_of_more };

struct writing {
    struct merge *merge;
    part *const *parts;
    size_t n, next;
    pthread_mutex_t mutex;
    dateline_status status;
    dateline_error err;
};

/* The next part; NULL if none is left or one has failed. */
static part *next_part(struct writing *w)
{
    part *next;

    pthread_mutex_lock(&w->mutex);
    next = w->next < w->n && w->status == DATELINE_OK ? w->parts[w->next++] : NULL;
    pthread_mutex_unlock(&w->mutex);
    return next;
}

static void *write_parts(void *ctx)
{
    struct writing *w = ctx;
    part *next;

    while ((next = next_part(w))) {
        dateline_error err;
        dateline_status status = alloc_guard(next, w->merge, &err);

        pthread_mutex_lock(&w->mutex);
        if (status != DATELINE_OK && w->status == DATELINE_OK) {
            w->status = status;
            w->err = err;
        }
        pthread_mutex_unlock(&w->mutex);
    }
    return NULL;
}

/* Runs the N PARTS in at most m->threads threads. */
static dateline_status run_parts(struct merge *m, part *const *parts, size_t n, dateline_error *err)
{
    struct writing w = {.merge = m, .parts = parts, .n = n, .mutex = PTHREAD_MUTEX_INITIALIZER};
    pthread_t others[PARTS_MOST];
    size_t started = 0;

    while (started + 1 < m->threads && started + 1 < n &&
           pthread_create(&others[started], NULL, write_parts, &w) == 0)
        started++;
    write_parts(&w);
    while (started)
        pthread_join(others[--started], NULL);
    pthread_mutex_destroy(&w.mutex);
    if (w.status != DATELINE_OK && err)
        *err = w.err;
    return w.status;
}

static dateline_status write_components(struct merge *m, dateline_error *err)
{
    dateline_status status =
        m->threads > 2
            ? run_parts(m, parts_of_more, sizeof parts_of_more / sizeof *parts_of_more, err)
            : run_parts(m, parts_of_two, sizeof parts_of_two / sizeof *parts_of_two, err);

    if (status != DATELINE_OK || m->xapian != XAPIAN_FULL)
        return status;
    status = merge_open_lists(m, err);
    return status == DATELINE_OK
               ? run_parts(m, parts_full, sizeof parts_full / sizeof *parts_full, err)
               : status;
}

/* Writeback of all files started long ago, so the wait is short. */
static dateline_status sync_files(struct merge *m, dateline_error *err)
{
    dateline_status status = columns_writer_sync(m->columns, err);

    if (status == DATELINE_OK)
        status = lists_writer_sync(m->lists, err);
    if (status == DATELINE_OK)
        status = texts_writer_sync(m->texts, err);
    if (status == DATELINE_OK && m->postlist)
        status = glass_postlist_sync(m->postlist, err);
    if (status == DATELINE_OK && m->docdata)
        status = glass_table_sync(m->docdata, err);
    if (status == DATELINE_OK && m->position)
        status = glass_position_sync(m->position, err);
    if (status == DATELINE_OK && m->termlist)
        status = glass_table_sync(m->termlist, err);
    return status;
}

static void list_file(struct segment *s, const char *name, uint32_t version,
                      const struct output_file *f)
{
    struct component *file;

    if (!f->size)
        return;
    file = segment_add_component(s, name);
    file->version = version;
    file->size = f->size;
    file->checksum = f->checksum;
}

/* All components but iamglass. */
static void list_components(const struct merge *m, struct segment *out)
{
    for (int f = 0; f < LISTS_FILES; f++)
        list_file(out, lists_file_name((enum lists_file)f), lists_file_version((enum lists_file)f),
                  &m->lists_files[f]);
    list_file(out, COLUMNS_ROWS, COLUMNS_VERSION, &m->rows);
    list_file(out, COLUMNS_IDS, COLUMNS_VERSION, &m->ids);
    for (int f = 0; f < TEXTS_FILES; f++)
        list_file(out, texts_file_name((enum texts_file)f), 1, &m->texts_files[f]);
    for (int i = 0; i < GLASS_KINDS; i++)
        list_file(out, glass_file_name((enum glass_kind)i), 1, &m->files[i]);
}

/* The segment's UUID; equal components have the same one. */
static void make_uuid(const struct segment *s, uint8_t out[UUID_BYTES])
{
    struct buf content = {0};

    for (size_t i = 0; i < s->n_components; i++) {
        const struct component *c = &s->components[i];

        buf_printf(&content, "%s %" PRIu32 " %" PRIu64 " %016" PRIx64 "\n", c->name, c->version,
                   c->size, c->checksum);
    }
    uuid_of(buf_span(&content), out);
    buf_free(&content);
}

static void open_writers(struct merge *m)
{
    m->columns = columns_writer_new(&m->dir);
    m->texts = texts_writer_new(&m->dir);
    if (m->xapian == XAPIAN_NONE)
        return;
    m->postlist = glass_postlist_new(&m->dir, GLASS_BLOCK_SIZE);
    m->docdata = glass_table_new(&m->dir, GLASS_DOCDATA, GLASS_BLOCK_SIZE);
    if (m->xapian == XAPIAN_LEAN) {
        m->version.roots[GLASS_POSITION] = glass_fake_root(GLASS_POSITION, GLASS_BLOCK_SIZE);
        m->version.roots[GLASS_TERMLIST] = glass_fake_root(GLASS_TERMLIST, GLASS_BLOCK_SIZE);
        return;
    }
    m->position = glass_position_new(&m->dir, GLASS_BLOCK_SIZE);
    m->termlist = glass_table_new(&m->dir, GLASS_TERMLIST, GLASS_BLOCK_SIZE);
}

static void forget_numbers(struct merge *m)
{
    for (size_t i = 0; m->numbers && i < m->n; i++)
        free(m->numbers[i]);
    free(m->numbers);
    free(m->from);
    m->numbers = NULL;
    m->from = NULL;
    m->runs = NULL;
    m->n = 0;
}

static dateline_status merge_all_runs(void *ctx, dateline_error *err)
{
    struct merge *m = ctx;
    dateline_status status;

    m->numbers = must_zalloc(m->n * sizeof *m->numbers);
    open_writers(m);
    status = merge_number(m, err);
    return status == DATELINE_OK ? write_components(m, err) : status;
}

dateline_status merge_runs(struct run *const *runs, size_t n, const char *dir,
                           const struct merge_options *o, struct merge **out, dateline_error *err)
{
    struct merge *m = must_zalloc(sizeof *m);
    dateline_status status;

    m->dir = (struct open_dir){file_open(dir, O_DIRECTORY), dir};
    if (m->dir.fd < 0) {
        free(m);
        return fail_errno(err, "cannot open %s", dir);
    }
    m->runs = runs;
    m->n = n;
    m->threads = o->threads ? o->threads : (size_t)sysconf(_SC_NPROCESSORS_ONLN);
    m->xapian = o->xapian;
    status = alloc_guard(merge_all_runs, m, err);
    forget_numbers(m);
    if (status == DATELINE_OK)
        *out = m;
    else
        merge_close(m);
    return status;
}

struct merge_finishing {
    struct merge *merge;
    struct segment *out;
    char *uuid;
};

/* Writes iamglass, which makes the tables a database. */
static dateline_status write_version(struct merge *m, struct segment *out, dateline_error *err)
{
    struct output_file version;
    dateline_status status;

    m->version.revision = out->revision = 1;
    m->version.roots[GLASS_SPELLING] = glass_fake_root(GLASS_SPELLING, GLASS_BLOCK_SIZE);
    m->version.roots[GLASS_SYNONYM] = glass_fake_root(GLASS_SYNONYM, GLASS_BLOCK_SIZE);
    status = glass_version_write(&m->dir, &m->version, &version, err);
    if (status == DATELINE_OK)
        list_file(out, GLASS_VERSION_FILE, 1, &version);
    return status;
}

static dateline_status sync_and_list(void *ctx, dateline_error *err)
{
    struct merge_finishing *f = ctx;
    struct merge *m = f->merge;
    struct segment s = {.articles = m->documents, .first = m->first, .last = m->last};
    dateline_status status = sync_files(m, err);

    if (status != DATELINE_OK)
        return status;
    list_components(m, &s);
    make_uuid(&s, m->version.uuid);
    uuid_format(m->version.uuid, f->uuid);
    if (m->xapian != XAPIAN_NONE)
        status = write_version(m, &s, err);
    if (status == DATELINE_OK)
        *f->out = s;
    else
        free(s.components);
    return status;
}

dateline_status merge_finish(struct merge *m, struct segment *out, char uuid[UUID_TEXT],
                             dateline_error *err)
{
    return alloc_guard(sync_and_list, &(struct merge_finishing){m, out, uuid}, err);
}

void merge_close(struct merge *m)
{
    if (!m)
        return;
    glass_postlist_close(m->postlist);
    glass_position_close(m->position);
    glass_table_close(m->docdata);
    glass_table_close(m->termlist);
    lists_writer_close(m->lists);
    lists_close(m->finished);
    columns_writer_close(m->columns);
    texts_writer_close(m->texts);
    free(m->lengths);
    forget_numbers(m);
    close(m->dir.fd);
    free(m);
}
