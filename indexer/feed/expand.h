/* How much a file may unpack to: a small file of zeros or of archives in archives would else fill
 * the index, or keep a build busy for days. */
#ifndef DATELINE_INDEXER_FEED_EXPAND_H
#define DATELINE_INDEXER_FEED_EXPAND_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/feed/stream.h"

enum {
    EXPAND_RATIO = 100,          /* bytes for each packed byte, unless --max-expand says how many */
    EXPAND_FREE = 64 << 20,      /* that any file may unpack to */
    EXPAND_MEMBER_BYTES = 4,     /* packed bytes for each member of archives, in the mean */
    EXPAND_MEMBERS_FREE = 10000, /* that any file may have */
};

/* One file being unpacked, with all that is packed in it. */
struct expansion {
    const struct stream *packed; /* the file's own bytes */
    uint64_t size;               /* of the file; 0 if it is no regular one */
    uint64_t most;               /* --max-expand; 0: EXPAND_RATIO decides */
    uint64_t bytes, members;     /* so far */
    const char *exceeded;        /* which limit was, for messages; NULL: none */
};

/* Count what is unpacked; false, for good, once a limit is exceeded. */
bool expand_bytes(struct expansion *e, uint64_t bytes);
bool expand_member(struct expansion *e);

#endif
