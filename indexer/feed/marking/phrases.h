/* The phrases by which lines of a site's furniture are known, in a dozen languages. */
#ifndef DATELINE_INDEXER_FEED_MARKING_PHRASES_H
#define DATELINE_INDEXER_FEED_MARKING_PHRASES_H

#include "indexer/feed/marking/furniture.h"

/* A row of a table that is ordered by openings: the first three bytes of texts, in any capitals of
 * ASCII. They tell of most lines that they are no phrase, at the cost of a binary search. */
struct phrase {
    char text[46];
    unsigned char kind, match;
};

struct phrases {
    const struct phrase *list;
    size_t len;
};

/* The rows of LIST, of N, that have the opening of S, which is not empty. */
struct phrases phrases_opening(const struct phrase *list, size_t n, struct span s);
/* Whether S begins with a year, after blanks. */
bool begins_with_year(struct span s);
/* The kind of LINE if it is, or begins with, one of the phrases, else FURNITURE_NONE. BARE is LINE
 * without the signs that lists and headings have at their ends, and not empty. */
enum furniture phrase_kind(struct span line, struct span bare);

#endif
