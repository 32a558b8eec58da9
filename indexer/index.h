/* An index being changed: the lock, what is there, what is new, one commit.
 *
 * Everything between open and commit is seen by nobody; a commit makes the new
 * segment, the deletions and the manifest durable, in this order, and its last
 * step is one rename. Closing without a commit leaves the index as it was. */
#ifndef DATELINE_INDEXER_INDEX_H
#define DATELINE_INDEXER_INDEX_H

#include "core/fail.h"
#include "indexer/builder.h"

struct index;

struct index_options {
    const char *language; /* NULL: the index's own; english for a new one */
    uint64_t memory;      /* as struct builder_options has them */
    unsigned threads;
    double wait_lock; /* seconds to wait for another writer */
    bool create;      /* make one where nothing is */
    bool dry_run;     /* tell what would happen; writes nothing that lasts */
    bool keep_ids;    /* index_delete finds what index_add just added (see id_set.h) */
    /* ID stood at FIRST and again at LAST, which counts. May be NULL. */
    void (*again)(void *ctx, struct span id, const struct place *first, const struct place *last);
    void *ctx;
};

/* Articles, by what a commit makes of them: each counts once, whatever was added
 * and deleted in between. */
struct index_counts {
    uint64_t added, replaced, unchanged, deleted;
};

/* DATELINE_LOCKED where another writer holds it, DATELINE_NO_INDEX where there
 * is none and CREATE is not asked for or something else is in the way,
 * DATELINE_BAD_OPTION for too many threads or a language that is unknown or not the
 * index's. */
dateline_status index_open(const char *dir, const struct index_options *o, struct index **out,
                           dateline_error *err);
/* Whether it was ever committed. */
bool index_has_commit(const struct index *x);
/* Adds, or replaces what has the same id. */
dateline_status index_add(struct index *x, const struct article *a, const struct place *at,
                          dateline_error *err);
/* Deletes what has the id now. DATELINE_NOT_FOUND, without a text, where no
 * article has it; without keep_ids, new ids that were not committed are not found. */
dateline_status index_delete(struct index *x, struct span id, dateline_error *err);
/* Where nothing changed, not a byte is written. Segments that have become too
 * many are merged on the way. After a failure the index is only to be closed. */
dateline_status index_commit(struct index *x, struct index_counts *counts, dateline_error *err);
/* Drops what was added and deleted since the last commit. */
dateline_status index_rollback(struct index *x, dateline_error *err);
/* Leaves one segment with nothing deleted: the same bytes whatever the history. */
dateline_status index_compact(struct index *x, dateline_error *err);
/* Also after DATELINE_NO_MEMORY, when nothing else may be called. */
void index_close(struct index *x);

#endif
