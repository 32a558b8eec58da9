/* The columns of a segment in memory, as the files have them. */
#ifndef DATELINE_SNAPSHOT_COLUMNS_H
#define DATELINE_SNAPSHOT_COLUMNS_H

#include "core/columns.h"
#include "core/manifest.h"

struct segment_columns {
    struct columns columns; /* no articles where there are no files */
    struct span rows, ids;  /* the components */
};

/* Opens the columns of S, in the index in DIR. None where S has none or its files
 * are gone: the caller does without, for the records are still there.
 * DATELINE_CORRUPT where a size is not the manifest's. */
dateline_status segment_columns_open(const char *dir, const struct segment *s,
                                     struct segment_columns *out, dateline_error *err);
void segment_columns_close(struct segment_columns *c);

#endif
