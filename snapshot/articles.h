/* The articles of a snapshot: ids and dates, from columns if there are any, and stored records. */
#ifndef DATELINE_SNAPSHOT_ARTICLES_H
#define DATELINE_SNAPSHOT_ARTICLES_H

#include "core/article.h"
#include "snapshot/snapshot.h"
#include "store/columns.h"

/* Replaces OUT with the stored record of DOC, which must exist. */
dateline_status snapshot_record(struct snapshot *s, snapshot_doc doc, struct buf *out,
                                dateline_error *err);
/* Reads the stored record of DOC into RECORD and decodes it; OUT borrows RECORD. All zeros if DOC,
 * in a foreign database, is not an article. */
dateline_status snapshot_article(struct snapshot *s, snapshot_doc doc, struct buf *record,
                                 struct article *out, dateline_error *err);
/* The same without the text, if the index keeps it apart: for titles, sources and the like. */
dateline_status snapshot_head(struct snapshot *s, snapshot_doc doc, struct buf *record,
                              struct article *out, dateline_error *err);
/* The date of DOC; 0 if undated. */
dateline_status snapshot_day(struct snapshot *s, snapshot_doc doc, dateline_day *out,
                             dateline_error *err);

/* Whether each document of a foreign database has its date in Xapian's slot, or says that it has
 * none. */
dateline_status snapshot_dates_in_slot(struct snapshot *s, bool *out, dateline_error *err);

/* A segment's columns, borrowed until the snapshot is closed; NULL if it has none. */
dateline_status snapshot_columns(struct snapshot *s, size_t segment, const struct columns **out,
                                 dateline_error *err);

/* An article's row in the columns. */
struct snapshot_row {
    bool known; /* false: there are no columns; read the record */
    struct span id;
    dateline_day day;
};
/* Has the processor fetch DOC's row, or, once that is there, its ID: snapshot_row() comes next. */
void snapshot_expect_row(const struct snapshot *s, snapshot_doc doc, bool id);
dateline_status snapshot_row(struct snapshot *s, snapshot_doc doc, struct snapshot_row *out,
                             dateline_error *err);

/* The dates of a segment's documents, by number from 1: 0 for an undated article,
 * SNAPSHOT_NO_ARTICLE for a deleted or missing document. */
struct snapshot_part_days {
    dateline_day *day;
    uint32_t last; /* the greatest document number */
};
/* By segment. */
struct snapshot_days {
    struct snapshot_part_days *parts;
    size_t n;
};

enum { SNAPSHOT_NO_ARTICLE = -1 };

/* The dates of all documents, read once for all openings of a commit; borrowed until the last of
 * them is closed. */
dateline_status snapshot_days(struct snapshot *s, const struct snapshot_days **out,
                              dateline_error *err);

#endif
