/* A snapshot as libxapian's database, for the Xapian matcher only; other readers use
 * snapshot/terms.h and snapshot/articles.h. */
#ifndef DATELINE_SNAPSHOT_DATABASE_H
#define DATELINE_SNAPSHOT_DATABASE_H

#include "shim/xap.h"
#include "snapshot/snapshot.h"

/* The segments as one database; document numbers are the snapshot's. */
xap_db *snapshot_database(struct snapshot *s);

/* Q without deleted documents, as a new query; the snapshot must outlive it. */
dateline_status snapshot_live_query(struct snapshot *s, const xap_query *q, xap_query **out,
                                    dateline_error *err);

#endif
