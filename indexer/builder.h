/* A new segment in the making: articles in, a complete glass database out.
 *
 * Articles come in any order and an id may come again: the last one wins.
 * Documents are numbered newest first, undated last, ties by id, so that the
 * segment does not depend on the order of its input. */
#ifndef DATELINE_INDEXER_BUILDER_H
#define DATELINE_INDEXER_BUILDER_H

#include "core/manifest.h"
#include "core/uuid.h"
#include "indexer/record.h"

struct builder;

struct builder_options {
    const char *language;
    uint64_t memory;  /* bytes that may be held; 0: a quarter of the machine's */
    unsigned threads; /* 0: as many as there are processors */
};

/* An article for the segment. */
struct submission {
    const struct article *article;
    struct span record; /* its stored form */
    struct place at;
    bool same; /* what the index already has under this id is the same, byte for byte */
};

/* What becomes known about ids only at the end. */
struct builder_events {
    /* ID came twice: what stood at FIRST gave way to LAST. */
    void (*again)(void *ctx, struct span id, const struct place *first, const struct place *last);
    /* ID's last version is the one the index has: not built, the old one stays. */
    void (*kept)(void *ctx, struct span id);
    void *ctx;
};

/* Builds in INDEX/TMP, a directory that must not exist; everything stays below it. */
dateline_status builder_open(const char *index, const char *tmp, const struct builder_options *o,
                             struct builder **out, dateline_error *err);
dateline_status builder_add(struct builder *b, const struct submission *s, dateline_error *err);
/* Writes and syncs the database, which takes no more articles. *OUT tells all but
 * its name, which is for the caller to give; uuid is the database's, 36 characters
 * and a NUL, and made of its content. */
dateline_status builder_finish(struct builder *b, const struct builder_events *events,
                               struct segment *out, char uuid[UUID_TEXT], dateline_error *err);
/* Frees the builder; TMP stays only if it was finished. */
void builder_close(struct builder *b);

#endif
