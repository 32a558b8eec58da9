/* Ends a program with a message when a mapped file cannot be read. */
#include "program/bus_error.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "core/character.h"
#include "program/program.h"

static const char *program_name;

/* The lines of /proc/self/maps, read with what a signal handler may call. */
struct maps_reader {
    int fd;
    size_t len, used; /* bytes in TEXT; those of lines already returned */
    char text[PATH_MAX + 256];
};

/* Returns the next line, ended by NUL instead of its newline; NULL at the end. */
static char *next_mapping(struct maps_reader *r)
{
    char *line, *end;

    memmove(r->text, r->text + r->used, r->len - r->used);
    r->len -= r->used;
    r->used = 0;
    while (!(end = memchr(r->text, '\n', r->len))) {
        ssize_t n = read(r->fd, r->text + r->len, sizeof r->text - r->len);

        if (n <= 0)
            return NULL;
        r->len += (size_t)n;
    }
    line = r->text;
    *end = '\0';
    r->used = (size_t)(end - line) + 1;
    return line;
}

static const char *read_hex(const char *p, uintptr_t *out)
{
    *out = 0;
    for (; (*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'f'); p++)
        *out = *out << 4 | (uintptr_t)(*p <= '9' ? *p - '0' : *p - 'a' + 10);
    return p;
}

/* Whether the mapping of LINE, "start-end ...", has ADDRESS. */
static bool mapping_has(const char *line, uintptr_t address)
{
    uintptr_t start, end;
    const char *p = read_hex(line, &start);

    if (*p != '-')
        return false;
    read_hex(p + 1, &end);
    return address >= start && address < end;
}

/* The path of the file that is mapped at ADDRESS, in R; NULL if there is none. */
static char *mapped_path(struct maps_reader *r, uintptr_t address)
{
    char *line, *path = NULL;

    r->fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (r->fd < 0)
        return NULL;
    while (!path && (line = next_mapping(r)))
        if (mapping_has(line, address) && !(path = strchr(line, '/')))
            break;
    close(r->fd);
    return path;
}

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
    static struct maps_reader reader;
    static atomic_flag taken = ATOMIC_FLAG_INIT;
    char *path = NULL;

    (void)context;
    while (atomic_flag_test_and_set(&taken)) /* another thread is about to end the process */
        pause();
    if (info->si_code > 0) /* not sent by a process */
        path = mapped_path(&reader, (uintptr_t)info->si_addr);
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
