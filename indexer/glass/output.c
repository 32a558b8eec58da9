#include "indexer/glass/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

#include "core/alloc.h"
#include "core/buf.h"

/* Large enough that the file system finds the blocks for much at once. */
enum { SYNC_STEP = 1 << 22 };
/* Of a file that is seldom read, what is so far behind should be on the disk. It is
 * let go a step at a time, and steps before once more, for what was late. */
enum { BEHIND = 1 << 26, LET_GO = 4 * SYNC_STEP };

struct glass_output {
    const struct glass_dir *dir;
    const char *name;
    struct buf path;
    int fd;          /* -1 before the first write and when synced */
    bool unfinished; /* there is a file, not all of it on the disk */
    bool seldom_read;
    uint64_t written;
    uint64_t started; /* of which so much is on its way to the disk */
    size_t len;       /* committed and not yet written */
    XXH3_state_t *hash;
    uint8_t *buffer;
};

struct glass_output *glass_output_new(const struct glass_dir *dir, const char *name)
{
    struct glass_output *o = must_zalloc(sizeof *o);

    o->dir = dir;
    o->name = name;
    o->fd = -1;
    buf_printf(&o->path, "%s/%s", dir->path, name);
    o->hash = XXH3_createState();
    XXH3_64bits_reset(o->hash);
    o->buffer = must_alloc(GLASS_OUTPUT_BUFFER);
    return o;
}

void glass_output_seldom_read(struct glass_output *o)
{
    o->seldom_read = true;
}

static dateline_status create(struct glass_output *o, dateline_error *err)
{
    o->fd = openat(o->dir->fd, o->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (o->fd < 0)
        return fail_errno(err, "cannot create %s", o->path.data);
    o->unfinished = true;
    return DATELINE_OK;
}

/* What is before END. */
static void let_go(struct glass_output *o, off_t end)
{
    off_t from = end > LET_GO ? end - LET_GO : 0;

    posix_fadvise(o->fd, from, end - from, POSIX_FADV_DONTNEED);
}

/* Sends what was written to the disk while the rest is made: what is left to wait
 * for in the end is little. Where that can't be, nothing is lost. */
static void start_sync(struct glass_output *o)
{
    sync_file_range(o->fd, (off_t)o->started, (off_t)(o->written - o->started),
                    SYNC_FILE_RANGE_WRITE);
    o->started = o->written;
    if (o->seldom_read && o->written > BEHIND)
        let_go(o, (off_t)(o->written - BEHIND));
}

static dateline_status flush(struct glass_output *o, dateline_error *err)
{
    dateline_status status = o->fd < 0 ? create(o, err) : DATELINE_OK;

    if (status)
        return status;
    for (size_t done = 0; done < o->len;) {
        ssize_t n = write(o->fd, o->buffer + done, o->len - done);

        if (n < 0 && errno != EINTR)
            return fail_errno(err, "cannot write %s", o->path.data);
        done += n < 0 ? 0 : (size_t)n;
    }
    XXH3_64bits_update(o->hash, o->buffer, o->len);
    o->written += o->len;
    o->len = 0;
    if (o->written - o->started >= SYNC_STEP)
        start_sync(o);
    return DATELINE_OK;
}

dateline_status glass_output_room(struct glass_output *o, size_t size, uint8_t **at,
                                  dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    if (GLASS_OUTPUT_BUFFER - o->len < size)
        status = flush(o, err);
    if (!status)
        *at = o->buffer + o->len;
    return status;
}

void glass_output_commit(struct glass_output *o, size_t size)
{
    o->len += size;
}

dateline_status glass_output_finish(struct glass_output *o, struct glass_file *out,
                                    dateline_error *err)
{
    dateline_status status = flush(o, err);

    if (status)
        return status;
    start_sync(o);
    *out = (struct glass_file){o->written, XXH3_64bits_digest(o->hash)};
    return DATELINE_OK;
}

dateline_status glass_output_sync(struct glass_output *o, dateline_error *err)
{
    int fd = o->fd;

    if (fd < 0)
        return DATELINE_OK;
    if (fsync(fd))
        return fail_errno(err, "cannot sync %s", o->path.data);
    o->fd = -1;
    if (close(fd))
        return fail_errno(err, "cannot close %s", o->path.data);
    o->unfinished = false;
    return DATELINE_OK;
}

const char *glass_output_path(const struct glass_output *o)
{
    return o->path.data;
}

void glass_output_close(struct glass_output *o)
{
    if (!o)
        return;
    if (o->fd >= 0)
        close(o->fd);
    if (o->unfinished)
        unlinkat(o->dir->fd, o->name, 0);
    buf_free(&o->path);
    XXH3_freeState(o->hash);
    free(o->buffer);
    free(o);
}
