/* Leaves out the parts of a page that are no article: navigation, comments, shares, related links,
 * notices. Decided by elements, by the words of classes and ids, and by the share of links. */
#ifndef DATELINE_INDEXER_FEED_HTML_ASIDE_H
#define DATELINE_INDEXER_FEED_HTML_ASIDE_H

#include "indexer/feed/html/outline.h"

/* Leaves out by elements and words. A part with most of the page's sentences stays, whatever its
 * name. */
void aside_by_name(struct html_outline *o, const struct html_tree *t);
/* Leaves out lists, tables and parts of NODE that are mostly links. */
void aside_by_links(struct html_outline *o, const struct html_tree *t, size_t node);

#endif
