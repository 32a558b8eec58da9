/* A snapshot's search lists, for the matcher on lists. */
#ifndef DATELINE_SNAPSHOT_LISTS_H
#define DATELINE_SNAPSHOT_LISTS_H

#include "core/deletions.h"
#include "lists/lists.h"
#include "snapshot/snapshot.h"

/* A segment as lists see it. */
struct list_segment {
    struct lists *lists;
    const struct deletions *deleted; /* NULL: none */
};

/* Opens the lists of segment S of the index in DIR. */
dateline_status segment_lists_open(const char *dir, const struct segment *s, struct lists **out,
                                   dateline_error *err);

/* Whether every segment has lists; never in a foreign database. */
bool snapshot_has_lists(const struct snapshot *s);
/* The lists of all segments, by segment; opened once for all openings of a commit, and
 * lent as long as one of them is open. */
dateline_status snapshot_lists(struct snapshot *s, const struct list_segment **out,
                               dateline_error *err);
/* The entries of TERM in these lists, by segment; with 0 documents where it is not. Borrowed until
 * the next look-up. The snapshot keeps the entries of recent terms, so a query's terms are searched
 * for once, to plan and to match. snapshot_lists must have succeeded. */
dateline_status snapshot_look_up(struct snapshot *s, struct span term, const struct list_term **out,
                                 dateline_error *err);

#endif
