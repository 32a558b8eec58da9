#include "tests/faults.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOG_MAX = 1 << 18, NAME = 4096 };

static struct {
    enum faults_kind kind;
    unsigned nth, calls;
    int error;
    bool for_good;
    size_t len;
    char log[LOG_MAX];
} faults;

void faults_arm(enum faults_kind kind, unsigned nth, int error, bool for_good)
{
    faults.kind = kind;
    faults.nth = nth;
    faults.error = error;
    faults.for_good = for_good;
    faults.calls = 0;
    faults.len = 0;
    faults.log[0] = '\0';
}

unsigned faults_calls(void)
{
    return faults.calls;
}

const char *faults_log(void)
{
    return faults.log;
}

static void note(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

static void note(const char *fmt, ...)
{
    va_list ap;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(faults.log + faults.len, LOG_MAX - faults.len, fmt, ap);
    va_end(ap);
    if (n > 0 && faults.len + (size_t)n < LOG_MAX)
        faults.len += (size_t)n;
}

/* Counts a call; true where it is to fail. */
static bool fault(void)
{
    faults.calls++;
    if (faults.kind == FAULTS_EXIT && faults.calls == faults.nth)
        _exit(FAULTS_EXITED);
    if (faults.kind != FAULTS_FAIL || faults.calls < faults.nth ||
        (faults.calls > faults.nth && !faults.for_good))
        return false;
    errno = faults.error;
    return true;
}

static const char *name_of(int fd)
{
    static char path[NAME];
    char link[64];
    ssize_t n;

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof path - 1);
    path[n > 0 ? n : 0] = '\0';
    return path;
}

/* ---- The calls ------------------------------------------------------------ */

#define WRAP(type, name, ...)        \
    type __real_##name(__VA_ARGS__); \
    type __wrap_##name(__VA_ARGS__); \
    type __wrap_##name(__VA_ARGS__)

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    va_list ap;
    mode_t mode = 0;

    if (flags & O_CREAT) {
        va_start(ap, flags);
        mode = va_arg(ap, mode_t);
        va_end(ap);
        note("create %s\n", path);
        if (fault())
            return -1;
    }
    return __real_open(path, flags, mode);
}

int __real_openat(int dir, const char *path, int flags, ...);
int __wrap_openat(int dir, const char *path, int flags, ...);
int __wrap_openat(int dir, const char *path, int flags, ...)
{
    va_list ap;
    mode_t mode = 0;

    if (flags & O_CREAT) {
        va_start(ap, flags);
        mode = va_arg(ap, mode_t);
        va_end(ap);
        note("create %s/%s\n", name_of(dir), path);
        if (fault())
            return -1;
    }
    return __real_openat(dir, path, flags, mode);
}

WRAP(ssize_t, write, int fd, const void *data, size_t size)
{
    struct stat st;

    /* Not what the test itself prints. */
    if (fd <= STDERR_FILENO || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return __real_write(fd, data, size);
    note("write %s\n", name_of(fd));
    if (faults.kind == FAULTS_EXIT && faults.calls + 1 == faults.nth && size > 1)
        __real_write(fd, data, size / 2);
    return fault() ? -1 : __real_write(fd, data, size);
}

WRAP(int, fsync, int fd)
{
    note("fsync %s\n", name_of(fd));
    return fault() ? -1 : __real_fsync(fd);
}

WRAP(int, rename, const char *from, const char *to)
{
    note("rename %s %s\n", from, to);
    return fault() ? -1 : __real_rename(from, to);
}

WRAP(int, renameat, int from_dir, const char *from, int to_dir, const char *to)
{
    note("rename %s/%s", name_of(from_dir), from);
    note(" %s/%s\n", name_of(to_dir), to);
    return fault() ? -1 : __real_renameat(from_dir, from, to_dir, to);
}

WRAP(int, unlink, const char *path)
{
    note("remove %s\n", path);
    return fault() ? -1 : __real_unlink(path);
}

WRAP(int, unlinkat, int dir, const char *path, int flags)
{
    note("remove %s/%s\n", name_of(dir), path);
    return fault() ? -1 : __real_unlinkat(dir, path, flags);
}

WRAP(int, remove, const char *path)
{
    note("remove %s\n", path);
    return fault() ? -1 : __real_remove(path);
}

WRAP(int, rmdir, const char *path)
{
    note("remove %s\n", path);
    return fault() ? -1 : __real_rmdir(path);
}

WRAP(int, mkdir, const char *path, mode_t mode)
{
    note("mkdir %s\n", path);
    return fault() ? -1 : __real_mkdir(path, mode);
}
