/* Chooses the node of a page that holds the article. */
#ifndef DATELINE_INDEXER_FEED_HTML_CHOOSE_H
#define DATELINE_INDEXER_FEED_HTML_CHOOSE_H

#include "indexer/feed/html/outline.h"

/* The node whose text is the article's; 0, the root, where nothing shows which. */
size_t choose_body(const struct html_outline *o, const struct html_tree *t);

#endif
