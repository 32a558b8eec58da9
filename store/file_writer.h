/* Writes a file front to back in large pieces and computes its checksum.
 *
 * The file is created when the first bytes leave the buffer, and must not exist before. A writer
 * that is closed before it was synced removes its file. Errors: DATELINE_IO names the file and the
 * action; after an error only _close may be called. */
#ifndef DATELINE_STORE_FILE_WRITER_H
#define DATELINE_STORE_FILE_WRITER_H

#include <stdint.h>

#include "core/buf.h"
#include "core/fail.h"

enum { FILE_WRITER_BUFFER = 1 << 18 };

/* An open directory, and its path for messages. */
struct open_dir {
    int fd;
    const char *path;
};

/* A finished file, as a manifest lists it. */
struct output_file {
    uint64_t size;     /* 0: there is no such file */
    uint64_t checksum; /* XXH3, 64 bits, of all its bytes */
};

struct file_writer;

/* DIR's descriptor and path, and NAME, are borrowed until _close. */
struct file_writer *file_writer_new(const struct open_dir *dir, const char *name);
/* For a file with checksums of its own: _finish sets none. Called before the first byte. */
void file_writer_no_checksum(struct file_writer *w);
/* Hint: pages written a while ago may leave the page cache. */
void file_writer_seldom_read(struct file_writer *w);
/* Makes room for SIZE bytes, at most FILE_WRITER_BUFFER, after those committed;
 * *AT is valid until the next call other than _commit. */
dateline_status file_writer_room(struct file_writer *w, size_t size, uint8_t **at,
                                 dateline_error *err);
/* Makes the first SIZE bytes of the room part of the file. */
void file_writer_commit(struct file_writer *w, size_t size);
/* Appends BYTES, of any length. */
dateline_status file_writer_add(struct file_writer *w, struct span bytes, dateline_error *err);
/* Writes what is buffered and starts writeback. */
dateline_status file_writer_finish(struct file_writer *w, struct output_file *out,
                                   dateline_error *err);
/* Waits until a finished file is on the disk; does nothing if there is no file. */
dateline_status file_writer_sync(struct file_writer *w, dateline_error *err);
/* "PATH/NAME", for messages. */
const char *file_writer_path(const struct file_writer *w);
/* Accepts NULL. */
void file_writer_close(struct file_writer *w);

#endif
