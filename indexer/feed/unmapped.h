/* Notes of fields that no --field takes but that seem to hold what an article needs: a file whose
 * records have doc_date and no date is told of once, with --field date=doc_date.
 *
 * Judged by a file's names alone, for id, title, date and body; each role at most once a source,
 * and none that --field names. */
#ifndef DATELINE_INDEXER_FEED_UNMAPPED_H
#define DATELINE_INDEXER_FEED_UNMAPPED_H

#include "core/buf.h"
#include "indexer/feed/feed.h"

struct input;

/* All zeros is ready for use. */
struct unmapped {
    bool found[FEED_ROLES];      /* in the file being read */
    struct buf name[FEED_ROLES]; /* the field that suits the role best; empty: none */
    size_t rank[FEED_ROLES];     /* of that name: 0 is the best */
    unsigned records;            /* whose fields were looked at */
    bool told[FEED_ROLES];       /* of this source */
};

/* A file begins. */
void unmapped_begin(struct unmapped *u);
/* The file has ROLE: by its name, or because its format has it elsewhere. */
void unmapped_found(struct unmapped *u, enum feed_role role);
/* A record begins; false once enough were looked at. */
bool unmapped_record(struct unmapped *u);
/* A field of the record is called NAME. */
void unmapped_see(struct unmapped *u, struct span name);
/* The file IN ends: tells of what it lacks and seems to have. */
void unmapped_tell(struct input *in);
void unmapped_free(struct unmapped *u);

#endif
