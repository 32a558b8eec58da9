/* Files read and written whole; calls that a signal interrupts are made again. */
#ifndef DATELINE_CORE_FILE_H
#define DATELINE_CORE_FILE_H

#include <sys/types.h>

#include "core/buf.h"
#include "core/fail.h"

/* As open() for reading, with more FLAGS; the descriptor is closed on exec. */
int file_open(const char *path, int flags);
/* Up to ROOM bytes to TO: their number, 0 at the end, -1 with errno. */
ssize_t file_read(int fd, void *to, size_t room);
/* The file's bytes from AT on: how many, fewer than SIZE only at its end; -1 with errno. */
ssize_t file_read_at(int fd, void *to, size_t size, off_t at);
/* All of DATA; false with errno. */
bool file_write(int fd, const void *data, size_t size);
/* As fsync(); false with errno. */
bool file_sync(int fd);

/* Appends what PATH holds to OUT, and no more than MOST bytes of it.
 * DATELINE_NOT_FOUND where there is no such file. */
dateline_status file_read_whole(const char *path, size_t most, struct buf *out,
                                dateline_error *err);

#endif
