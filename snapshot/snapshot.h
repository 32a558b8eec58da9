/* An index as one commit left it, open for reading.
 *
 * Documents are numbered across all segments. Those that are deleted keep their
 * numbers until a merge: snapshot_deleted tells which they are. Later commits
 * change nothing of a snapshot.
 *
 * A snapshot is for one thread at a time; others open it again, by
 * snapshot_open_same, and see the same commit. */
#ifndef DATELINE_SNAPSHOT_SNAPSHOT_H
#define DATELINE_SNAPSHOT_SNAPSHOT_H

#include "core/deletions.h"

struct snapshot;

/* A document of the snapshot, from 1; 0 is none. */
typedef uint32_t snapshot_doc;

/* Opens the index in DIR, or any other database or stub there (snapshot/stub.h).
 * DATELINE_NO_INDEX where there is nothing of the kind; an error that names
 * the file where one of the index is missing, cannot be opened or has not its size. */
dateline_status snapshot_open(const char *dir, struct snapshot **out, dateline_error *err);
/* The same commit as FROM, for another thread; either may be closed first.
 * DATELINE_NO_INDEX where a writer has taken its files away since. */
dateline_status snapshot_open_same(const struct snapshot *from, struct snapshot **out,
                                   dateline_error *err);
void snapshot_close(struct snapshot *s);
/* Whether *OUT there is no newer commit; of a foreign snapshot that is always said. */
dateline_status snapshot_is_newest(const struct snapshot *s, bool *out, dateline_error *err);

/* Whether another program made the database: there is no manifest, nothing is
 * deleted, and its documents need not be articles. */
bool snapshot_is_foreign(const struct snapshot *s);
/* Lent as long as the snapshot is open; of a foreign one without segments. */
const struct manifest *snapshot_manifest(const struct snapshot *s);
/* The language that words were stemmed in; "english" for a foreign one. */
const char *snapshot_language(const struct snapshot *s);
/* The earliest and latest date of an article, to any precision; of a foreign one
 * the days its years begin and end with. Zeros where none is dated. */
void snapshot_span(const struct snapshot *s, dateline_day *first, dateline_day *last);

/* Articles that are not deleted. */
uint64_t snapshot_live(struct snapshot *s);
bool snapshot_has_deletions(const struct snapshot *s);
bool snapshot_deleted(const struct snapshot *s, snapshot_doc doc);
/* The deleted documents of a segment, lent; not for a foreign snapshot. */
const struct deletions *snapshot_deletions(const struct snapshot *s, size_t segment);

/* The article with this id, among those not deleted. DATELINE_NOT_FOUND
 * without a text where there is none. */
dateline_status snapshot_find(struct snapshot *s, struct span id, snapshot_doc *out,
                              dateline_error *err);
/* The same, with a text. */
dateline_status snapshot_require(struct snapshot *s, struct span id, snapshot_doc *out,
                                 dateline_error *err);

/* How many segments there are; 1 for a foreign snapshot. */
size_t snapshot_segments(const struct snapshot *s);
/* The segment a document is in, from 0, and its number there, from 1. */
size_t snapshot_segment(const struct snapshot *s, snapshot_doc doc, uint32_t *number);
/* The inverse. */
snapshot_doc snapshot_document(const struct snapshot *s, size_t segment, uint32_t number);
/* Whether document numbers run newest first, undated last, ties by id. Within a
 * segment of ours they always do; across segments, and in a foreign one, never. */
bool snapshot_newest_first(const struct snapshot *s);

/* The revision in the version file of the database in DIR: it grows with every
 * commit by libxapian, so it tells whether another program has written there. */
dateline_status snapshot_revision(const char *dir, uint32_t *out, dateline_error *err);

#endif
