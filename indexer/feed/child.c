/* Runs a program with limits, and takes its output. */
#include "indexer/feed/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"

enum { COMPLAINT_MAX = 200, CHUNK = 64 << 10, NOT_RUN = 127 };

/* The limit that a child exceeds. */
enum child_fault { CHILD_WELL, CHILD_TOO_LATE, CHILD_TOO_MUCH };

struct child {
    const struct child_limits *limits;
    pid_t pid;
    int out, complaints; /* where it writes to; -1: it has closed it */
    double deadline;
    struct buf *text;
    struct buf said; /* the start of its complaints */
    enum child_fault fault;
};

/* ---- In the child: nothing here allocates, as other threads may hold locks ----------------------
 */

static bool limit_resource(__rlimit_resource_t what, rlim_t most)
{
    struct rlimit limit;

    if (getrlimit(what, &limit) != 0)
        return false;
    if (limit.rlim_cur > most)
        limit.rlim_cur = most;
    return setrlimit(what, &limit) == 0;
}

/* Becomes PROGRAM. OUT and COMPLAINTS are closed on exec. */
__attribute__((noreturn)) static void become_program(const char *program, char *const argv[],
                                                     int in, int out, int complaints,
                                                     const struct child_limits *limits,
                                                     pid_t parent)
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() == parent && dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
        dup2(complaints, STDERR_FILENO) >= 0 && limit_resource(RLIMIT_CPU, limits->seconds) &&
        limit_resource(RLIMIT_AS, limits->memory))
        execv(program, argv);
    _exit(NOT_RUN);
}

/* ---- In the parent ---------------------------------------------------------- */

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* Starts PROGRAM with pipes to C; false with errno. */
static bool child_start(struct child *c, const char *program, char *const argv[], int in)
{
    int out[2] = {-1, -1}, complaints[2] = {-1, -1};
    pid_t parent = getpid();
    bool piped = pipe2(out, O_CLOEXEC) == 0 && pipe2(complaints, O_CLOEXEC) == 0;

    c->pid = piped ? fork() : -1;
    if (!c->pid)
        become_program(program, argv, in, out[1], complaints[1], c->limits, parent);
    close_end(&out[1]);
    close_end(&complaints[1]);
    c->out = out[0];
    c->complaints = complaints[0];
    if (c->pid > 0)
        setpgid(c->pid, c->pid); /* here and there, as either may run first */
    return c->pid > 0;
}

/* Reads the waiting bytes of FD, closes it at its end, and keeps at most MOST bytes of it in TO;
 * false if that is not all. */
static bool take_some(int *fd, struct buf *to, size_t most)
{
    ssize_t n;

    buf_reserve(to, CHUNK);
    n = file_read(*fd, to->data + to->len, CHUNK);
    if (n <= 0) {
        close_end(fd);
        return true;
    }
    to->len += (size_t)n;
    if (to->len > most)
        to->len = most + 1;
    to->data[to->len] = '\0';
    return to->len <= most;
}

static int milliseconds_left(const struct child *c)
{
    double left = c->deadline - clock_seconds();

    return left > 0 ? (int)(left * 1000) + 1 : 0;
}

/* Takes all that C writes, or up to a limit. */
static void take_output(struct child *c)
{
    while (!c->fault && (c->out >= 0 || c->complaints >= 0)) {
        struct pollfd ends[] = {{.fd = c->out, .events = POLLIN},
                                {.fd = c->complaints, .events = POLLIN}};
        int ready = poll(ends, 2, milliseconds_left(c));

        if (ready == 0)
            c->fault = CHILD_TOO_LATE;
        if (ready > 0 && ends[0].revents && !take_some(&c->out, c->text, c->limits->output))
            c->fault = CHILD_TOO_MUCH;
        if (ready > 0 && ends[1].revents && !take_some(&c->complaints, &c->said, COMPLAINT_MAX))
            c->said.len = COMPLAINT_MAX;
    }
}

/* Waits until C has ended, or its time is over. */
static void await_end(struct child *c)
{
    const struct timespec nap = {.tv_nsec = 1000000};
    siginfo_t info = {0};

    while (!c->fault && waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           !info.si_pid) {
        if (!milliseconds_left(c))
            c->fault = CHILD_TOO_LATE;
        nanosleep(&nap, NULL);
    }
}

/* Ends all of C's processes; returns the status of the first. */
static int child_end(struct child *c)
{
    int status = 0;

    kill(-c->pid, SIGKILL);
    while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

/* Says WHY C has failed. */
static void say_failure(const struct child *c, int status, struct buf *why)
{
    struct span said = span_trim(buf_span(&c->said));
    const char *newline = said.len ? memchr(said.data, '\n', said.len) : NULL;

    if (c->fault == CHILD_TOO_LATE)
        buf_printf(why, "took more than %u seconds", c->limits->seconds);
    else if (c->fault == CHILD_TOO_MUCH)
        buf_printf(why, "wrote more than %zu MiB", c->limits->output >> 20);
    else if (WIFSIGNALED(status))
        buf_printf(why, "was ended by signal %d (%s)", WTERMSIG(status),
                   strsignal(WTERMSIG(status)));
    else
        buf_printf(why, "failed with status %d", WEXITSTATUS(status));
    if (newline)
        said.len = (size_t)(newline - said.data);
    if (said.len)
        buf_printf(why, ": %.*s", (int)said.len, said.data);
}

bool child_run(const char *program, char *const argv[], int in, const struct child_limits *limits,
               struct buf *out, struct buf *why)
{
    struct child c = {.limits = limits, .text = out, .deadline = clock_seconds() + limits->seconds};
    bool started = child_start(&c, program, argv, in), well = false;
    int status;

    buf_clear(why);
    if (!started) {
        buf_printf(why, "cannot be run: %s", strerror(errno));
    } else {
        take_output(&c);
        await_end(&c);
        status = child_end(&c);
        well = !c.fault && WIFEXITED(status) && !WEXITSTATUS(status);
        if (!well)
            say_failure(&c, status, why);
    }
    close_end(&c.out);
    close_end(&c.complaints);
    buf_free(&c.said);
    return well;
}
