/* Counts the articles of a source that have the same line.
 *
 * Memory is bounded: at REPEATS_LINES different lines those that only one article had are
 * forgotten, and, while that gives no room, new ones are not counted. The counts depend on
 * the articles and their order alone. */
#ifndef DATELINE_INDEXER_FEED_MARKING_REPEATS_H
#define DATELINE_INDEXER_FEED_MARKING_REPEATS_H

#include <stdint.h>

#include "core/buf.h"

enum { REPEATS_LINES = 1 << 16 };

struct repeated_line {
    uint64_t hash; /* 0: no line */
    uint32_t articles, last;
};

/* All zeros is empty and ready for use. */
struct repeats {
    struct repeated_line *table;
    size_t len, cap; /* cap is a power of two */
    bool full;
    uint32_t article; /* number of the present article, from 1 */
};

/* The hash by which LINE is counted, which is not 0. */
uint64_t repeats_hash(struct span line);
/* Begins the next article. */
void repeats_article(struct repeats *r);
/* Counts the line of HASH for the present article. */
void repeats_count(struct repeats *r, uint64_t hash);
/* The number of articles with the line of HASH, of those since the beginning. */
uint32_t repeats_of(const struct repeats *r, uint64_t hash);
void repeats_free(struct repeats *r);

#endif
