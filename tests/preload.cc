/* Preloaded into the programs: makes calls of theirs fail, as DATELINE_FAULTS says.
 *
 *     eintr      each call of the program itself that a signal can interrupt fails with EINTR,
 *                unless the call before it did
 *     alloc:N    the Nth allocation from the start fails, but of libxapian's operator new, whose
 *                version 1.4 does not survive it while it matches; the file that DATELINE_FAULTED
 *                names is made when it does
 *     load:N     the same with libxapian's
 *     eio:NAME   a file whose path ends with NAME cannot be opened: EIO */
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <new>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#define SEEN extern "C" __attribute__((visibility("default")))

enum { UNREAD, NOTHING, INTERRUPT, REFUSE, STARVE, STARVE_ALL };

static int kind = UNREAD;
static const char *refused; /* the end of paths that cannot be opened */
static size_t nth;          /* of the allocation to fail */
static std::atomic<size_t> allocations;

static void read_faults()
{
    const char *faults;

    if (!environ) /* before libc has started */
        return;
    faults = getenv("DATELINE_FAULTS");
    kind = NOTHING;
    if (faults && !strcmp(faults, "eintr"))
        kind = INTERRUPT;
    if (faults && !strncmp(faults, "eio:", 4)) {
        refused = faults + 4;
        kind = REFUSE;
    }
    if (faults && (!strncmp(faults, "alloc:", 6) || !strncmp(faults, "load:", 5))) {
        nth = strtoul(strchr(faults, ':') + 1, NULL, 10);
        kind = *faults == 'a' ? STARVE : STARVE_ALL;
    }
}

/* ---- Interrupted calls ------------------------------------------------------ */

/* Whether CALLER is one of our programs, not a library. */
static bool is_program(const void *caller)
{
    Dl_info info;

    return dladdr(caller, &info) && strstr(info.dli_fname, "dateline-");
}

static bool interrupted(const void *caller)
{
    static thread_local bool last;

    if (kind == UNREAD)
        read_faults();
    if (kind != INTERRUPT || !is_program(caller))
        return false;
    last = !last;
    if (last)
        errno = EINTR;
    return last;
}

#define INTERRUPTED() interrupted(__builtin_return_address(0))

/* Whether PATH is not to be opened. */
static bool is_refused(const char *path)
{
    size_t len = strlen(path), end = kind == REFUSE ? strlen(refused) : 0;

    if (kind != REFUSE || len < end || strcmp(path + len - end, refused) != 0)
        return false;
    errno = EIO;
    return true;
}

template <typename Call> static Call *next(const char *name)
{
    return reinterpret_cast<Call *>(dlsym(RTLD_NEXT, name));
}

#define CALL(type, name, parameters, arguments)                 \
    SEEN type name parameters                                   \
    {                                                           \
        static auto *const real = next<type parameters>(#name); \
                                                                \
        return INTERRUPTED() ? -1 : real arguments;             \
    }

CALL(ssize_t, read, (int fd, void *to, size_t room), (fd, to, room))
CALL(ssize_t, pread, (int fd, void *to, size_t room, off_t at), (fd, to, room, at))
CALL(ssize_t, pread64, (int fd, void *to, size_t room, off_t at), (fd, to, room, at))
CALL(ssize_t, write, (int fd, const void *data, size_t size), (fd, data, size))
CALL(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at))
CALL(int, fsync, (int fd), (fd))
CALL(int, fdatasync, (int fd), (fd))
CALL(int, flock, (int fd, int how), (fd, how))
CALL(int, ftruncate, (int fd, off_t size), (fd, size))

static mode_t mode_of(int flags, va_list rest)
{
    return flags & O_CREAT ? va_arg(rest, mode_t) : 0;
}

SEEN int openat(int dir, const char *path, int flags, ...)
{
    static auto *const real = next<int(int, const char *, int, ...)>("openat");
    va_list rest;
    mode_t mode;

    va_start(rest, flags);
    mode = mode_of(flags, rest);
    va_end(rest);
    return INTERRUPTED() || is_refused(path) ? -1 : real(dir, path, flags, mode);
}

SEEN int open(const char *path, int flags, ...)
{
    static auto *const real = next<int(const char *, int, ...)>("open");
    va_list rest;
    mode_t mode;

    va_start(rest, flags);
    mode = mode_of(flags, rest);
    va_end(rest);
    return INTERRUPTED() || is_refused(path) ? -1 : real(path, flags, mode);
}

/* Closes before it fails, as Linux does. */
SEEN int close(int fd)
{
    static auto *const real = next<int(int)>("close");
    bool fails = INTERRUPTED();
    int got = real(fd);

    if (fails)
        errno = EINTR;
    return fails ? -1 : got;
}

/* ---- Memory that runs out ---------------------------------------------------- */

static void mark_faulted()
{
    const char *path = getenv("DATELINE_FAULTED");

    if (path)
        next<int(const char *, int, ...)>("open")(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}

static bool starved(void)
{
    if (kind == UNREAD)
        read_faults();
    if (kind < STARVE || ++allocations != nth)
        return false;
    mark_faulted();
    errno = ENOMEM;
    return true;
}

SEEN void *malloc(size_t size)
{
    static auto *const real = next<void *(size_t)>("malloc");

    return starved() ? NULL : real(size);
}

SEEN void *calloc(size_t n, size_t size)
{
    static auto *const real = next<void *(size_t, size_t)>("calloc");

    return starved() ? NULL : real(n, size);
}

SEEN void *realloc(void *p, size_t size)
{
    static auto *const real = next<void *(void *, size_t)>("realloc");

    return starved() ? NULL : real(p, size);
}

SEEN int posix_memalign(void **p, size_t alignment, size_t size)
{
    static auto *const real = next<int(void **, size_t, size_t)>("posix_memalign");

    return starved() ? ENOMEM : real(p, alignment, size);
}

#define SEEN_NEW __attribute__((visibility("default")))

static bool is_libxapian(const void *caller)
{
    Dl_info info;

    return dladdr(caller, &info) && strstr(info.dli_fname, "libxapian");
}

static void *new_bytes(size_t size, const void *caller)
{
    static auto *const real = next<void *(size_t)>("malloc");
    bool counts = kind != STARVE || !is_libxapian(caller);

    return counts && starved() ? NULL : real(size ? size : 1);
}

SEEN_NEW void *operator new(size_t size)
{
    void *p = new_bytes(size, __builtin_return_address(0));

    if (!p)
        throw std::bad_alloc();
    return p;
}

SEEN_NEW void *operator new[](size_t size)
{
    void *p = new_bytes(size, __builtin_return_address(0));

    if (!p)
        throw std::bad_alloc();
    return p;
}

SEEN_NEW void *operator new(size_t size, const std::nothrow_t &) noexcept
{
    return new_bytes(size, __builtin_return_address(0));
}

SEEN_NEW void operator delete(void *p) noexcept
{
    free(p);
}

SEEN_NEW void operator delete[](void *p) noexcept
{
    free(p);
}

SEEN_NEW void operator delete(void *p, size_t) noexcept
{
    free(p);
}

SEEN_NEW void operator delete[](void *p, size_t) noexcept
{
    free(p);
}
