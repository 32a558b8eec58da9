/* Writes a file front to back: buffer, checksum, writeback. */
#include "store/file_writer.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <xxhash.h>

#include "core/alloc.h"
#include "core/file.h"

/* Writeback is started for this many bytes at a time, so that the file system allocates their
 * blocks together. */
enum { SYNC_STEP = 1 << 22 };
/* In a seldom read file, pages this far before the last one written should be on the disk and are
 * dropped. Each range is dropped again with the next steps, in case its writeback was late. */
enum { BEHIND = 1 << 26, DROP_RANGE = 4 * SYNC_STEP };

struct file_writer {
    const struct open_dir *dir;
    const char *name;
    struct buf path;
    int fd;          /* -1 before the first write and when synced */
    bool unfinished; /* the file exists, but is not synced */
    bool seldom_read;
    uint64_t written;
    uint64_t started;   /* bytes of written for which writeback was started */
    size_t len;         /* committed and not yet written */
    XXH3_state_t *hash; /* NULL: no checksum is asked for */
    uint8_t *buffer;
};

struct file_writer *file_writer_new(const struct open_dir *dir, const char *name)
{
    struct file_writer *w = must_zalloc(sizeof *w);

    w->dir = dir;
    w->name = name;
    w->fd = -1;
    buf_printf(&w->path, "%s/%s", dir->path, name);
    w->hash = XXH3_createState();
    if (!w->hash)
        out_of_memory(0);
    XXH3_64bits_reset(w->hash);
    w->buffer = must_alloc(FILE_WRITER_BUFFER);
    return w;
}

void file_writer_no_checksum(struct file_writer *w)
{
    XXH3_freeState(w->hash);
    w->hash = NULL;
}

void file_writer_seldom_read(struct file_writer *w)
{
    w->seldom_read = true;
}

static dateline_status create_file(struct file_writer *w, dateline_error *err)
{
    w->fd = file_open_at(w->dir->fd, w->name, O_WRONLY | O_CREAT | O_EXCL);
    if (w->fd < 0)
        return fail_errno(err, "cannot create %s", w->path.data);
    w->unfinished = true;
    return DATELINE_OK;
}

static void drop_pages_before(struct file_writer *w, off_t end)
{
    off_t from = end > DROP_RANGE ? end - DROP_RANGE : 0;

    posix_fadvise(w->fd, from, end - from, POSIX_FADV_DONTNEED);
}

/* Starts writeback of the bytes written, so that _sync has little to wait for. Errors are ignored:
 * it is a hint. */
static void start_writeback(struct file_writer *w)
{
    sync_file_range(w->fd, (off_t)w->started, (off_t)(w->written - w->started),
                    SYNC_FILE_RANGE_WRITE);
    w->started = w->written;
    if (w->seldom_read && w->written > BEHIND)
        drop_pages_before(w, (off_t)(w->written - BEHIND));
}

static dateline_status flush_buffer(struct file_writer *w, dateline_error *err)
{
    dateline_status status = w->fd < 0 ? create_file(w, err) : DATELINE_OK;

    if (status != DATELINE_OK)
        return status;
    if (!file_write(w->fd, w->buffer, w->len))
        return fail_errno(err, "cannot write %s", w->path.data);
    if (w->hash)
        XXH3_64bits_update(w->hash, w->buffer, w->len);
    w->written += w->len;
    w->len = 0;
    if (w->written - w->started >= SYNC_STEP)
        start_writeback(w);
    return DATELINE_OK;
}

dateline_status file_writer_room(struct file_writer *w, size_t size, uint8_t **at,
                                 dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    if (FILE_WRITER_BUFFER - w->len < size)
        status = flush_buffer(w, err);
    if (status == DATELINE_OK)
        *at = w->buffer + w->len;
    return status;
}

void file_writer_commit(struct file_writer *w, size_t size)
{
    w->len += size;
}

dateline_status file_writer_add(struct file_writer *w, struct span bytes, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    while (bytes.len && status == DATELINE_OK) {
        size_t size = bytes.len < FILE_WRITER_BUFFER ? bytes.len : FILE_WRITER_BUFFER;
        uint8_t *room;

        status = file_writer_room(w, size, &room, err);
        if (status != DATELINE_OK)
            break;
        memcpy(room, bytes.data, size);
        file_writer_commit(w, size);
        bytes = span_from(bytes, size);
    }
    return status;
}

dateline_status file_writer_finish(struct file_writer *w, struct output_file *out,
                                   dateline_error *err)
{
    dateline_status status = flush_buffer(w, err);

    if (status != DATELINE_OK)
        return status;
    start_writeback(w);
    *out = (struct output_file){w->written, w->hash ? XXH3_64bits_digest(w->hash) : 0};
    return DATELINE_OK;
}

dateline_status file_writer_sync(struct file_writer *w, dateline_error *err)
{
    int fd = w->fd;

    if (fd < 0)
        return DATELINE_OK;
    if (!file_sync(fd))
        return fail_errno(err, "cannot sync %s", w->path.data);
    w->fd = -1;
    if (!file_close(fd))
        return fail_errno(err, "cannot close %s", w->path.data);
    w->unfinished = false;
    return DATELINE_OK;
}

const char *file_writer_path(const struct file_writer *w)
{
    return w->path.data;
}

void file_writer_close(struct file_writer *w)
{
    if (!w)
        return;
    if (w->fd >= 0)
        close(w->fd);
    if (w->unfinished)
        unlinkat(w->dir->fd, w->name, 0);
    buf_free(&w->path);
    XXH3_freeState(w->hash);
    free(w->buffer);
    free(w);
}
