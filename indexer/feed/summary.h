/* The summary of a feed's item, beside the item's content. */
#ifndef DATELINE_INDEXER_FEED_SUMMARY_H
#define DATELINE_INDEXER_FEED_SUMMARY_H

#include "text/text.h"

/* A comparison of texts by their words. All zeros is ready for use. */
struct summary {
    struct tokens words;
    struct buf has, sought;
};

/* Appends to OUT, a line each, the pieces of TEXT that neither TITLE nor CONTENT has: those whose
 * words do not follow each other there, in any capitals. A piece ends with its line or at an
 * ellipsis, before which its last word may be cut. Only the first 200 pieces are compared. */
void summary_add(struct summary *s, struct span text, struct span title, struct span content,
                 struct buf *out);
void summary_free(struct summary *s);

#endif
