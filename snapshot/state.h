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
#include "snapshot/values.h"
#include "store/texts.h"

/* A segment, as libxapian identifies it: by its UUID. */
struct snapshot_part {
    char uuid[37]; /* empty until libxapian first opens the segments */
    const struct deletions *deleted;
};

/* The state that all openings of a commit share. */
struct snapshot_commit {
    atomic_uint users;
    char *dir;
    struct snapshot_reach reach;
    struct manifest manifest; /* without segments if foreign */
    bool whole; /* each segment has lists, columns and texts, all open: Xapian's tables are not read
                 */
    struct deletions *deleted; /* by segment */
    struct snapshot_part *parts;
    dateline_day first, last;
    pthread_mutex_t lock; /* protects the members below, which are read on first use if not whole */
    struct segment_columns *columns; /* by segment */
    struct snapshot_days *days;
    struct snapshot_values *sources, *languages;
    struct list_segment *lists; /* by segment */
    struct texts **texts;       /* by segment; NULL if not whole */
    struct text_cache *blocks;  /* of texts */
};

struct snapshot {
    struct snapshot_commit *commit;
    xap_db *db;                            /* NULL until first used, if the commit is whole */
    const struct segment_columns *columns; /* the commit's; NULL until first used */
    struct texts_reader **readers;         /* by segment; NULL until first used */
    struct snapshot_lookups *lookups;      /* NULL until first used */
};

/* lists.c: opens the lists of all segments, and closes them. */
dateline_status commit_lists_open(struct snapshot_commit *c, dateline_error *err);
void commit_lists_free(struct snapshot_commit *c);

/* lookups.c: accepts NULL. */
void lookups_free(struct snapshot_lookups *l);

/* values.c: accepts NULL. */
void commit_values_free(struct snapshot_values *v);

/* segments.c: opens every component of every segment of a commit that is whole, or compares its
 * files with the manifest; DATELINE_NO_INDEX if one is missing. */
dateline_status commit_segments_open(struct snapshot_commit *c, dateline_error *err);
void commit_segments_free(struct snapshot_commit *c);

#endif
