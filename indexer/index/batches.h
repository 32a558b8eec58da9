/* Batches of articles, queued by the reading thread for the analysing threads.
 *
 * A batch is a copy: records, from which the articles are decoded, and their places in the input.
 * The queue, and so its memory, is bounded: a reader that finds it full analyses the batch
 * itself. */
#ifndef DATELINE_INDEXER_INDEX_BATCHES_H
#define DATELINE_INDEXER_INDEX_BATCHES_H

#include <pthread.h>

#include "indexer/index/builder.h"

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
/* The submission at offset AT; decodes its article into *A. Both borrow the batch. */
struct submission batch_get(const struct batch *b, size_t at, struct article *a);
/* Accepts NULL. */
void batch_free(struct batch *b);

struct batches {
    pthread_mutex_t mutex;
    pthread_cond_t change;
    struct batch *waiting[BATCHES_WAITING];
    size_t len;
    bool closed;
};

void batches_init(struct batches *q);
void batches_destroy(struct batches *q);
/* Returns true and takes ownership of B; false if the queue is full. */
bool batches_try_push(struct batches *q, struct batch *b);
/* Waits for a batch and passes its ownership to the caller; NULL once the queue is closed and
 * empty. */
struct batch *batches_pop(struct batches *q);
/* Ends the queue: nothing may be pushed after this. */
void batches_close(struct batches *q);

#endif
