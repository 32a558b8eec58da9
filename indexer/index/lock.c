/* The lock of an index, held by one writer at a time. */
#include "indexer/index/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/file.h"
#include "core/manifest.h"

enum { POLL_NANOSECONDS = 20 * 1000 * 1000 };

/* Polls, because flock has no timeout and an alarm would interfere with the caller's. */
static bool take_before(int fd, double deadline)
{
    while (TEMP_FAILURE_RETRY(flock(fd, LOCK_EX | LOCK_NB)) != 0) {
        if (errno != EWOULDBLOCK || clock_seconds() >= deadline)
            return false;
        nanosleep(&(struct timespec){.tv_nsec = POLL_NANOSECONDS}, NULL);
    }
    return true;
}

/* The holder's process number is in the lock file. */
static dateline_status say_locked(const char *dir, int fd, dateline_error *err)
{
    char holder[16] = {0};
    long pid = 0;

    if (file_read_at(fd, holder, sizeof holder - 1, 0) > 0 && sscanf(holder, "%ld", &pid) == 1)
        return fail(err, DATELINE_LOCKED, "another writer (process %ld) holds the index %s", pid,
                    dir);
    return fail(err, DATELINE_LOCKED, "another writer holds the index %s", dir);
}

static void write_holder(int fd)
{
    char text[16];
    int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());

    /* for users only, so a full disk is no error */
    if (!file_truncate(fd) || !file_write(fd, text, (size_t)n))
        errno = 0;
}

/* Whether PATH still names the locked file: a writer that created an index and gave up removes the
 * whole directory. */
static bool still_there(const char *path, int fd)
{
    struct stat named, held;

    return stat(path, &named) == 0 && fstat(fd, &held) == 0 && named.st_ino == held.st_ino &&
           named.st_dev == held.st_dev;
}

static dateline_status take_path(const char *dir, const char *path, double deadline, int *fd,
                                 dateline_error *err)
{
    for (;;) {
        int lock = file_create(path, O_RDWR | O_NOFOLLOW);
        dateline_status status = DATELINE_OK;

        if (lock < 0) {
            status = fail_errno(err, "cannot open %s", path);
            return access(dir, F_OK) != 0 ? DATELINE_NO_INDEX : status;
        }
        if (!take_before(lock, deadline))
            status = errno == EWOULDBLOCK ? say_locked(dir, lock, err)
                                          : fail_errno(err, "cannot lock %s", path);
        if (status == DATELINE_OK && still_there(path, lock)) {
            *fd = lock;
            return DATELINE_OK;
        }
        close(lock);
        if (status != DATELINE_OK)
            return status;
    }
}

dateline_status lock_take(const char *dir, double seconds, int *fd, dateline_error *err)
{
    struct buf path = {0};
    dateline_status status;

    buf_printf(&path, "%s/%s", dir, MANIFEST_LOCK);
    status = take_path(dir, path.data, clock_seconds() + seconds, fd, err);
    buf_free(&path);
    if (status == DATELINE_OK)
        write_holder(*fd);
    return status;
}

void lock_release(int fd)
{
    /* A lock that is not held names no process. */
    if (!file_truncate(fd))
        errno = 0;
    close(fd);
}
