/* Builds a new segment, a complete glass database, from articles.
 *
 * Articles come in any order, and an id may come again: the last one wins. Documents are
 * numbered newest first, undated last, ties by id, so the segment does not depend on the
 * order of its input. */
#ifndef DATELINE_INDEXER_INDEX_BUILDER_H
#define DATELINE_INDEXER_INDEX_BUILDER_H

#include "core/hash.h"
#include "core/manifest.h"
#include "core/uuid.h"
#include "indexer/invert/submission.h"

struct builder;

enum { BUILDER_THREADS_MAX = 64 };

struct builder_options {
    const char *language;
    uint64_t memory;  /* bytes that may be held; 0: a quarter of the machine's */
    unsigned threads; /* at most BUILDER_THREADS_MAX; 0: as many as there are processors */
};

/* Reports on ids, made when all articles are there. */
struct builder_events {
    /* ID came twice: the article at LAST replaces the one at FIRST. */
    void (*again)(void *ctx, struct span id, const struct place *first, const struct place *last);
    /* ID's last version is one that is not built. */
    void (*unbuilt)(void *ctx, struct span id);
    void *ctx;
};

/* Builds in INDEX/TMP, a directory that must not exist; all files are below it. */
dateline_status builder_open(const char *index, const char *tmp, const struct builder_options *o,
                             struct builder **out, dateline_error *err);
dateline_status builder_add(struct builder *b, const struct submission *s, dateline_error *err);
/* Writes and syncs the database; no article can be added after this. *OUT is filled except
 * for the name, which the caller gives. UUID is made of the content. */
dateline_status builder_finish(struct builder *b, const struct builder_events *events,
                               struct segment *out, char uuid[UUID_TEXT], dateline_error *err);
/* Frees the builder; removes TMP unless _finish succeeded. */
void builder_close(struct builder *b);

#endif
