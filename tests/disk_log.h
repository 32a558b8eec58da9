/* A log of the calls that change a directory, and what a loss of power may leave of them.
 *
 * For programs linked with --wrap of open, openat, write, ftruncate, fsync, rename, renameat,
 * unlink, unlinkat, remove, rmdir and mkdir. A file's bytes last once the file was synced after
 * they were written, a name once its directory was synced after it was given or taken away; of all
 * else any part may be there, in any order. */
#ifndef DATELINE_TESTS_DISK_LOG_H
#define DATELINE_TESTS_DISK_LOG_H

#include <stddef.h>
#include <stdint.h>

/* Logs what changes below DIR from now on; DIR exists, is empty and lasts. */
void disk_log_start(const char *dir);
void disk_log_stop(void);
void disk_log_resume(void);
void disk_log_free(void);
/* How many changes there were so far. */
size_t disk_log_length(void);

enum disk_rest {
    DISK_NOTHING, /* only what was synced */
    DISK_NAMES,   /* names too, but no bytes */
    DISK_BYTES,   /* bytes too, but no names */
    DISK_DRAWN,   /* names and bytes by lot */
};

/* Makes below TO, an existing empty directory, what is left if the power fails after the first N
 * changes and REST of what was not synced has reached the disk. */
void disk_log_replay(size_t n, enum disk_rest rest, uint64_t seed, const char *to);

#endif
