/* The internals of an index being changed: index.c opens and closes, index_change.c adds and
 * deletes, index_sync.c deletes what a folder no longer gives, index_commit.c commits. */
#ifndef DATELINE_INDEXER_INDEX_INDEX_STATE_H
#define DATELINE_INDEXER_INDEX_INDEX_STATE_H

#include "core/deletions.h"
#include "indexer/index/builder.h"
#include "indexer/index/folders.h"
#include "indexer/index/id_set.h"
#include "indexer/index/index.h"
#include "snapshot/snapshot.h"

#define NEW_SEGMENT "tmp-segment"

struct index {
    char *dir;
    struct index_options options;
    char language[MANIFEST_NAME];
    uint64_t stems; /* fingerprint of this program's stemmer */
    enum xapian_kind xapian;
    bool made; /* index_open created the directory */
    int lock;
    struct snapshot *now;    /* NULL before the first commit */
    struct deletions *next;  /* all deletions after the commit, for each segment of now */
    struct deletions *gone;  /* those of next that are not replaced */
    struct deletions *again; /* articles added again unchanged, for each segment of now */
    struct id_set fresh;     /* ids added that are not in now */
    struct folders folders;  /* what they gave before, as now says */
    struct folders given;    /* what they give now; name 0: all other sources, if FOLDERS has any */
    uint64_t folder;         /* that gives the next article */
    struct builder *builder; /* NULL until an article comes */
    char *scratch;           /* for a dry run: the builder's directory */
    struct buf record;       /* of the article being added */
    struct index_counts counts;
};

/* Forgets uncommitted changes and reads the present state. */
dateline_status index_refresh(struct index *x, dateline_error *err);
dateline_status index_open_builder(struct index *x, dateline_error *err);
/* The segment and number of the article with ID in now; DATELINE_NOT_FOUND, with *ERR unchanged, if
 * there is none. */
dateline_status index_find(struct index *x, struct span id, snapshot_doc *doc, size_t *segment,
                           uint32_t *number, dateline_error *err);

#endif
