/* Reads the dates of a segment's documents. Only files of snapshot/ include this. */
#ifndef DATELINE_SNAPSHOT_DAYS_H
#define DATELINE_SNAPSHOT_DAYS_H

#include "shim/xap.h"
#include "snapshot/articles.h"

/* The source of the dates of part PART of DB. */
struct days_source {
    xap_db *db;
    size_t part;
    const struct columns *columns;   /* NULL: read DB's date slot */
    const struct deletions *deleted; /* NULL: a foreign database, whose numbers may have gaps */
    uint32_t most; /* greater document numbers were added by another program; 0: DB may be NULL */
};

/* OUT is all zeros before; free it with days_free even after a failure. */
dateline_status days_read(const struct days_source *from, struct snapshot_part_days *out,
                          dateline_error *err);
/* Accepts NULL. */
void days_free(struct snapshot_days *d);

#endif
