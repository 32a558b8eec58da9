/* The value of a field of each article: its source, or its language. */
#ifndef DATELINE_SNAPSHOT_VALUES_H
#define DATELINE_SNAPSHOT_VALUES_H

#include "core/arena.h"
#include "core/schema.h"
#include "snapshot/snapshot.h"

/* Of a segment: the values by document number, from 1; 0: none. */
struct part_values {
    uint32_t *list;
    uint32_t last; /* the greatest document number */
};

/* An article has one value or none. */
struct snapshot_values {
    struct span *terms; /* of the values, in byte order: value N is the term N - 1 */
    size_t len, cap;
    struct part_values *parts; /* by segment */
    size_t n;                  /* segments */
    struct arena text;
};

/* The values of FIELD, FIELD_SOURCE or FIELD_LANG, read once for all openings of a commit, at 10 ns
 * an article, and kept in four bytes an article; borrowed until the last of them is closed. NULL if
 * not every segment has lists: ask for the terms of the field then. */
dateline_status snapshot_values(struct snapshot *s, enum schema_field field,
                                const struct snapshot_values **out, dateline_error *err);
/* The value of document NUMBER of SEGMENT; 0 if it has none. Numbers may be too great: libxapian's
 * tables, where they come from them, are another file and may be damaged. */
static inline uint32_t snapshot_value(const struct snapshot_values *v, size_t segment,
                                      uint32_t number)
{
    const struct part_values *part = &v->parts[segment];

    return number <= part->last ? part->list[number] : 0;
}

#endif
