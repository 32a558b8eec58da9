/* The articles of a snapshot: ids and dates, from columns where there are any,
 * and the stored records. */
#ifndef DATELINE_SNAPSHOT_ARTICLES_H
#define DATELINE_SNAPSHOT_ARTICLES_H

#include "core/article.h"
#include "core/columns.h"
#include "snapshot/snapshot.h"

/* The stored record of DOC, which must be there, as a match or a find is;
 * replaces what OUT holds. */
dateline_status snapshot_record(struct snapshot *s, snapshot_doc doc, struct buf *out,
                                dateline_error *err);
/* The same, decoded; OUT points into RECORD. All zeros where the document of a
 * foreign database is no article. */
dateline_status snapshot_article(struct snapshot *s, snapshot_doc doc, struct buf *record,
                                 struct article *out, dateline_error *err);
/* The date of DOC; 0 for none. */
dateline_status snapshot_day(struct snapshot *s, snapshot_doc doc, dateline_day *out,
                             dateline_error *err);

/* A segment's columns, lent as long as the snapshot is open; NULL where it has none. */
dateline_status snapshot_columns(struct snapshot *s, size_t segment, const struct columns **out,
                                 dateline_error *err);

/* What the columns say of an article. */
struct snapshot_row {
    bool known; /* else there are no columns, and its record tells */
    struct span id;
    dateline_day day;
};
dateline_status snapshot_row(struct snapshot *s, snapshot_doc doc, struct snapshot_row *out,
                             dateline_error *err);

/* The dates of a segment's documents, by number from 1: 0 for an undated article,
 * SNAPSHOT_NO_ARTICLE for a document that is deleted or not there. */
struct snapshot_part_days {
    dateline_day *day;
    uint32_t last; /* the greatest number */
};
/* By segment. */
struct snapshot_days {
    struct snapshot_part_days *parts;
    size_t n;
};

enum { SNAPSHOT_NO_ARTICLE = -1 };

/* Read once for all openings of a commit; lent as long
 * as one of them is open. */
dateline_status snapshot_days(struct snapshot *s, const struct snapshot_days **out,
                              dateline_error *err);

#endif
