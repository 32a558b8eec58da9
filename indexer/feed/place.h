/* Where an article stands in the input. */
#ifndef DATELINE_INDEXER_FEED_PLACE_H
#define DATELINE_INDEXER_FEED_PLACE_H

#include <stdint.h>

/* Where a record stands, for messages: "archive.tar.gz/news/a.txt", 12. */
struct place {
    const char *path; /* as named by the user, members below archives; never empty */
    uint64_t line;    /* from 1; 0 where the record is the whole file */
};

#endif
