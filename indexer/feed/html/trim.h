/* Leaves out the blocks of an article's text that are none of it: pointers to other articles, their
 * headings, credits and leftovers at the end. */
#ifndef DATELINE_INDEXER_FEED_HTML_TRIM_H
#define DATELINE_INDEXER_FEED_HTML_TRIM_H

#include "indexer/feed/html/prose.h"

void prose_trim(struct prose *p);

#endif
