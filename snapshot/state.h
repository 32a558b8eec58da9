/* The internals of a snapshot. Only files of snapshot/ include this. */
#ifndef DATELINE_SNAPSHOT_STATE_H
#define DATELINE_SNAPSHOT_STATE_H

#include <pthread.h>
#include <stdatomic.h>

#include "shim/xap.h"
#include "snapshot/columns.h"
#include "snapshot/days.h"
#include "snapshot/lists.h"
#include "snapshot/snapshot.h"

/* A segment, as libxapian identifies it: by its UUID. */
struct snapshot_part {
    char uuid[37];
    const struct deletions *deleted;
};

/* The state that all openings of a commit share. */
struct snapshot_commit {
    atomic_uint users;
    char *dir;
    struct manifest manifest;  /* without segments if foreign */
    struct deletions *deleted; /* by segment */
    struct snapshot_part *parts;
    dateline_day first, last;
    pthread_mutex_t lock;            /* protects the members below, which are read on first use */
    struct segment_columns *columns; /* by segment */
    struct snapshot_days *days;
    struct list_segment *lists; /* by segment */
};

/* lists.c: closes the commit's lists. */
void commit_lists_free(struct snapshot_commit *c);

struct snapshot {
    struct snapshot_commit *commit;
    xap_db *db;
    const struct segment_columns *columns; /* the commit's; NULL until first used */
};

#endif
