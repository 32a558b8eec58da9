/* An index in numbers. */
#ifndef DATELINE_SNAPSHOT_INFO_H
#define DATELINE_SNAPSHOT_INFO_H

#include "snapshot/snapshot.h"

/* A foreign snapshot has only articles, undated and average_length. */
struct snapshot_info {
    uint64_t articles, undated;
    uint64_t deleted;         /* articles still in the files */
    uint64_t bytes;           /* of all segments' components */
    dateline_day first, last; /* of articles; 0 where none is dated */
    double average_length;    /* in words, deleted articles counted */
};

dateline_status snapshot_info(struct snapshot *s, struct snapshot_info *out, dateline_error *err);

#endif
