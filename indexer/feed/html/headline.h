/* The title of a page's article. */
#ifndef DATELINE_INDEXER_FEED_HTML_HEADLINE_H
#define DATELINE_INDEXER_FEED_HTML_HEADLINE_H

#include "indexer/feed/html/claims.h"

/* Replaces OUT with the title of page T with claims C, without the site's name. Returns the node
 * where the page shows it; 0: nowhere. */
size_t html_headline(const struct html_claims *c, const struct html_tree *t, struct buf *out);

#endif
