/* An index being changed: takes its lock, adds and deletes articles, commits.
 *
 * No reader sees the changes before the commit, which makes the new segment, the deletions and the
 * manifest durable, in this order; its last step is one rename. Closing without a commit leaves the
 * index unchanged. */
#ifndef DATELINE_INDEXER_INDEX_INDEX_H
#define DATELINE_INDEXER_INDEX_INDEX_H

#include "core/fail.h"
#include "indexer/index/builder.h"

struct index;

struct index_options {
    const char *language;    /* NULL: the index's language; english for a new one */
    enum xapian_kind xapian; /* of a new index; XAPIAN_UNSET: the index's, or XAPIAN_LEAN */
    uint64_t memory;         /* as in struct builder_options */
    unsigned threads;
    double wait_lock; /* seconds to wait for another writer */
    bool create;      /* create the index if there is none */
    bool dry_run;     /* count the changes without making them */
    bool keep_ids;    /* index_delete finds ids that index_add added since the last commit (see
                         id_set.h) */
    /* ID was added at FIRST and again at LAST, which counts. May be NULL. */
    void (*again)(void *ctx, struct span id, const struct place *first, const struct place *last);
    /* The article at AT replaces another one with its id, ID, that another folder gave in an
     * earlier commit (index_from). May be NULL. */
    void (*taken)(void *ctx, struct span id, const struct place *at);
    void *ctx;
};

/* Articles, by the effect of the commit on them. Each counts once, however often it was added and
 * deleted before. */
struct index_counts {
    uint64_t added, replaced, unchanged, deleted;
};

/* Opens the index in DIR. DATELINE_LOCKED if another writer holds it; DATELINE_NO_INDEX if there is
 * none and CREATE is false, or DIR is something else; DATELINE_BAD_OPTION for too many threads, an
 * unknown language, or a language or tables of Xapian's that are not the index's. */
dateline_status index_open(const char *dir, const struct index_options *o, struct index **out,
                           dateline_error *err);
/* Whether anything was ever committed. */
bool index_has_commit(const struct index *x);
/* Adds an article, or replaces the one with its id. DATELINE_OUTDATED if the index is of an older
 * schema or of another version of the stemmer: see index_compact. */
dateline_status index_add(struct index *x, const struct article *a, const struct place *at,
                          dateline_error *err);
/* The folder that gives the articles from now on, as the index will know it; 0: none does. */
void index_from(struct index *x, uint64_t folder);
/* Deletes the articles that FOLDER gave before and that no source gave since the last commit. False
 * in *KNOWN if nothing is known of what it gave. Reads the ids of the index. */
dateline_status index_sync(struct index *x, uint64_t folder, bool *known, dateline_error *err);
/* Deletes the article with this id. DATELINE_NOT_FOUND, with *ERR unchanged, if there is none;
 * without keep_ids, new ids that are not committed are not found. */
dateline_status index_delete(struct index *x, struct span id, dateline_error *err);
/* Commits; writes nothing if nothing changed. Merges segments if there are too many.
 * DATELINE_UNSYNCED: committed, but power loss may undo it. After any other failure the index can
 * only be closed. */
dateline_status index_commit(struct index *x, struct index_counts *counts, dateline_error *err);
/* Forgets what was added and deleted since the last commit. */
dateline_status index_rollback(struct index *x, dateline_error *err);
/* Commits, and merges all into one segment without deletions, whose bytes do not depend on the
 * index's history, with the tables of Xapian's that XAPIAN says (XAPIAN_UNSET: as before). The
 * articles of an index of an older schema, or of another or an unknown version of the stemmer, are
 * analysed again. */
dateline_status index_compact(struct index *x, enum xapian_kind xapian, dateline_error *err);
/* Also after DATELINE_NO_MEMORY, when nothing else may be called. */
void index_close(struct index *x);

#endif
