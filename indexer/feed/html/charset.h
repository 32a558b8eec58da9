/* The encoding that a page declares. */
#ifndef DATELINE_INDEXER_FEED_HTML_CHARSET_H
#define DATELINE_INDEXER_FEED_HTML_CHARSET_H

#include "indexer/feed/charset.h"

/* The encoding LABEL means on the web, where iso-8859-1 means Windows-1252 and gb2312 GB18030;
 * false for UTF-8 and UTF-16, and for a label that no browser knows. */
bool html_charset_of(struct span label, struct charset *out);
/* The same for the label in a <meta> or XML declaration of START, a page's first bytes; false if
 * it has none, or is no markup. */
bool html_charset_declared(struct span start, struct charset *out);

#endif
