#include "indexer/batches.h"

#include <stdlib.h>

#include "core/alloc.h"

void batch_add(struct batch *b, const struct submission *s, uint64_t turn)
{
    struct batch_item *i;

    GROW(b->items, b->len, b->cap);
    i = &b->items[b->len++];
    *i = (struct batch_item){b->bytes.len, s->record.len, 0, s->at.line, turn, s->unbuilt};
    buf_span_add(&b->bytes, s->record);
    i->path = b->bytes.len;
    buf_add(&b->bytes, s->at.path, strlen(s->at.path) + 1);
}

bool batch_full(const struct batch *b)
{
    return b->bytes.len >= BATCH_BYTES;
}

struct submission batch_get(const struct batch *b, size_t at, struct article *a)
{
    const struct batch_item *i = &b->items[at];
    struct submission s = {.article = a,
                           .record = {b->bytes.data + i->record, i->record_len},
                           .at = {b->bytes.data + i->path, i->line},
                           .unbuilt = i->unbuilt};

    article_decode(s.record, a);
    return s;
}

void batch_free(struct batch *b)
{
    if (!b)
        return;
    buf_free(&b->bytes);
    free(b->items);
    free(b);
}

/* To analyse an article is taken to be four times the work of turning it round later;
 * how well that fits decides who waits at the end, not what comes out. */
enum { WORTH = 1 + 4 };

void batches_init(struct batches *q, size_t limit)
{
    *q = (struct batches){
        .mutex = PTHREAD_MUTEX_INITIALIZER, .change = PTHREAD_COND_INITIALIZER, .limit = limit};
}

void batches_destroy(struct batches *q)
{
    for (size_t i = 0; i < q->len; i++)
        batch_free(q->waiting[i]);
    free(q->waiting);
    pthread_mutex_destroy(&q->mutex);
    pthread_cond_destroy(&q->change);
}

/* How many bytes more the worker has to turn round than the reader. */
static size_t lead(const struct batches *q, size_t worker)
{
    return q->taken[worker] > q->taken[0] ? q->taken[worker] - q->taken[0] : 0;
}

/* Whether the reader will have as much to do with what waits as the worker has
 * with what it has got. */
static bool enough_waits(const struct batches *q, size_t worker)
{
    return lead(q, worker) <= WORTH * q->bytes;
}

static bool has_room(const struct batches *q)
{
    if (q->len < BATCHES_WAITING)
        return true;
    for (size_t worker = 1; worker < BUILDER_THREADS_MAX && q->bytes < q->limit; worker++)
        if (!enough_waits(q, worker))
            return true;
    return false;
}

bool batches_try_push(struct batches *q, struct batch *b)
{
    bool room;

    pthread_mutex_lock(&q->mutex);
    room = has_room(q);
    if (room) {
        GROW(q->waiting, q->len, q->cap);
        q->waiting[q->len++] = b;
        q->bytes += b->bytes.len;
    } else {
        q->taken[0] += b->bytes.len;
    }
    pthread_cond_signal(&q->change);
    pthread_mutex_unlock(&q->mutex);
    return room;
}

struct batch *batches_pop(struct batches *q, size_t worker)
{
    struct batch *b = NULL;

    pthread_mutex_lock(&q->mutex);
    while (!q->len && !q->closed)
        pthread_cond_wait(&q->change, &q->mutex);
    if (q->len && (!q->closed || !worker || enough_waits(q, worker))) {
        b = q->waiting[0];
        memmove(q->waiting, q->waiting + 1, --q->len * sizeof *q->waiting);
        q->bytes -= b->bytes.len;
        q->taken[worker] += b->bytes.len;
    }
    pthread_mutex_unlock(&q->mutex);
    return b;
}

void batches_spilled(struct batches *q, size_t worker)
{
    pthread_mutex_lock(&q->mutex);
    q->taken[worker] = 0;
    pthread_mutex_unlock(&q->mutex);
}

void batches_close(struct batches *q)
{
    pthread_mutex_lock(&q->mutex);
    q->closed = true;
    pthread_cond_broadcast(&q->change);
    pthread_mutex_unlock(&q->mutex);
}
