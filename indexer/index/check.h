/* Verifies every byte and structure of an index.
 *
 * The manifest has the checksums, as Xapian's tables have none. A segment to which another program
 * has written since no longer matches them and is reported as such. Beyond checksums, all
 * structures are read completely and compared (check_segment.h). */
#ifndef DATELINE_INDEXER_INDEX_CHECK_H
#define DATELINE_INDEXER_INDEX_CHECK_H

#include "core/manifest.h"

/* Called with one line for each fault. */
typedef void check_tell(void *ctx, const char *message);

struct check_result {
    bool damaged; /* something is not as it was written */
    bool missing; /* a file that the manifest names is not there */
    bool unread;  /* a file could not be read: whether it is damaged is not known */
};

/* Verifies the index in DIR and sets *OUT. Fails only if there is no index to check. */
dateline_status check_index(const char *dir, check_tell *tell, void *ctx, struct check_result *out,
                            dateline_error *err);

/* Verifies segment S of the index in DIR, and adds what it finds to *OUT. */
void check_segment(const char *dir, const struct segment *s, check_tell *tell, void *ctx,
                   struct check_result *out);

/* Verifies the file that says what folders gave, if M names one, and adds what it finds to *OUT. */
void check_folders(const char *dir, const struct manifest *m, check_tell *tell, void *ctx,
                   struct check_result *out);

/* Whether R, of an index or a segment, is as it was written. */
static inline bool check_is_clean(const struct check_result *r)
{
    return !r->damaged && !r->missing && !r->unread;
}

#endif
