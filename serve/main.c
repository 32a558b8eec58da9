/* dateline-serve: from the command line to a server that runs until a signal stops it. */
#include <signal.h>
#include <time.h>

#include "core/file.h"
#include "program/program.h"
#include "serve/listen.h"
#include "serve/server.h"
#include "serve/token.h"

enum { TICK_NANOSECONDS = 100000000 };

#define STOP_SECONDS 10.0

/* Signals wait for await_stop; threads started later have the same mask. */
static void hold_signals(sigset_t *stop)
{
    sigemptyset(stop);
    sigaddset(stop, SIGTERM);
    sigaddset(stop, SIGINT);
    sigprocmask(SIG_BLOCK, stop, NULL);
    signal(SIGPIPE, SIG_IGN); /* clients go when they like */
}

/* Takes up newer commits until a signal of STOP comes. One that cannot be opened is told once. */
static void await_stop(struct site *site, struct server *server, const sigset_t *stop)
{
    const struct timespec tick = {0, TICK_NANOSECONDS};
    bool told = false;

    while (sigtimedwait(stop, NULL, &tick) < 0) {
        dateline_error err;
        bool opened = archive_refresh(site->archive, &err) == DATELINE_OK;

        if (!opened && !told)
            program_warn("still serving the commit before: %s", err.text);
        told = !opened;
        server_tick(server);
    }
}

static int serve(struct site *site, int socket, const char *name, const sigset_t *stop)
{
    struct server *server;
    dateline_error err;
    dateline_status status = server_start(site, socket, &server, &err);

    if (status != DATELINE_OK)
        return program_fail(status, &err);
    program_warn("listening at %s", name);
    listen_notify("READY=1");
    await_stop(site, server, stop);
    listen_notify("STOPPING=1");
    server_stop(server, STOP_SECONDS);
    return EXIT_DONE;
}

static void warn_of_index(struct archive *a)
{
    struct loan loan;
    const char *notice;

    if (archive_borrow(a, &loan, NULL) != DATELINE_OK)
        return;
    notice = engine_notice(loan.engine);
    if (notice)
        program_warn("%s", notice);
    archive_return(a, &loan);
}

static int open_and_serve(const struct serve_options *o, struct metrics *metrics)
{
    struct site site = {.options = o, .metrics = metrics};
    struct buf name = {0}, token = {0};
    int socket, exit_status;
    sigset_t stop;
    dateline_error err;
    dateline_status status = token_read(o->token_file, &token, &err);

    site.token = buf_span(&token);
    hold_signals(&stop);
    if (status == DATELINE_OK)
        status = archive_open(o->operands.index, o->timeout, &site.archive, &err);
    if (status == DATELINE_OK)
        status = listen_open(o->listen, &socket, &name, &err);
    site.local = status == DATELINE_OK && listen_local(socket);
    if (status == DATELINE_OK)
        warn_of_index(site.archive);
    if (status == DATELINE_OK)
        exit_status = serve(&site, socket, name.data, &stop);
    else
        exit_status = program_fail(status, &err);
    archive_close(site.archive);
    buf_free(&name);
    buf_free(&token);
    return exit_status;
}

int main(int argc, char **argv)
{
    static struct metrics metrics;
    struct serve_options o;

    program_start("dateline-serve", argv);
    serve_options_parse(argc, argv, &o);
    return program_finish(open_and_serve(&o, &metrics));
}
