/* Reads and writes whole files; retries interrupted calls. */
#include "core/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/alloc.h"

enum { PIECE = 1 << 16 };

int file_open(const char *path, int flags)
{
    return (int)TEMP_FAILURE_RETRY(open(path, O_RDONLY | O_CLOEXEC | flags));
}

int file_open_at(int dir, const char *name, int flags)
{
    return (int)TEMP_FAILURE_RETRY(openat(dir, name, flags | O_CLOEXEC, 0666));
}

int file_create(const char *path, int flags)
{
    return (int)TEMP_FAILURE_RETRY(open(path, flags | O_CREAT | O_CLOEXEC, 0666));
}

bool file_close(int fd)
{
    return close(fd) == 0 || errno == EINTR;
}

bool file_truncate(int fd)
{
    return TEMP_FAILURE_RETRY(ftruncate(fd, 0)) == 0;
}

ssize_t file_read(int fd, void *to, size_t room)
{
    return TEMP_FAILURE_RETRY(read(fd, to, room));
}

ssize_t file_read_at(int fd, void *to, size_t size, off_t at)
{
    size_t done = 0;

    while (done < size) {
        ssize_t n = TEMP_FAILURE_RETRY(pread(fd, (char *)to + done, size - done, at + (off_t)done));

        if (n < 0)
            return -1;
        if (!n)
            break;
        done += (size_t)n;
    }
    return (ssize_t)done;
}

bool file_write(int fd, const void *data, size_t size)
{
    const char *p = data;

    while (size) {
        ssize_t n = TEMP_FAILURE_RETRY(write(fd, p, size));

        if (n < 0)
            return false;
        p += n;
        size -= (size_t)n;
    }
    return true;
}

bool file_sync(int fd)
{
    return TEMP_FAILURE_RETRY(fsync(fd)) == 0;
}

struct reading {
    const char *path;
    int fd;
    size_t most;
    struct buf *out;
};

/* A FIFO would wait for a writer, and a device may never end. */
static dateline_status check_regular(int fd, const char *path, dateline_error *err)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return fail_errno(err, "cannot read %s", path);
    if (!S_ISREG(st.st_mode))
        return fail(err, DATELINE_IO, "%s is not a regular file", path);
    return DATELINE_OK;
}

static dateline_status read_to_end(void *ctx, dateline_error *err)
{
    struct reading *r = ctx;
    struct buf *out = r->out;
    ssize_t n;

    do {
        size_t room = r->most < PIECE ? r->most : PIECE;

        buf_reserve(out, room);
        n = file_read(r->fd, out->data + out->len, room);
        out->len += n > 0 ? (size_t)n : 0;
        r->most -= n > 0 ? (size_t)n : 0;
    } while (n > 0 && r->most);
    out->data[out->len] = '\0';
    return n < 0 ? fail_errno(err, "cannot read %s", r->path) : DATELINE_OK;
}

dateline_status file_read_whole(const char *path, size_t most, struct buf *out, dateline_error *err)
{
    struct reading r = {path, file_open(path, O_NONBLOCK | O_NOFOLLOW), most, out};
    dateline_status status;

    if (r.fd < 0 && errno == ELOOP)
        return fail(err, DATELINE_IO, "%s is a link, not a regular file", path);
    if (r.fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return fail(err, DATELINE_NOT_FOUND, "%s is missing", path);
    if (r.fd < 0)
        return fail_errno(err, "cannot open %s", path);
    status = check_regular(r.fd, path, err);
    if (status == DATELINE_OK)
        status = alloc_guard(read_to_end, &r, err);
    close(r.fd);
    return status;
}
