/* Makes calls survive a mapped file that cannot be read: a handler of SIGBUS, if the caller wants
 * one. */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>

#include "core/alloc.h"
#include "core/fail.h"
#include "core/mapping.h"
#include "dateline.h"

static struct sigaction handler_before;

/* Whether PATH is a file of an index: of a segment, or of one that is being built. */
static bool is_index_file(const char *path)
{
    return strstr(path, "/seg-") || strstr(path, "/tmp-");
}

/* Leaves the call that this thread is in if a file of an index is mapped at AT. */
static void leave_call(const void *at)
{
    static struct mapping_reader reader; /* too large for the stack of some handlers */
    static atomic_flag taken = ATOMIC_FLAG_INIT;
    char path[sizeof(dateline_error)] = {0};
    const char *found;

    while (atomic_flag_test_and_set(&taken)) /* another thread reads the same few lines */
        sched_yield();
    found = mapping_path(&reader, at);
    if (found && is_index_file(found))
        memcpy(path, found, strnlen(found, sizeof path - 1));
    atomic_flag_clear(&taken);
    if (*path)
        alloc_leave_guard(path);
}

/* Does what the handler before ours does. Returns where the default action is due: the access is
 * then repeated, and its fault ends the process. */
static void pass_on(int sig, siginfo_t *info, void *context)
{
    if (handler_before.sa_flags & SA_SIGINFO)
        handler_before.sa_sigaction(sig, info, context);
    else if (handler_before.sa_handler != SIG_DFL && handler_before.sa_handler != SIG_IGN)
        handler_before.sa_handler(sig);
    else if (info->si_code > 0 || handler_before.sa_handler == SIG_DFL) {
        signal(sig, SIG_DFL);
        if (info->si_code <= 0) /* sent by a process: no access repeats it */
            raise(sig);
    }
}

static void on_bus_error(int sig, siginfo_t *info, void *context)
{
    int error = errno;

    if (info->si_code > 0) /* not sent by a process */
        leave_call(info->si_addr);
    errno = error;
    pass_on(sig, info, context);
}

static void install(void)
{
    /* SA_NODEFER: leaving a call by longjmp does not unblock the signal. */
    struct sigaction action = {.sa_sigaction = on_bus_error,
                               .sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK};

    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &handler_before);
}

void dateline_guard_files(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, install);
}
