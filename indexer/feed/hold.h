/* Holds articles of a source back until their boilerplate can be told from what they share.
 *
 * Articles are held in blocks of HOLD_BYTES or HOLD_ARTICLES. A line counts from the articles of
 * its block and of those before it: where the first block is the source, in any order of its
 * articles. What is held leaves in the order in which it came. */
#ifndef DATELINE_INDEXER_FEED_HOLD_H
#define DATELINE_INDEXER_FEED_HOLD_H

#include "core/arena.h"
#include "indexer/feed/feed.h"
#include "indexer/feed/maker.h"
#include "indexer/feed/marking/marking.h"

enum { HOLD_BYTES = 1 << 20, HOLD_ARTICLES = 1024 };

/* How the text of an article is marked. */
enum marking {
    MARKING_NONE, /* as it comes */
    MARKING_BOILERPLATE,
    MARKING_QUOTED,
};

/* All zeros is empty and ready for use. */
struct hold {
    struct arena arena; /* what the articles borrow */
    struct held *list;
    size_t len, cap, bytes;
    const char *path; /* of the last article, in the arena */
    struct text_lines lines;
    struct repeats repeats;
    struct buf marks;
    struct entitled entitled;
};

/* Takes a copy of A, whose title is empty if it is to be made from its text; passes on what is held
 * where that is enough for a block. */
dateline_status hold_add(struct hold *h, const struct article *a, const struct place *at,
                         enum marking how, feed_sink *sink, void *ctx, dateline_error *err);
/* Passes on what is held. */
dateline_status hold_release(struct hold *h, feed_sink *sink, void *ctx, dateline_error *err);
void hold_free(struct hold *h);

#endif
