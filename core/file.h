/* Reads and writes whole files; retries calls that a signal interrupts. */
#ifndef DATELINE_CORE_FILE_H
#define DATELINE_CORE_FILE_H

#include <sys/types.h>

#include "core/buf.h"
#include "core/fail.h"

/* Opens PATH for reading, with FLAGS added; the descriptor is closed on exec. */
int file_open(const char *path, int flags);
/* Opens NAME below the directory DIR with FLAGS, for owner, group and others (0666) where they
 * have O_CREAT; closed on exec. */
int file_open_at(int dir, const char *name, int flags);
/* Opens PATH with FLAGS, creating it if need be, as file_open_at(). */
int file_create(const char *path, int flags);
/* Closes FD; false with errno. An interrupted close() has closed it, so it counts as done. */
bool file_close(int fd);
/* Makes the file empty; false with errno. */
bool file_truncate(int fd);
/* Reads up to ROOM bytes; returns their number, 0 at the end, -1 with errno. */
ssize_t file_read(int fd, void *to, size_t room);
/* Reads SIZE bytes at offset AT; returns their number, less than SIZE only at the end of the file,
 * or -1 with errno. */
ssize_t file_read_at(int fd, void *to, size_t size, off_t at);
/* Writes all of DATA; false with errno. */
bool file_write(int fd, const void *data, size_t size);
/* fsync(); false with errno. */
bool file_sync(int fd);

/* Appends at most the first MOST bytes of PATH to OUT. DATELINE_NOT_FOUND if there is no such file;
 * DATELINE_IO if it is a link, or no regular file. */
dateline_status file_read_whole(const char *path, size_t most, struct buf *out,
                                dateline_error *err);

#endif
