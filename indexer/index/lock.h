/* The writer's lock: flock on INDEX/lock. The file stays; only who made an
 * index and leaves nothing in it may take it away. */
#ifndef DATELINE_INDEXER_INDEX_LOCK_H
#define DATELINE_INDEXER_INDEX_LOCK_H

#include "core/fail.h"

/* Waits up to SECONDS for it. *FD holds it until closed. DATELINE_LOCKED names
 * the process that has it, where that is known; DATELINE_NO_INDEX where the
 * directory went away meanwhile. */
dateline_status lock_take(const char *dir, double seconds, int *fd, dateline_error *err);

/* Lets go of it. */
void lock_release(int fd);

#endif
