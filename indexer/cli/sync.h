/* add --sync: removes the articles that folders no longer give. */
#ifndef DATELINE_INDEXER_CLI_SYNC_H
#define DATELINE_INDEXER_CLI_SYNC_H

#include "indexer/feed/feed.h"
#include "indexer/index/index.h"

/* All zeros: nothing is to be removed. */
struct sync {
    struct sync_folder {
        const char *path;
        uint64_t name;
        bool unread; /* a part of it could not be read */
    } * folders;
    int n;
};

/* Takes the N SOURCES, which are borrowed; DATELINE_BAD_OPTION if one is no folder. */
dateline_status sync_open(struct sync *s, char *const *sources, int n, dateline_error *err);
/* Source number I was read; UNREAD: not as a whole. */
void sync_was_read(struct sync *s, int i, bool unread);
/* Deletes from X the articles that the folders gave before and that no source gave now. A folder
 * that was not read as a whole keeps its articles, which is told. */
dateline_status sync_remove(const struct sync *s, struct index *x, dateline_error *err);
void sync_close(struct sync *s);

#endif
