/* An index as one commit left it, open for reading.
 *
 * The segments are one database to libxapian; which of their documents are
 * deleted only dateline knows. Later commits change nothing of a snapshot.
 *
 * A snapshot is for one thread at a time; others open it again, by
 * snapshot_open_same(), and see the same commit. */
#ifndef DATELINE_SNAPSHOT_H
#define DATELINE_SNAPSHOT_H

#include "core/columns.h"
#include "core/deletions.h"
#include "shim/xap.h"

struct snapshot {
    struct manifest manifest;  /* without segments: a database not of dateline's making */
    struct deletions *deleted; /* one for each segment */
    xap_db *db;
    struct snapshot_part *parts;
    char *dir;
    struct snapshot *origin;    /* what this is opened again from; it owns all but db */
    struct snapshot_days *days; /* NULL until they are asked for, as are columns */
    struct snapshot_columns *shared_columns;
    const struct snapshot_columns *columns; /* the origin's */
};

/* Opens the index in DIR, or any other database or stub there (snapshot/stub.h).
 * DATELINE_NO_INDEX where there is nothing of the kind; an error that names
 * the file where one of the index is missing, cannot be opened or has not its size. */
dateline_status snapshot_open(const char *dir, struct snapshot **out, dateline_error *err);
/* ORIGIN again, for another thread; it must outlive *OUT. DATELINE_NO_INDEX
 * where a writer has taken its files away since. */
dateline_status snapshot_open_same(struct snapshot *origin, struct snapshot **out,
                                   dateline_error *err);
void snapshot_close(struct snapshot *s);

/* The article with this id, among those not deleted. DATELINE_NOT_FOUND
 * without a text where there is none. */
dateline_status snapshot_find(struct snapshot *s, struct span id, xap_docid *out,
                              dateline_error *err);
bool snapshot_deleted(const struct snapshot *s, xap_docid id);
/* Articles that are not deleted. */
uint64_t snapshot_live(const struct snapshot *s);

/* The segment a document is in, and its number there. */
size_t snapshot_segment(const struct snapshot *s, xap_docid id, uint32_t *number);
/* The inverse. */
xap_docid snapshot_document(const struct snapshot *s, size_t segment, uint32_t number);
/* Whether document numbers run newest first, undated last, ties by id: not
 * across segments, nor in a database of somebody else's. */
bool snapshot_newest_first(const struct snapshot *s);

/* A segment's columns, lent as long as the snapshot is open; NULL where it has none. */
dateline_status snapshot_columns(struct snapshot *s, size_t segment, const struct columns **out,
                                 dateline_error *err);

/* What the columns say of an article. */
struct snapshot_row {
    bool known; /* else there are no columns, and its record tells */
    struct span id;
    dateline_day day;
};
dateline_status snapshot_row(struct snapshot *s, xap_docid id, struct snapshot_row *out,
                             dateline_error *err);

/* The dates of all documents, by segment and number there, from 1: 0 for an
 * undated article, SNAPSHOT_NO_ARTICLE for a document that is deleted or not there. */
struct snapshot_part_days {
    dateline_day *day;
    uint32_t last; /* the greatest number */
};
struct snapshot_days {
    struct snapshot_part_days *parts;
    size_t n;
};

enum { SNAPSHOT_NO_ARTICLE = -1 };

/* Read once for a snapshot and all that are opened from it; lent as long as it is open. */
dateline_status snapshot_days(struct snapshot *s, const struct snapshot_days **out,
                              dateline_error *err);

/* Q without deleted documents, as a query of its own; the snapshot must outlive it. */
dateline_status snapshot_live_query(struct snapshot *s, const xap_query *q, xap_query **out,
                                    dateline_error *err);

/* The revision in the version file of the database in DIR: it grows with every
 * commit by libxapian, so it tells whether another program has written there. */
dateline_status snapshot_revision(const char *dir, uint32_t *out, dateline_error *err);

#endif
