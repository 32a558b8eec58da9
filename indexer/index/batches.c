/* The bounded queue between the reading thread and the analysing threads. */
#include "indexer/index/batches.h"

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

void batches_init(struct batches *q)
{
    *q = (struct batches){.mutex = PTHREAD_MUTEX_INITIALIZER, .change = PTHREAD_COND_INITIALIZER};
}

void batches_destroy(struct batches *q)
{
    for (size_t i = 0; i < q->len; i++)
        batch_free(q->waiting[i]);
    pthread_mutex_destroy(&q->mutex);
    pthread_cond_destroy(&q->change);
}

bool batches_try_push(struct batches *q, struct batch *b)
{
    bool room;

    pthread_mutex_lock(&q->mutex);
    room = q->len < BATCHES_WAITING;
    if (room)
        q->waiting[q->len++] = b;
    pthread_cond_signal(&q->change);
    pthread_mutex_unlock(&q->mutex);
    return room;
}

struct batch *batches_pop(struct batches *q)
{
    struct batch *b = NULL;

    pthread_mutex_lock(&q->mutex);
    while (!q->len && !q->closed)
        pthread_cond_wait(&q->change, &q->mutex);
    if (q->len) {
        b = q->waiting[0];
        memmove(q->waiting, q->waiting + 1, --q->len * sizeof *q->waiting);
    }
    pthread_mutex_unlock(&q->mutex);
    return b;
}

void batches_close(struct batches *q)
{
    pthread_mutex_lock(&q->mutex);
    q->closed = true;
    pthread_cond_broadcast(&q->change);
    pthread_mutex_unlock(&q->mutex);
}
