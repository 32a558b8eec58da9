/* Holds articles of a source back until their boilerplate can be told from what they share.
 *
 * Articles are held in blocks of HOLD_BYTES or HOLD_ARTICLES. A line counts from the articles of
 * its block and of those before it: the order of articles does not count in a source of one block.
 * Articles leave in the order in which they came. */
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
    struct arena arena; /* texts of the held articles */
    struct held *list;
    size_t len, cap, bytes;
    const char *path; /* of the last article, in the arena */
    struct text_lines lines;
    struct repeats repeats;
    struct buf marks;
    struct entitled entitled;
};

/* Holds a copy of A; an empty title is made from its text later. Passes a full block on to SINK. */
dateline_status hold_add(struct hold *h, const struct article *a, const struct place *at,
                         enum marking how, feed_sink *sink, void *ctx, dateline_error *err);
/* Passes the held articles on to SINK. */
dateline_status hold_release(struct hold *h, feed_sink *sink, void *ctx, dateline_error *err);
void hold_free(struct hold *h);

#endif
