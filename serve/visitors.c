/* Keeps the time of connections. */
#include "serve/visitors.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "core/alloc.h"
#include "core/clock.h"

enum state { WAITS, WORKS, TAKES, STATES };

struct visitor {
    struct visitor *before, *after; /* in the queue of its state */
    double since;                   /* clock_seconds() when it came to it */
    enum state state;
    int socket;
};

struct visitors {
    pthread_mutex_t lock;
    size_t most, n;
    double seconds;
    struct visitor *first[STATES], *last[STATES]; /* the longest first */
};

struct visitors *visitors_open(size_t most, double seconds)
{
    struct visitors *v = must_zalloc(sizeof *v);

    v->most = most;
    v->seconds = seconds;
    pthread_mutex_init(&v->lock, NULL);
    return v;
}

void visitors_close(struct visitors *v)
{
    if (!v)
        return;
    pthread_mutex_destroy(&v->lock);
    free(v);
}

/* ---- Queues; the lock is held --------------------------------------------------- */

static void visitor_queue(struct visitors *v, struct visitor *who, enum state state)
{
    who->state = state;
    who->since = clock_seconds();
    who->after = NULL;
    who->before = v->last[state];
    *(who->before ? &who->before->after : &v->first[state]) = who;
    v->last[state] = who;
}

static void visitor_unqueue(struct visitors *v, struct visitor *who)
{
    *(who->before ? &who->before->after : &v->first[who->state]) = who->after;
    *(who->after ? &who->after->before : &v->last[who->state]) = who->before;
}

/* Ends the connection: its thread then closes the socket. It goes to the end of its queue, so that
 * it is shut once. */
static void visitor_shut(struct visitors *v, struct visitor *who, int how)
{
    shutdown(who->socket, how);
    visitor_unqueue(v, who);
    visitor_queue(v, who, who->state);
}

static void shut_older(struct visitors *v, enum state state, double than, int how)
{
    while (v->first[state] && v->first[state]->since < than)
        visitor_shut(v, v->first[state], how);
}

/* ---- Coming and going ------------------------------------------------------------ */

struct visitor *visitor_enter(struct visitors *v, int socket)
{
    struct visitor *who = must_zalloc(sizeof *who);

    who->socket = socket;
    pthread_mutex_lock(&v->lock);
    v->n++;
    if (v->n > v->most - v->most / 8 && v->first[WAITS])
        visitor_shut(v, v->first[WAITS], SHUT_RDWR);
    visitor_queue(v, who, WAITS);
    pthread_mutex_unlock(&v->lock);
    return who;
}

void visitor_leave(struct visitors *v, struct visitor *who)
{
    pthread_mutex_lock(&v->lock);
    visitor_unqueue(v, who);
    v->n--;
    pthread_mutex_unlock(&v->lock);
    free(who);
}

static void visitor_move(struct visitors *v, struct visitor *who, enum state state)
{
    pthread_mutex_lock(&v->lock);
    visitor_unqueue(v, who);
    visitor_queue(v, who, state);
    pthread_mutex_unlock(&v->lock);
}

void visitor_waits(struct visitors *v, struct visitor *who)
{
    visitor_move(v, who, WAITS);
}

void visitor_works(struct visitors *v, struct visitor *who)
{
    visitor_move(v, who, WORKS);
}

void visitor_takes(struct visitors *v, struct visitor *who)
{
    visitor_move(v, who, TAKES);
}

/* ---- Time ------------------------------------------------------------------------- */

void visitors_sweep(struct visitors *v)
{
    double than = clock_seconds() - v->seconds;

    pthread_mutex_lock(&v->lock);
    shut_older(v, WAITS, than, SHUT_RDWR);
    shut_older(v, TAKES, than, SHUT_RDWR);
    pthread_mutex_unlock(&v->lock);
}

void visitors_dismiss(struct visitors *v)
{
    pthread_mutex_lock(&v->lock);
    /* Requests that have arrived can still be read. */
    shut_older(v, WAITS, clock_seconds(), SHUT_RD);
    pthread_mutex_unlock(&v->lock);
}

void visitors_evict(struct visitors *v)
{
    pthread_mutex_lock(&v->lock);
    for (int state = 0; state < STATES; state++)
        shut_older(v, (enum state)state, clock_seconds(), SHUT_RDWR);
    pthread_mutex_unlock(&v->lock);
}

size_t visitors_present(struct visitors *v)
{
    size_t n;

    pthread_mutex_lock(&v->lock);
    n = v->n;
    pthread_mutex_unlock(&v->lock);
    return n;
}
