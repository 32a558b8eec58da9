/* Ends a program with a message when a mapped file cannot be read. */
#include "program/bus_error.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "core/character.h"
#include "core/mapping.h"
#include "program/program.h"

static const char *program_name;

/* In one call, so that the line stays whole. */
static void write_error(const char *path)
{
    static const char before[] = ": cannot read ",
                      after[] = ": it became shorter while it was read, or its disk failed\n";
    const struct iovec parts[] = {
        {(void *)program_name, strlen(program_name)},
        {(void *)before, sizeof before - 1},
        {(void *)path, strlen(path)},
        {(void *)after, sizeof after - 1},
    };

    (void)!writev(STDERR_FILENO, parts, sizeof parts / sizeof *parts);
}

static void on_bus_error(int sig, siginfo_t *info, void *context)
{
    static struct mapping_reader reader;
    static atomic_flag taken = ATOMIC_FLAG_INIT;
    char *path = NULL;

    (void)context;
    while (atomic_flag_test_and_set(&taken)) /* another thread is about to end the process */
        pause();
    if (info->si_code > 0) /* not sent by a process */
        path = mapping_path(&reader, info->si_addr);
    if (!path) { /* no file: let it end the process as ever */
        signal(sig, SIG_DFL);
        raise(sig);
        return;
    }
    path[character_make_safe(path, strlen(path))] = '\0';
    write_error(path);
    _exit(EXIT_TROUBLE);
}

void bus_error_handle(const char *program)
{
    struct sigaction action = {.sa_sigaction = on_bus_error, .sa_flags = SA_SIGINFO};

    program_name = program;
    sigfillset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
}
