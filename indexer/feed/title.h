/* A title for an article that comes without one. */
#ifndef DATELINE_INDEXER_FEED_TITLE_H
#define DATELINE_INDEXER_FEED_TITLE_H

#include "core/buf.h"

enum { TITLE_MAX = 200 }; /* characters */

/* Titles BODY (cleaned): its first line if that is no longer than TITLE_MAX
 * and text follows, and then what is returned is the text that follows, so
 * that no word counts twice; else its first sentence, cut at a word, and the
 * whole of BODY is returned. The title replaces what is in OUT. */
struct span title_from_body(struct span body, struct buf *out);

#endif
