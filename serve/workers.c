/* A queue of jobs and the threads that do them. */
#include "serve/workers.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/alloc.h"

struct workers {
    pthread_mutex_t lock; /* protects what follows but the threads */
    pthread_cond_t added;
    struct job *first, **last;
    unsigned idle; /* threads that wait for a job */
    bool ended;
    unsigned n;
    pthread_t threads[];
};

static void *work(void *arg)
{
    struct workers *w = arg;

    pthread_mutex_lock(&w->lock);
    for (;;) {
        struct job *j = w->first;

        if (j) {
            w->first = j->next;
            if (!w->first)
                w->last = &w->first;
            pthread_mutex_unlock(&w->lock);
            j->run(j);
            pthread_mutex_lock(&w->lock);
        } else if (w->ended) {
            break;
        } else {
            w->idle++;
            pthread_cond_wait(&w->added, &w->lock);
            w->idle--;
        }
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

dateline_status workers_start(unsigned n, struct workers **out, dateline_error *err)
{
    struct workers *w = must_zalloc(sizeof *w + n * sizeof *w->threads);

    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->added, NULL);
    w->last = &w->first;
    while (w->n < n && pthread_create(&w->threads[w->n], NULL, work, w) == 0)
        w->n++;
    if (!w->n) {
        workers_free(w);
        return fail(err, DATELINE_IO, "cannot start a thread");
    }
    *out = w;
    return DATELINE_OK;
}

bool workers_add(struct workers *w, struct job *j)
{
    bool wake, ended;

    j->next = NULL;
    pthread_mutex_lock(&w->lock);
    ended = w->ended;
    wake = !ended && w->idle;
    if (!ended) {
        *w->last = j;
        w->last = &j->next;
    }
    pthread_mutex_unlock(&w->lock);
    if (wake)
        pthread_cond_signal(&w->added);
    return !ended;
}

void workers_stop(struct workers *w)
{
    pthread_mutex_lock(&w->lock);
    w->ended = true;
    pthread_cond_broadcast(&w->added);
    pthread_mutex_unlock(&w->lock);
    for (unsigned i = 0; i < w->n; i++)
        pthread_join(w->threads[i], NULL);
    w->n = 0;
}

void workers_free(struct workers *w)
{
    if (!w)
        return;
    pthread_cond_destroy(&w->added);
    pthread_mutex_destroy(&w->lock);
    free(w);
}
