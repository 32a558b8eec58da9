/* A snapshot as libxapian's database, for the Xapian matcher only; other readers use
 * snapshot/terms.h and snapshot/articles.h. */
#ifndef DATELINE_SNAPSHOT_DATABASE_H
#define DATELINE_SNAPSHOT_DATABASE_H

#include "shim/xap.h"
#include "snapshot/snapshot.h"

/* Opens the database unless it is open: what a snapshot with lists is asked otherwise needs none.
 * DATELINE_BAD_OPTION if the index has none of Xapian's tables. */
dateline_status snapshot_database_open(struct snapshot *s, dateline_error *err);
/* The segments as one database, which must be open; document numbers are the snapshot's. */
xap_db *snapshot_database(struct snapshot *s);

/* Q without deleted documents, as a new query; the database must be open, and the snapshot
 * outlive it. */
dateline_status snapshot_live_query(struct snapshot *s, const xap_query *q, xap_query **out,
                                    dateline_error *err);

#endif
