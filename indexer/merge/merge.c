/* Merges runs: numbers documents, starts the writers, finishes the segment. */
#include "indexer/merge/merge.h"

#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/hash.h"
#include "core/schema.h"
#include "indexer/merge/heap.h"
#include "indexer/merge/merge_state.h"
#include "store/columns.h"
#include "store/columns_plain_writer.h"

/* ---- Numbering ------------------------------------------------------------ */

struct keys {
    struct run_key *list; /* by run: the current one */
    uint32_t *at;         /* by run: its document number */
    struct heap next;
};

static bool key_before(const void *ctx, uint32_t a, uint32_t b)
{
    const struct run_key *keys = ctx;

    return run_key_before(&keys[a], &keys[b]);
}

/* Advances a run to its next document that is not dropped and puts it back into the heap. */
static dateline_status advance_key(struct merge *m, struct keys *k, uint32_t run,
                                   dateline_error *err)
{
    struct run *r = m->runs[run];
    bool more = true;
    dateline_status status;

    do {
        status = r->methods->key(r, &k->list[run], &more, err);
        k->at[run]++;
    } while (status == DATELINE_OK && more && run_dropped(r, k->at[run]));
    if (status == DATELINE_OK && more)
        heap_push(&k->next, run);
    return status;
}

static void span_day(struct merge *m, dateline_day day)
{
    if (!day)
        return;
    if (!m->first || day_first(day) < m->first)
        m->first = day_first(day);
    if (day_last(day) > m->last)
        m->last = day_last(day);
}

/* Numbers the next document and adds it to the postlist table and the columns. */
static dateline_status number_document(struct merge *m, uint32_t run, uint32_t document,
                                       const struct run_key *key, struct buf *value,
                                       dateline_error *err)
{
    uint32_t id = ++m->documents;

    m->numbers[run][document] = id;
    m->from[id] = (uint16_t)run;
    m->lengths[id - 1] = key->length;
    schema_date_value(value, key->day);
    glass_postlist_document(m->postlist, id, key->length);
    glass_postlist_value(m->postlist, id, SCHEMA_DATE_SLOT, buf_span(value));
    return columns_plain_writer_add(m->columns, key->day, key->id, err);
}

static dateline_status number_all(struct merge *m, struct keys *k, dateline_error *err)
{
    struct buf value = {0};
    dateline_status status = DATELINE_OK;

    for (uint32_t run = 0; run < m->n && status == DATELINE_OK; run++)
        status = advance_key(m, k, run, err);
    while (k->next.len && status == DATELINE_OK) {
        uint32_t run = heap_pop(&k->next);

        status = number_document(m, run, k->at[run], &k->list[run], &value, err);
        span_day(m, k->list[run].day);
        if (status == DATELINE_OK)
            status = advance_key(m, k, run, err);
    }
    if (status == DATELINE_OK)
        status = columns_plain_writer_finish(m->columns, &m->rows, &m->ids, err);
    buf_free(&value);
    return status;
}

static dateline_status number_documents(struct merge *m, dateline_error *err)
{
    struct keys k = {0};
    uint64_t all = 0;
    dateline_status status;

    for (size_t i = 0; i < m->n; i++) {
        all += m->runs[i]->documents;
        m->numbers[i] = must_zalloc(((size_t)m->runs[i]->documents + 1) * sizeof **m->numbers);
    }
    if (m->n > UINT16_MAX)
        return fail(err, DATELINE_LIMIT, "cannot merge more than %d runs: allow more memory",
                    UINT16_MAX);
    if (all >= UINT32_MAX)
        return fail(err, DATELINE_LIMIT, "cannot index more than %" PRIu32 " articles", UINT32_MAX);
    m->from = must_alloc((all + 1) * sizeof *m->from);
    m->lengths = must_alloc((all + 1) * sizeof *m->lengths);
    k.list = must_zalloc(m->n * sizeof *k.list);
    k.at = must_zalloc(m->n * sizeof *k.at);
    heap_init(&k.next, m->n, key_before, k.list);
    status = number_all(m, &k, err);
    heap_free(&k.next);
    free(k.list);
    free(k.at);
    return status;
}

/* ---- Writing -------------------------------------------------------------- */

/* Of a struct merge. */
typedef alloc_body part;

/* With one or two threads, postings and positions are written in one pass, which takes about as
 * long as the other two tables; with more threads, each table is a part. The longest parts come
 * first. */
static part *const parts_of_two[] = {merge_terms, merge_lists, merge_termlists, merge_data};
static part *const parts_of_four[] = {merge_termlists, merge_lists, merge_positions, merge_postings,
                                      merge_data};

enum { THREADS_MOST = sizeof parts_of_four / sizeof *parts_of_four };

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

static dateline_status write_tables(struct merge *m, size_t threads, dateline_error *err)
{
    struct writing w = {.merge = m, .mutex = PTHREAD_MUTEX_INITIALIZER};
    pthread_t others[THREADS_MOST];
    size_t started = 0;

    if (!threads)
        threads = (size_t)sysconf(_SC_NPROCESSORS_ONLN);
    w.parts = threads > 2 ? parts_of_four : parts_of_two;
    w.n = threads > 2 ? THREADS_MOST : sizeof parts_of_two / sizeof *parts_of_two;
    while (started + 1 < threads && started + 1 < w.n &&
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

/* Writeback of all files started long ago, so the wait is short. */
static dateline_status sync_files(struct merge *m, dateline_error *err)
{
    dateline_status status = columns_plain_writer_sync(m->columns, err);

    if (status == DATELINE_OK)
        status = glass_postlist_sync(m->postlist, err);
    if (status == DATELINE_OK)
        status = glass_position_sync(m->position, err);
    if (status == DATELINE_OK)
        status = glass_table_sync(m->termlist, err);
    if (status == DATELINE_OK)
        status = lists_writer_sync(m->lists, err);
    return status == DATELINE_OK ? glass_table_sync(m->docdata, err) : status;
}

/* The segment's UUID; equal tables and columns have the same one. */
static void make_uuid(const struct merge *m, uint8_t out[UUID_BYTES])
{
    uint64_t sums[2 * GLASS_KINDS + 2];

    for (int i = 0; i < GLASS_KINDS; i++) {
        sums[2 * i] = m->files[i].size;
        sums[2 * i + 1] = m->files[i].checksum;
    }
    sums[2 * GLASS_KINDS] = m->rows.checksum;
    sums[2 * GLASS_KINDS + 1] = m->ids.checksum;
    uuid_of((struct span){(const char *)sums, sizeof sums}, out);
}

static void list_file(struct segment *s, const char *name, const struct output_file *f)
{
    struct component *file;

    if (!f->size)
        return;
    file = segment_add_component(s, name);
    file->size = f->size;
    file->checksum = f->checksum;
}

static void list_segment_files(const struct merge *m, const struct output_file *version,
                               struct segment *out)
{
    list_file(out, GLASS_VERSION_FILE, version);
    for (int i = 0; i < GLASS_KINDS; i++)
        list_file(out, glass_file_name((enum glass_kind)i), &m->files[i]);
    list_file(out, COLUMNS_ROWS, &m->rows);
    list_file(out, COLUMNS_IDS, &m->ids);
    for (int f = 0; f < LISTS_FILES; f++)
        list_file(out, lists_file_name((enum lists_file)f), &m->lists_files[f]);
}

static void open_tables(struct merge *m)
{
    m->postlist = glass_postlist_new(&m->dir, GLASS_BLOCK_SIZE);
    m->position = glass_position_new(&m->dir, GLASS_BLOCK_SIZE);
    m->docdata = glass_table_new(&m->dir, GLASS_DOCDATA, GLASS_BLOCK_SIZE);
    m->termlist = glass_table_new(&m->dir, GLASS_TERMLIST, GLASS_BLOCK_SIZE);
    m->columns = columns_plain_writer_new(&m->dir);
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
    open_tables(m);
    status = number_documents(m, err);
    return status == DATELINE_OK ? write_tables(m, m->threads, err) : status;
}

dateline_status merge_runs(struct run *const *runs, size_t n, const char *dir, size_t threads,
                           struct merge **out, dateline_error *err)
{
    struct merge *m = must_zalloc(sizeof *m);
    dateline_status status;

    m->dir = (struct open_dir){open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), dir};
    if (m->dir.fd < 0) {
        free(m);
        return fail_errno(err, "cannot open %s", dir);
    }
    m->runs = runs;
    m->n = n;
    m->threads = threads;
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

static dateline_status sync_and_list(void *ctx, dateline_error *err)
{
    struct merge_finishing *f = ctx;
    struct merge *m = f->merge;
    struct output_file version;
    dateline_status status = sync_files(m, err);

    if (status != DATELINE_OK)
        return status;
    m->version.revision = 1;
    m->version.roots[GLASS_SPELLING] = glass_fake_root(GLASS_SPELLING, GLASS_BLOCK_SIZE);
    m->version.roots[GLASS_SYNONYM] = glass_fake_root(GLASS_SYNONYM, GLASS_BLOCK_SIZE);
    make_uuid(m, m->version.uuid);
    uuid_format(m->version.uuid, f->uuid);
    status = glass_version_write(&m->dir, &m->version, &version, err);
    if (status != DATELINE_OK)
        return status;
    *f->out = (struct segment){.articles = m->documents,
                               .first = m->first,
                               .last = m->last,
                               .revision = m->version.revision};
    list_segment_files(m, &version, f->out);
    return DATELINE_OK;
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
    columns_plain_writer_close(m->columns);
    lists_writer_close(m->lists);
    free(m->lengths);
    forget_numbers(m);
    close(m->dir.fd);
    free(m);
}
