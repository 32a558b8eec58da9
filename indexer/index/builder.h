/* Builds a new segment from articles.
 *
 * Articles come in any order; of several with the same id, the last one counts. Documents are
 * numbered newest first, undated last, ties by id, so the segment does not depend on the order of
 * its input. */
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
    uint64_t memory;  /* limit in bytes; 0: a quarter of the machine's memory */
    unsigned threads; /* at most BUILDER_THREADS_MAX; 0: one for each processor */
    enum xapian_kind xapian;
};

/* Called by builder_finish about ids. */
struct builder_events {
    /* ID was submitted twice: the article at LAST replaces the one at FIRST. */
    void (*again)(void *ctx, struct span id, const struct place *first, const struct place *last);
    /* The last version of ID was submitted as unbuilt. */
    void (*unbuilt)(void *ctx, struct span id);
    void *ctx;
};

/* Builds in INDEX/TMP, a directory that must not exist and will contain all files. */
dateline_status builder_open(const char *index, const char *tmp, const struct builder_options *o,
                             struct builder **out, dateline_error *err);
dateline_status builder_add(struct builder *b, const struct submission *s, dateline_error *err);
/* Writes and syncs the segment; no article can be added after this. *OUT is filled except for the
 * name. UUID is made from the content. */
dateline_status builder_finish(struct builder *b, const struct builder_events *events,
                               struct segment *out, char uuid[UUID_TEXT], dateline_error *err);
/* Frees the builder; removes TMP unless _finish succeeded. */
void builder_close(struct builder *b);

#endif
