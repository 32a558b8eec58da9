/* Verifies every byte and structure of an index.
 *
 * The manifest has the checksums, as Xapian's tables have none. A segment to which another program
 * has written since no longer matches them and is reported as such. Beyond checksums, all
 * structures are read completely and compared (check_segment.h). */
#ifndef DATELINE_INDEXER_INDEX_CHECK_H
#define DATELINE_INDEXER_INDEX_CHECK_H

#include "core/fail.h"

/* Called with one line for each fault. */
typedef void check_tell(void *ctx, const char *message);

/* Sets *DAMAGED if a fault was reported. Fails only if there is no index to check. */
dateline_status check_index(const char *dir, check_tell *tell, void *ctx, bool *damaged,
                            dateline_error *err);

#endif
