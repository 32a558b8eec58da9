/* The inside of a snapshot. Only files of snapshot/ include this. */
#ifndef DATELINE_SNAPSHOT_STATE_H
#define DATELINE_SNAPSHOT_STATE_H

#include <pthread.h>
#include <stdatomic.h>

#include "shim/xap.h"
#include "snapshot/columns.h"
#include "snapshot/days.h"
#include "snapshot/snapshot.h"

/* A segment to libxapian, which knows it by its UUID. */
struct snapshot_part {
    char uuid[37];
    const struct deletions *deleted;
};

/* What all openings of one commit share. */
struct snapshot_commit {
    atomic_uint users;
    char *dir;
    struct manifest manifest;  /* without segments: foreign */
    struct deletions *deleted; /* by segment */
    struct snapshot_part *parts;
    dateline_day first, last;
    pthread_mutex_t lock;            /* held to read what follows, on first use */
    struct segment_columns *columns; /* by segment */
    struct snapshot_days *days;
};

struct snapshot {
    struct snapshot_commit *commit;
    xap_db *db;
    const struct segment_columns *columns; /* the commit's, once asked for */
};

#endif
