/* watch -- runs a program and measures its time and memory.
 *
 *     watch [--anonymous] REPORT PROGRAM [ARGUMENT...]
 *
 * writes to the file REPORT
 *
 *     seconds=S cpu=S peak=BYTES [anonymous=BYTES]
 *
 * wall clock and processor time of the process, and its peak resident memory.
 * --anonymous also samples, every few milliseconds, the program's own memory
 * (heap, stacks, shared memory) without pages of files, which the system can
 * reclaim; it reports the maximum. The exit status is the program's. */
#include <err.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SAMPLE_NANOSECONDS = 2000000 };

struct cost {
    double seconds, cpu;
    uint64_t peak, anonymous; /* bytes */
    int status;               /* as returned by wait */
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double seconds_of(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

/* The process's anonymous and shared memory in bytes; 0 if it has ended. */
static uint64_t anonymous_bytes(pid_t pid)
{
    char path[64], line[128];
    uint64_t kibibytes = 0, part;

    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    FILE *f = fopen(path, "r");
    if (!f)
        return 0;
    while (fgets(line, sizeof line, f))
        if (sscanf(line, "RssAnon: %" SCNu64, &part) == 1 ||
            sscanf(line, "RssShmem: %" SCNu64, &part) == 1)
            kibibytes += part;
    fclose(f);
    return kibibytes << 10;
}

static void sample_until_end(pid_t pid, struct cost *c, struct rusage *used)
{
    const struct timespec pause = {.tv_nsec = SAMPLE_NANOSECONDS};
    pid_t ended;

    while ((ended = wait4(pid, &c->status, WNOHANG, used)) == 0) {
        uint64_t bytes = anonymous_bytes(pid);

        if (bytes > c->anonymous)
            c->anonymous = bytes;
        nanosleep(&pause, NULL);
    }
    if (ended < 0)
        err(3, "cannot wait for the program");
}

static struct cost watch(char **program, bool sample)
{
    struct cost c = {0};
    struct rusage used;
    double started = now();
    pid_t pid = fork();

    if (pid < 0)
        err(3, "cannot start %s", *program);
    if (pid == 0) {
        execvp(*program, program);
        warn("cannot run %s", *program);
        _exit(127);
    }
    if (sample)
        sample_until_end(pid, &c, &used);
    else if (wait4(pid, &c.status, 0, &used) < 0)
        err(3, "cannot wait for %s", *program);
    c.seconds = now() - started;
    c.cpu = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
    c.peak = (uint64_t)used.ru_maxrss << 10;
    return c;
}

static void write_report(const char *path, const struct cost *c, bool sample)
{
    FILE *f = fopen(path, "w");

    if (!f)
        err(3, "cannot write %s", path);
    fprintf(f, "seconds=%.4f cpu=%.4f peak=%" PRIu64, c->seconds, c->cpu, c->peak);
    if (sample)
        fprintf(f, " anonymous=%" PRIu64, c->anonymous);
    fputc('\n', f);
    if (ferror(f) || fclose(f) != 0)
        err(3, "cannot write %s", path);
}

int main(int argc, char **argv)
{
    bool sample = argc > 1 && strcmp(argv[1], "--anonymous") == 0;
    char **rest = argv + 1 + sample;

    if (argc - sample < 3)
        errx(2, "usage: watch [--anonymous] REPORT PROGRAM [ARGUMENT...]");
    struct cost c = watch(rest + 1, sample);
    write_report(*rest, &c, sample);
    return WIFEXITED(c.status) ? WEXITSTATUS(c.status) : 128 + WTERMSIG(c.status);
}
