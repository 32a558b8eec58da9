/* Starts and stops the HTTP daemon and the worker threads. */
#include "serve/server.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "serve/request.h"

enum {
    SPARE_DESCRIPTORS = 256, /* for files of the index */
    THREADS_A_PROCESSOR = 4,
    IO_THREADS = 2,
    IDLE_SECONDS = 5, /* libmicrohttpd's own time limit comes so much after ours */
    POLL_NANOSECONDS = 20000000,
};

struct server {
    struct service service;
    struct MHD_Daemon *daemon;
    unsigned connections; /* at most */
};

/* ---- Limits of the system ------------------------------------------------------------ */

/* As many descriptors as the system allows; the number of connections that they are enough for. */
static unsigned connections_possible(unsigned wanted)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return wanted;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > wanted + SPARE_DESCRIPTORS)
        return wanted;
    return limit.rlim_cur > 2 * SPARE_DESCRIPTORS ? (unsigned)limit.rlim_cur - SPARE_DESCRIPTORS
                                                  : (unsigned)limit.rlim_cur / 2;
}

static unsigned threads_wanted(const struct serve_options *o)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return o->threads ? o->threads : (unsigned)(n > 0 ? n : 1) * THREADS_A_PROCESSOR;
}

/* ---- The daemon ------------------------------------------------------------------------ */

static void connection_changed(void *cls, struct MHD_Connection *connection, void **context,
                               enum MHD_ConnectionNotificationCode what)
{
    if (what == MHD_CONNECTION_NOTIFY_STARTED)
        caller_enters(cls, connection, (struct caller **)context);
    else
        caller_leaves(cls, *context);
}

static struct MHD_Daemon *start_daemon(struct server *s, int socket)
{
    const struct serve_options *o = s->service.site->options;

    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO, 0, NULL, NULL,
        request_handle, &s->service, MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_THREAD_POOL_SIZE,
        (unsigned)IO_THREADS, MHD_OPTION_CONNECTION_LIMIT, s->connections,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)o->client_timeout + IDLE_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)o->max_request, MHD_OPTION_URI_LOG_CALLBACK,
        request_new, &s->service, MHD_OPTION_NOTIFY_COMPLETED, request_ended, &s->service,
        MHD_OPTION_NOTIFY_CONNECTION, connection_changed, &s->service, MHD_OPTION_END);
}

static void server_free(struct server *s)
{
    workers_free(s->service.workers);
    visitors_close(s->service.visitors);
    free(s);
}

dateline_status server_start(struct site *site, int socket, struct server **out,
                             dateline_error *err)
{
    struct server *s = must_zalloc(sizeof *s);
    dateline_status status = workers_start(threads_wanted(site->options), &s->service.workers, err);

    s->service.site = site;
    s->connections = connections_possible(site->options->max_connections);
    s->service.visitors = visitors_open(s->connections, site->options->client_timeout);
    if (status == DATELINE_OK) {
        s->daemon = start_daemon(s, socket);
        if (!s->daemon)
            status = fail_errno(err, "cannot start libmicrohttpd");
    }
    if (status != DATELINE_OK) {
        close(socket);
        if (s->service.workers)
            workers_stop(s->service.workers);
        server_free(s);
        return status;
    }
    *out = s;
    return DATELINE_OK;
}

void server_tick(struct server *s)
{
    visitors_sweep(s->service.visitors);
}

/* Waits until all clients have gone. */
static void await_visitors(struct server *s, double seconds)
{
    const struct timespec pause = {0, POLL_NANOSECONDS};
    const double until = clock_seconds() + seconds;

    while (visitors_present(s->service.visitors) && clock_seconds() < until) {
        visitors_dismiss(s->service.visitors);
        nanosleep(&pause, NULL);
    }
}

void server_stop(struct server *s, double seconds)
{
    int socket;

    atomic_store(&s->service.site->stopping, true);
    socket = MHD_quiesce_daemon(s->daemon);
    await_visitors(s, seconds);
    atomic_store(&s->service.site->interrupt, true);
    workers_stop(s->service.workers); /* so that no connection stays suspended */
    visitors_evict(s->service.visitors);
    MHD_stop_daemon(s->daemon);
    if (socket >= 0)
        close(socket);
    server_free(s);
}
