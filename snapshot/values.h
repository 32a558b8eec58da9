/* The value of a field of each article: its source, or its language. */
#ifndef DATELINE_SNAPSHOT_VALUES_H
#define DATELINE_SNAPSHOT_VALUES_H

#include "core/arena.h"
#include "core/schema.h"
#include "snapshot/snapshot.h"

/* An article has one value or none. */
struct snapshot_values {
    struct span *terms; /* of the values, in byte order: value N is the term N - 1 */
    size_t len, cap;
    uint32_t **parts; /* by segment and document number, from 1: the value; 0: none */
    size_t n;         /* segments */
    struct arena text;
};

/* The values of FIELD, FIELD_SOURCE or FIELD_LANG, read once for all openings of a commit, at 10 ns
 * an article, and kept in four bytes an article; borrowed until the last of them is closed. NULL if
 * not every segment has lists: ask for the terms of the field then. */
dateline_status snapshot_values(struct snapshot *s, enum schema_field field,
                                const struct snapshot_values **out, dateline_error *err);

#endif
