/* An index as one commit left it, open for reading.
 *
 * Documents are numbered across all segments. Deleted documents keep their numbers until a merge;
 * snapshot_deleted identifies them. Later commits do not change a snapshot.
 *
 * One thread at a time may use a snapshot; snapshot_open_same opens the same commit for another
 * thread. */
#ifndef DATELINE_SNAPSHOT_SNAPSHOT_H
#define DATELINE_SNAPSHOT_SNAPSHOT_H

#include "core/deletions.h"

struct snapshot;

/* A document of the snapshot, from 1; 0 is none. */
typedef uint32_t snapshot_doc;

/* Opens the index in DIR, or another database or stub there (snapshot/stub.h). DATELINE_NO_INDEX if
 * there is neither; an error that names the file if one of the index is missing, cannot be opened
 * or has the wrong size. */
dateline_status snapshot_open(const char *dir, struct snapshot **out, dateline_error *err);
/* How databases on other machines, which a stub names, are waited for. */
struct snapshot_reach {
    double seconds; /* for each answer; 0: ten seconds */
    bool partial;   /* one that does not answer is lost: its articles are left out from then on */
    double until, limit; /* as for snapshot_limit, while it is opened */
};
/* The reach of queries that take up to SECONDS (0: as long as they like): a quarter of it for
 * each answer, since a search of a word asks four times; if PARTIAL a sixth, so
 * that there is time left to ask the others again. */
struct snapshot_reach snapshot_reach_of(double seconds, bool partial);
dateline_status snapshot_open_within(const char *dir, const struct snapshot_reach *reach,
                                     struct snapshot **out, dateline_error *err);
/* Opens the same commit as FROM, for another thread; either may be closed first. DATELINE_NO_INDEX
 * if the commit has segments without lists and a writer has removed their files since. */
dateline_status snapshot_open_same(const struct snapshot *from, struct snapshot **out,
                                   dateline_error *err);
void snapshot_close(struct snapshot *s);
/* Whether *OUT there is no newer commit; of a foreign snapshot that is always said. */
dateline_status snapshot_is_newest(const struct snapshot *s, bool *out, dateline_error *err);

/* Whether another program made the database: it has no manifest and no deletions, and its documents
 * may not be articles. */
bool snapshot_is_foreign(const struct snapshot *s);
/* Whether the database is foreign and a part of it is a server of Xapian's. */
bool snapshot_is_remote(const struct snapshot *s);
/* Ends what is asked of other machines by UNTIL, of clock_seconds() (0: whenever), with
 * DATELINE_TIMEOUT: a question that may take SECONDS (shim/xap.h, xap_until). */
void snapshot_limit(struct snapshot *s, double until, double seconds);
/* The number of lost databases, and the name of one, "HOST:PORT (FILE:LINE)", borrowed. */
size_t snapshot_lost(const struct snapshot *s);
const char *snapshot_lost_name(const struct snapshot *s, size_t i);
/* Whether databases may be lost; no other snapshot is of the same commit then. */
bool snapshot_is_partial(const struct snapshot *s);
/* Forgets what was read from databases that are lost since. */
void snapshot_forget(struct snapshot *s);
/* The manifest, borrowed until the snapshot is closed; without segments if foreign. */
const struct manifest *snapshot_manifest(const struct snapshot *s);
/* The language of the stems; "english" for a foreign database. */
const char *snapshot_language(const struct snapshot *s);
/* The earliest and latest date of an article, to any precision; for a foreign database the first
 * and last day of its years. Zeros if no article is dated. */
void snapshot_span(const struct snapshot *s, dateline_day *first, dateline_day *last);

/* Articles that are not deleted. */
uint64_t snapshot_live(struct snapshot *s);
bool snapshot_has_deletions(const struct snapshot *s);
bool snapshot_deleted(const struct snapshot *s, snapshot_doc doc);
/* The deleted documents of a segment, borrowed; not for a foreign snapshot. */
const struct deletions *snapshot_deletions(const struct snapshot *s, size_t segment);

/* The article with this id that is not deleted. DATELINE_NOT_FOUND, with *ERR unchanged, if there
 * is none. */
dateline_status snapshot_find(struct snapshot *s, struct span id, snapshot_doc *out,
                              dateline_error *err);
/* As snapshot_find, but also sets *ERR if there is no such article. */
dateline_status snapshot_require(struct snapshot *s, struct span id, snapshot_doc *out,
                                 dateline_error *err);

/* The number of segments; 1 for a foreign snapshot. */
size_t snapshot_segments(const struct snapshot *s);
/* The segment of DOC, from 0, and its number in the segment, from 1. */
size_t snapshot_segment(const struct snapshot *s, snapshot_doc doc, uint32_t *number);
/* The document NUMBER of a segment. */
snapshot_doc snapshot_document(const struct snapshot *s, size_t segment, uint32_t number);
/* Whether document numbers run newest first, undated last, ties by id. Always true within a segment
 * of dateline's; never across segments or in a foreign database. */
bool snapshot_newest_first(const struct snapshot *s);

/* The revision in the version file of the database in DIR. Every commit by libxapian increases it,
 * so it shows whether another program has written there. */
dateline_status snapshot_revision(const char *dir, uint32_t *out, dateline_error *err);

#endif
