/* The writer's lock: flock on INDEX/lock. The file stays; only a writer that created the index and
 * leaves nothing in it may remove it. */
#ifndef DATELINE_INDEXER_INDEX_LOCK_H
#define DATELINE_INDEXER_INDEX_LOCK_H

#include "core/fail.h"

/* Waits up to SECONDS for the lock, which *FD holds. DATELINE_LOCKED names the process that has it,
 * if known; DATELINE_NO_INDEX if the directory was removed meanwhile. */
dateline_status lock_take(const char *dir, double seconds, int *fd, dateline_error *err);

/* Releases the lock and closes FD. */
void lock_release(int fd);

#endif
