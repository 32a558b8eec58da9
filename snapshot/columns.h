/* The columns of a segment, mapped into memory. */
#ifndef DATELINE_SNAPSHOT_COLUMNS_H
#define DATELINE_SNAPSHOT_COLUMNS_H

#include "core/manifest.h"
#include "store/columns.h"

struct segment_columns {
    struct columns columns; /* without articles if there are no files */
    struct span rows, ids;  /* the components of version 1 */
    char *path;             /* of its rows */
};

/* Opens the columns of S, of the index in DIR. OUT is empty if S has none, or if they are of
 * version 1 and gone; callers then read the records. DATELINE_CORRUPT if a size or checksum differs
 * from the manifest's, DATELINE_NO_INDEX if a file of version 2 is missing. */
dateline_status segment_columns_open(const char *dir, const struct segment *s,
                                     struct segment_columns *out, dateline_error *err);
void segment_columns_close(struct segment_columns *c);

#endif
