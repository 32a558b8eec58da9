/* Threads that answer the lines of a batch, and the order in which they write. */
#include "searcher/cli/batch.h"

#include <inttypes.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/file.h"
#include "searcher/cli/batch_slot.h"
#include "searcher/cli/line_reader.h"
#include "searcher/cli/output.h"
#include "searcher/render/render.h"

enum {
    LINES_A_THREAD = 64, /* read ahead of what is written */
    DEFAULT_THREADS = 16,
};

/* Lines go round a ring of slots: the reader fills them, the workers take them
 * in order, and whoever finishes the oldest writes it, and those after it that
 * are finished too. A line whose answer is long waits for its turn and writes as
 * it goes, so that no answer is held whole. */
struct batch {
    struct batch_result result;
    struct slot *slots;
    size_t n_slots;
    struct worker {
        struct batch *batch;
        struct engine *engine;
        pthread_t thread;
    } * workers;                 /* the first has the caller's engine */
    unsigned n_workers, started; /* STARTED only the reader looks at */
    bool threaded;
    int wake; /* ends the reading when something failed; -1 without threads */

    pthread_mutex_t lock;          /* of what follows */
    pthread_cond_t lines;          /* for the workers: there are some, or will be none */
    pthread_cond_t turn;           /* for workers whose answer is long: a line was written */
    pthread_cond_t room;           /* for the reader: half the slots are free */
    uint64_t read, taken, written; /* lines */
    bool writing;                  /* the oldest finished one is just being written */
    bool ended;                    /* no line will be read any more */
    dateline_status status;        /* of the first failure */
    dateline_error err;
};

static struct slot *slot_at(struct batch *b, uint64_t sequence)
{
    return &b->slots[sequence % b->n_slots];
}

/* ---- Working -------------------------------------------------------------- */

static bool wait_for_turn(void *ctx, const struct slot *s)
{
    struct batch *b = ctx;
    bool go_on;

    pthread_mutex_lock(&b->lock);
    while (b->written != s->sequence && b->status == DATELINE_OK)
        pthread_cond_wait(&b->turn, &b->lock);
    go_on = b->status == DATELINE_OK;
    pthread_mutex_unlock(&b->lock);
    return go_on;
}

static void wake_all(struct batch *b)
{
    pthread_cond_broadcast(&b->lines);
    pthread_cond_broadcast(&b->turn);
    pthread_cond_broadcast(&b->room);
}

static void give_up(struct batch *b, dateline_status status, const dateline_error *err)
{
    uint64_t one = 1;

    b->status = status;
    b->err = *err;
    wake_all(b);
    if (b->wake >= 0 && !file_write(b->wake, &one, sizeof one))
        return; /* then the reader sees it with its next line */
}

/* Writes the finished lines whose turn it is; the lock is held. */
static void write_finished(struct batch *b)
{
    while (!b->writing && b->written < b->taken && slot_at(b, b->written)->done &&
           b->status == DATELINE_OK) {
        dateline_error err;
        dateline_status status;

        b->writing = true;
        pthread_mutex_unlock(&b->lock);
        status = slot_write(slot_at(b, b->written), &err);
        pthread_mutex_lock(&b->lock);
        b->writing = false;
        if (status != DATELINE_OK)
            give_up(b, status, &err);
        slot_at(b, b->written)->done = false;
        b->written++;
        pthread_cond_broadcast(&b->turn);
        /* Not for each slot: it would read a line, find no room and sleep again. */
        if (b->read - b->written <= b->n_slots / 2)
            pthread_cond_signal(&b->room);
    }
    /* Somebody may wait for this answer before asking on. */
    if (b->written == b->read && b->threaded)
        fflush(stdout);
}

/* Takes the next line and answers it; the lock is held but for that. */
static void work_once(struct batch *b, struct engine *e)
{
    struct slot *slot = slot_at(b, b->taken++);

    pthread_mutex_unlock(&b->lock);
    slot_answer(slot, e);
    pthread_mutex_lock(&b->lock);
    slot->done = true;
    write_finished(b);
}

static void *work(void *arg)
{
    struct worker *w = arg;
    struct batch *b = w->batch;

    pthread_mutex_lock(&b->lock);
    while (b->status == DATELINE_OK && (b->taken < b->read || !b->ended)) {
        if (b->taken < b->read)
            work_once(b, w->engine);
        else
            pthread_cond_wait(&b->lines, &b->lock);
    }
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

/* ---- Reading -------------------------------------------------------------- */

/* Hands a line over; false: there is to be no more. */
static bool submit(struct batch *b, struct span line, uint64_t number)
{
    struct slot *slot;
    bool go_on;

    pthread_mutex_lock(&b->lock);
    while (b->read - b->written >= b->n_slots && b->status == DATELINE_OK)
        pthread_cond_wait(&b->room, &b->lock);
    go_on = b->status == DATELINE_OK;
    if (go_on) {
        slot = slot_at(b, b->read);
        slot->sequence = b->read++;
        slot->number = number;
        buf_clear(&slot->line);
        buf_span_add(&slot->line, line);
        if (!b->threaded)
            work_once(b, b->workers->engine);
        else
            pthread_cond_signal(&b->lines);
    }
    pthread_mutex_unlock(&b->lock);
    return go_on;
}

static void flush_output(void *ctx)
{
    (void)ctx;
    fflush(stdout);
}

static dateline_status read_lines(struct batch *b, int fd, dateline_error *err)
{
    struct line_reader in = {.fd = fd,
                             .name = b->result.name,
                             .wake = b->wake,
                             .idle = b->threaded ? NULL : flush_output};
    struct span line;
    uint64_t number = 0;
    bool more = true;
    dateline_status status;

    while ((status = line_reader_next(&in, &line, &more, err)) == DATELINE_OK && more) {
        number++;
        if (span_trim(line).len && !submit(b, line, number))
            break;
    }
    line_reader_free(&in);
    return status;
}

/* ---- From beginning to end ------------------------------------------------- */

static unsigned processors(void)
{
    cpu_set_t set;
    int n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;

    return n < 1 ? 1 : n > DEFAULT_THREADS ? DEFAULT_THREADS : (unsigned)n;
}

/* As many engines as are wanted; fewer where a writer has taken the files away
 * since the first was opened, or descriptors run out: the answers are the same. */
static dateline_status open_workers(struct batch *b, struct engine *e, unsigned wanted,
                                    dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    b->workers = must_zalloc(wanted * sizeof *b->workers);
    b->workers[0].engine = e;
    for (b->n_workers = 1; b->n_workers < wanted; b->n_workers++) {
        status = engine_open_same(e, &b->workers[b->n_workers].engine, err);
        if (status != DATELINE_OK)
            break;
    }
    return status == DATELINE_NO_INDEX || status == DATELINE_IO ? DATELINE_OK : status;
}

static void close_workers(struct batch *b)
{
    for (unsigned i = 1; i < b->n_workers; i++)
        engine_close(b->workers[i].engine);
    free(b->workers);
}

static void open_slots(struct batch *b)
{
    b->n_slots = b->n_workers == 1 ? 1 : (size_t)b->n_workers * LINES_A_THREAD;
    b->slots = must_zalloc(b->n_slots * sizeof *b->slots);
    for (size_t i = 0; i < b->n_slots; i++) {
        b->slots[i].result = &b->result;
        b->slots[i].turn = wait_for_turn;
        b->slots[i].ctx = b;
    }
}

/* Starts what threads the system gives; without any the reader does the work. */
static void start(struct batch *b)
{
    b->threaded = b->n_workers > 1;
    b->wake = b->threaded ? eventfd(0, EFD_CLOEXEC) : -1;
    for (unsigned i = 0; b->threaded && i < b->n_workers; i++) {
        b->workers[i].batch = b;
        if (pthread_create(&b->workers[i].thread, NULL, work, &b->workers[i]) != 0)
            break;
        b->started++;
    }
    if (!b->started)
        b->threaded = false;
}

static void finish(struct batch *b)
{
    pthread_mutex_lock(&b->lock);
    b->ended = true;
    wake_all(b);
    pthread_mutex_unlock(&b->lock);
    for (unsigned i = 0; i < b->started; i++)
        pthread_join(b->workers[i].thread, NULL);
    if (b->wake >= 0)
        close(b->wake);
}

/* Writes what begins the output, or ends it. */
static dateline_status write_frame(void (*render)(const struct render_options *, enum question_kind,
                                                  struct buf *),
                                   const struct options *o, dateline_error *err)
{
    struct output out = {.write = output_standard};
    dateline_status status;

    render(&o->render, o->question.kind, &out.bytes);
    status = output_rest(&out, err);
    output_free(&out);
    return status;
}

static dateline_status write_timelines(const struct batch *b, dateline_error *err)
{
    const struct options *o = b->result.options;
    struct output out = {.write = output_standard};
    dateline_status status;

    if (o->question.kind != ASK_TIMELINE)
        return DATELINE_OK;
    status = render_timelines(&o->render, &b->result.timeline, &out, err);
    if (status == DATELINE_OK)
        status = output_rest(&out, err);
    output_free(&out);
    return status;
}

static dateline_status run_batch(struct batch *b, int in, dateline_error *err)
{
    const struct options *o = b->result.options;
    dateline_status status = write_frame(render_begin, o, err);

    if (status != DATELINE_OK)
        return status;
    start(b);
    status = read_lines(b, in, err);
    finish(b);
    if (status == DATELINE_OK && b->status != DATELINE_OK) {
        *err = b->err;
        status = b->status;
    }
    if (status == DATELINE_OK)
        status = write_timelines(b, err);
    return status == DATELINE_OK ? write_frame(render_end, o, err) : status;
}

dateline_status batch_run(struct engine *e, const struct options *o, int in, const char *name,
                          uint64_t *bad, dateline_error *err)
{
    struct batch b = {
        .result = {.options = o, .name = name, .timeline = {.unit = o->question.timeline}},
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .lines = PTHREAD_COND_INITIALIZER,
        .turn = PTHREAD_COND_INITIALIZER,
        .room = PTHREAD_COND_INITIALIZER};
    dateline_status status = open_workers(&b, e, o->threads ? o->threads : processors(), err);

    if (status == DATELINE_OK) {
        open_slots(&b);
        status = run_batch(&b, in, err);
    }
    if (b.result.warnings > BATCH_WARNINGS)
        program_warn("%s: %" PRIu64 " more warnings", name, b.result.warnings - BATCH_WARNINGS);
    *bad = b.result.bad;
    for (size_t i = 0; i < b.n_slots; i++)
        slot_free(&b.slots[i]);
    free(b.slots);
    timeline_free(&b.result.timeline);
    close_workers(&b);
    return status;
}
