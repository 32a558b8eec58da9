/* Articles on their way from the one thread that reads to those that analyse.
 *
 * A batch is a copy: stored forms, from which the articles are read again, and
 * where they stood. The queue between the threads is bounded, and with it memory:
 * a reader that is too fast finds it full.
 *
 * Worker 0 is the reader, who has the least time to analyse, and so the least to
 * turn round when the input ends. So that all are ready at once, the others leave
 * to it what then still waits, and it lets as much wait as makes up for that. */
#ifndef DATELINE_INDEXER_BATCHES_H
#define DATELINE_INDEXER_BATCHES_H

#include <pthread.h>

#include "indexer/builder.h"

enum { BATCH_BYTES = 1 << 16, BATCHES_WAITING = 8 };

struct batch_item {
    size_t record, record_len, path; /* in bytes */
    uint64_t line, turn;
    bool unbuilt;
};

struct batch {
    struct buf bytes;
    struct batch_item *items;
    size_t len, cap;
};

void batch_add(struct batch *b, const struct submission *s, uint64_t turn);
bool batch_full(const struct batch *b);
/* The submission at AT, whose article is read into *A; lent with the batch. */
struct submission batch_get(const struct batch *b, size_t at, struct article *a);
/* Accepts NULL. */
void batch_free(struct batch *b);

struct batches {
    pthread_mutex_t mutex;
    pthread_cond_t change;
    struct batch **waiting;
    size_t len, cap;
    size_t bytes, limit;               /* of those that wait; how many may at most */
    size_t taken[BUILDER_THREADS_MAX]; /* bytes to be turned round, by worker */
    bool closed;
};

/* LIMIT is in bytes; BATCHES_WAITING may wait in any case. */
void batches_init(struct batches *q, size_t limit);
void batches_destroy(struct batches *q);
/* False where the queue is full: then B is worker 0's to analyse. Else the queue
 * owns B. */
bool batches_try_push(struct batches *q, struct batch *b);
/* Waits for one, which is the caller's; NULL where no more will come for this
 * WORKER: once the queue is closed, and empty or left to worker 0. */
struct batch *batches_pop(struct batches *q, size_t worker);
/* What WORKER has taken so far is turned round. */
void batches_spilled(struct batches *q, size_t worker);
/* No more will come. */
void batches_close(struct batches *q);

#endif
