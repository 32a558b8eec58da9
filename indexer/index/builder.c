/* Runs the threads that analyse articles, and merges their runs. */
#include "indexer/index/builder.h"

#include <malloc.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/alloc.h"
#include "indexer/index/again.h"
#include "indexer/index/batches.h"
#include "indexer/invert/analysis.h"
#include "indexer/invert/inverter.h"
#include "indexer/invert/spill.h"
#include "indexer/merge/merge.h"
#include "indexer/output/disk.h"

/* A worker with less memory than WORKER_LEAST would spill for every few articles. */
enum { WORKER_LEAST = 4 << 20, POSTINGS_MAX = INT32_MAX };

/* One thread's inverter and the runs that it has written to disk. The first worker is the
 * thread that calls builder_add: it analyses a batch only when the queue is full. */
struct worker {
    struct builder *builder;
    pthread_t thread;
    bool started;
    struct inverter *inverter;
    struct run **runs; /* the last may be in memory */
    size_t n_runs, runs_cap;
    dateline_status status;
    dateline_error err;
};

struct builder {
    struct buf path; /* of the segment's directory */
    bool made, finished;
    size_t memory; /* for each worker */
    enum xapian_kind xapian;
    struct worker workers[BUILDER_THREADS_MAX];
    size_t n_workers;
    struct batches queue;
    struct batch *filling;
    uint64_t turn;
};

/* ---- Opening ------------------------------------------------------------ */

static uint64_t quarter_of_memory(void)
{
    return (uint64_t)sysconf(_SC_PHYS_PAGES) * (uint64_t)sysconf(_SC_PAGESIZE) / 4;
}

static size_t count_threads(unsigned asked, uint64_t memory)
{
    long n = asked ? (long)asked : sysconf(_SC_NPROCESSORS_ONLN);
    uint64_t most =
        memory / WORKER_LEAST < BUILDER_THREADS_MAX ? memory / WORKER_LEAST : BUILDER_THREADS_MAX;

    return n < 1 || most < 1 ? 1 : (uint64_t)n > most ? (size_t)most : (size_t)n;
}

static dateline_status open_builder_workers(struct builder *b, const char *language,
                                            dateline_error *err)
{
    for (size_t i = 0; i < b->n_workers; i++) {
        struct stemmer *stemmer;
        dateline_status status = stemmer_open(language, &stemmer, err);

        if (status != DATELINE_OK)
            return status;
        b->workers[i].builder = b;
        b->workers[i].inverter = inverter_open(stemmer);
    }
    return DATELINE_OK;
}

dateline_status builder_open(const char *index, const char *tmp, const struct builder_options *o,
                             struct builder **out, dateline_error *err)
{
    struct builder *b = must_zalloc(sizeof *b);
    uint64_t memory = o->memory ? o->memory : quarter_of_memory();
    dateline_status status;

    batches_init(&b->queue);
    b->n_workers = count_threads(o->threads, memory);
    /* A tenth is reserved for memory that is not counted: queue, buffers, growing tables. */
    b->memory = (size_t)(memory - memory / 10) / b->n_workers;
    if (b->memory > ANALYSER_MEMORY_MAX)
        b->memory = ANALYSER_MEMORY_MAX;
    b->xapian = o->xapian;
    buf_printf(&b->path, "%s/%s", index, tmp);
    status = open_builder_workers(b, o->language, err);
    if (status == DATELINE_OK && mkdir(b->path.data, 0777) != 0)
        status = fail_errno(err, "cannot create %s", b->path.data);
    b->made = status == DATELINE_OK;
    if (status == DATELINE_OK)
        *out = b;
    else
        builder_close(b);
    return status;
}

/* ---- Working -------------------------------------------------------------- */

static void keep_run(struct worker *w, struct run *r)
{
    GROW(w->runs, w->n_runs, w->runs_cap);
    w->runs[w->n_runs++] = r;
}

/* Writes the worker's articles to disk as a run. */
static dateline_status spill_worker(struct worker *w, dateline_error *err)
{
    struct run *r = inverter_run(w->inverter), *spilled;
    struct buf path = {0};
    dateline_status status;

    buf_printf(&path, "%s/run-%zu-%zu", w->builder->path.data, (size_t)(w - w->builder->workers),
               w->n_runs);
    status = spill(path.data, r, &spilled, err);
    r->methods->close(r);
    inverter_reset(w->inverter);
    malloc_trim(0); /* returns the memory of many small blocks to the system */
    buf_free(&path);
    if (status == DATELINE_OK)
        keep_run(w, spilled);
    return status;
}

static dateline_status work_one(struct worker *w, const struct submission *s, uint64_t turn,
                                dateline_error *err)
{
    inverter_add(w->inverter, s, turn);
    if (inverter_memory(w->inverter) < w->builder->memory &&
        inverter_postings(w->inverter) < POSTINGS_MAX)
        return DATELINE_OK;
    return spill_worker(w, err);
}

static dateline_status work_batch(struct worker *w, struct batch *b, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < b->len && status == DATELINE_OK; i++) {
        struct article a;
        struct submission s = batch_get(b, i, &a);

        status = work_one(w, &s, b->items[i].turn, err);
    }
    batch_free(b);
    return status;
}

/* Makes the last run from the remaining articles: in memory, unless the worker has spilled before,
 * as merging then needs the memory. */
static dateline_status close_worker(struct worker *w, dateline_error *err)
{
    if (w->n_runs && inverter_documents(w->inverter))
        return spill_worker(w, err);
    if (!w->n_runs)
        keep_run(w, inverter_run(w->inverter));
    return DATELINE_OK;
}

static dateline_status work_queue(void *ctx, dateline_error *err)
{
    struct worker *w = ctx;
    struct batch *b;
    dateline_status status = DATELINE_OK;

    while ((b = batches_pop(&w->builder->queue))) {
        if (status == DATELINE_OK)
            status = work_batch(w, b, err);
        else
            batch_free(b); /* after a failure the queue is still emptied, so that no thread waits */
    }
    return status == DATELINE_OK ? close_worker(w, err) : status;
}

static void *run_worker(void *ctx)
{
    struct worker *w = ctx;

    /* Without memory it ends, and its share is left to the thread that adds. */
    w->status = alloc_guard(work_queue, w, &w->err);
    return NULL;
}

/* Starts the other workers; continues without one that cannot be started. */
static void start_workers(struct builder *b)
{
    for (size_t i = 1; i < b->n_workers; i++)
        if (!b->workers[i].started)
            b->workers[i].started =
                pthread_create(&b->workers[i].thread, NULL, run_worker, &b->workers[i]) == 0;
}

static dateline_status hand_over(struct builder *b, dateline_error *err)
{
    struct batch *full = b->filling;

    b->filling = NULL;
    start_workers(b);
    if (batches_try_push(&b->queue, full))
        return DATELINE_OK;
    return work_batch(&b->workers[0], full, err);
}

dateline_status builder_add(struct builder *b, const struct submission *s, dateline_error *err)
{
    uint64_t turn = b->turn++;

    if (b->n_workers == 1)
        return work_one(&b->workers[0], s, turn, err);
    if (!b->filling)
        b->filling = must_zalloc(sizeof *b->filling);
    batch_add(b->filling, s, turn);
    return batch_full(b->filling) ? hand_over(b, err) : DATELINE_OK;
}

/* ---- Finishing ------------------------------------------------------------ */

/* Waits until the queue is empty and every worker has made its last run. */
static dateline_status drain_queue(struct builder *b, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    if (b->filling)
        status = hand_over(b, err);
    batches_close(&b->queue);
    if (status == DATELINE_OK)
        status = work_queue(&b->workers[0], err);
    for (size_t i = 1; i < b->n_workers; i++) {
        struct worker *w = &b->workers[i];

        if (!w->started)
            continue;
        pthread_join(w->thread, NULL);
        w->started = false;
        if (status == DATELINE_OK && w->status != DATELINE_OK) {
            status = w->status;
            if (err)
                *err = w->err;
        }
    }
    return status;
}

/* All runs, in an array that the caller frees. */
static struct run **gather_runs(const struct builder *b, size_t *n)
{
    struct run **all;

    *n = 0;
    for (size_t i = 0; i < b->n_workers; i++)
        *n += b->workers[i].n_runs;
    all = must_alloc(*n * sizeof *all);
    *n = 0;
    for (size_t i = 0; i < b->n_workers; i++)
        for (size_t k = 0; k < b->workers[i].n_runs; k++)
            all[(*n)++] = b->workers[i].runs[k];
    return all;
}

/* Closes all runs and inverters. The threads must have ended. */
static void forget_articles(struct builder *b)
{
    for (size_t i = 0; i < b->n_workers; i++) {
        struct worker *w = &b->workers[i];

        for (size_t k = 0; k < w->n_runs; k++)
            w->runs[k]->methods->close(w->runs[k]);
        free(w->runs);
        w->runs = NULL;
        w->n_runs = w->runs_cap = 0;
        inverter_close(w->inverter);
        w->inverter = NULL;
    }
}

dateline_status builder_finish(struct builder *b, const struct builder_events *events,
                               struct segment *out, char uuid[UUID_TEXT], dateline_error *err)
{
    dateline_status status = drain_queue(b, err);
    struct merge_options o = {b->n_workers, b->xapian};
    struct run **runs;
    struct merge *m = NULL;
    size_t n;

    if (status != DATELINE_OK)
        return status;
    runs = gather_runs(b, &n);
    status = again_drop(runs, n, events, err);
    if (status == DATELINE_OK)
        status = merge_runs(runs, n, b->path.data, &o, &m, err);
    free(runs);
    if (status == DATELINE_OK) {
        forget_articles(b); /* while the disk is busy writing the files */
        status = merge_finish(m, out, uuid, err);
    }
    merge_close(m);
    b->finished = status == DATELINE_OK;
    return status;
}

void builder_close(struct builder *b)
{
    if (!b)
        return;
    batches_close(&b->queue);
    for (size_t i = 0; i < b->n_workers; i++)
        if (b->workers[i].started)
            pthread_join(b->workers[i].thread, NULL);
    forget_articles(b);
    batches_destroy(&b->queue);
    batch_free(b->filling);
    if (b->made && !b->finished)
        disk_remove(b->path.data);
    buf_free(&b->path);
    free(b);
}
