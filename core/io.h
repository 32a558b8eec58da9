/* Whole reads and writes: a short one is continued, one that a signal interrupted is
 * tried again. */
#ifndef DATELINE_CORE_IO_H
#define DATELINE_CORE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* False with errno set where not all of it could be written. */
bool io_write(int fd, const void *data, size_t size);
/* Reads the file's bytes from AT on; returns how many, fewer than SIZE only at the
 * file's end, or -1 with errno set. */
ssize_t io_read_at(int fd, void *to, size_t size, off_t at);

#endif
