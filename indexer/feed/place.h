/* The place of an article in the input. */
#ifndef DATELINE_INDEXER_FEED_PLACE_H
#define DATELINE_INDEXER_FEED_PLACE_H

#include <stdint.h>

/* The place of a record, for messages: "archive.tar.gz/news/a.txt", 12. */
struct place {
    const char *path; /* as the user named it, followed by the path in the archive; never empty */
    uint64_t line;    /* from 1; 0 if the record is the whole file */
};

#endif
