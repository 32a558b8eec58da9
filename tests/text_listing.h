/* What TermGenerator would make of a text, worked out from the tokeniser's
 * words and written down as the examples in test_text.c are. */
#ifndef DATELINE_TESTS_TEXT_LISTING_H
#define DATELINE_TESTS_TEXT_LISTING_H

#include "text/stem.h"
#include "text/text.h"

/* How a text is to be indexed. */
struct listing_options {
    char prefix[16];
    unsigned wdf, gap; /* of a word; positions between two calls */
    size_t max_len;    /* bytes of a word */
    bool calls;        /* pieces between bytes 1E go to separate calls */
    bool no_positions, end_position;
};

/* Writes into OUT, which it empties, one space between any two: each word with
 * its position as term/position, in their order, *wdf behind it where that is
 * not its number of positions; then terms without positions as term~wdf, in
 * byte order; then @ and the last position if that is wanted. */
void listing_write(struct buf *out, struct span text, const struct listing_options *opts,
                   struct stemmer *stemmer);

#endif
