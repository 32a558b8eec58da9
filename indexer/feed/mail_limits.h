/* Bounds what a message may make the MIME parser build. */
#ifndef DATELINE_INDEXER_FEED_MAIL_LIMITS_H
#define DATELINE_INDEXER_FEED_MAIL_LIMITS_H

#include "core/buf.h"

enum {
    MAIL_PARTS_MAX = 50000,    /* lines that may begin a part */
    MAIL_HEADERS_MAX = 100000, /* lines of headers, of the message and its parts */
};

/* Which limit MESSAGE exceeds, for a message; NULL: none. The parser keeps an object for each part
 * and header: without a bound 64 MiB of them would take gigabytes. */
const char *mail_exceeds(struct span message);

#endif
