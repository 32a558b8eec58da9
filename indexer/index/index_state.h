/* The inside of an index being changed: index.c opens and closes,
 * index_change.c changes, index_commit.c commits. */
#ifndef DATELINE_INDEXER_INDEX_INDEX_STATE_H
#define DATELINE_INDEXER_INDEX_INDEX_STATE_H

#include "core/deletions.h"
#include "indexer/index/builder.h"
#include "indexer/index/id_set.h"
#include "indexer/index/index.h"
#include "snapshot/snapshot.h"

#define NEW_SEGMENT "tmp-segment"

struct index {
    char *dir;
    struct index_options options;
    char language[MANIFEST_NAME];
    bool made; /* the directory was made by this opening */
    int lock;
    struct snapshot *now;    /* NULL before the first commit */
    struct deletions *next;  /* what will be deleted, one for each segment of now */
    struct deletions *gone;  /* of these, what is not replaced */
    struct deletions *again; /* what came again as it is, one for each segment too */
    struct id_set fresh;     /* ids that came and the index does not have */
    struct builder *builder; /* NULL until an article comes */
    char *scratch;           /* of a dry run: where the builder works */
    struct buf record;       /* of the article being added */
    struct index_counts counts;
};

/* Forgets what was not committed and reads the present state. */
dateline_status index_refresh(struct index *x, dateline_error *err);
dateline_status index_open_builder(struct index *x, dateline_error *err);
/* Where an id is now: its segment and number there; DATELINE_NOT_FOUND without
 * a text. */
dateline_status index_find(struct index *x, struct span id, snapshot_doc *doc, size_t *segment,
                           uint32_t *number, dateline_error *err);

#endif
