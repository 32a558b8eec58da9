/* Repairs a damaged index: rebuilds its damaged segments from the articles that they still have.
 *
 * Segments that check finds whole stay as they are. The articles of the others, as far as they can
 * be read, are analysed again and become one new segment, in one commit; the damaged files are
 * there until the commit after that. Nothing is changed where a file cannot be read for a reason
 * other than damage, or where the manifest is damaged, as it alone says which segments there are.
 */
#ifndef DATELINE_INDEXER_INDEX_REPAIR_H
#define DATELINE_INDEXER_INDEX_REPAIR_H

#include "indexer/index/check.h"

struct repair_events {
    check_tell *tell; /* a line for each fault, and for what was lost without an id */
    void (*lost)(void *ctx, struct span id);
    void *ctx;
};

struct repair_result {
    size_t segments, rebuilt; /* 0 rebuilt: no segment was damaged */
    bool forgot_folders;      /* what folders gave could not be read and is forgotten */
    uint64_t kept;            /* articles of the rebuilt segments */
    uint64_t lost;            /* their articles that cannot be read */
    uint64_t undeleted; /* deleted articles that are there again, as their deletion was lost */
};

/* Repairs the index in DIR, which is locked meanwhile; waits WAIT seconds for another writer. On
 * failure, DATELINE_UNSYNCED aside, the index is as it was. */
dateline_status repair_index(const char *dir, double wait, const struct repair_events *events,
                             struct repair_result *out, dateline_error *err);

#endif
