/* The encoding that a page declares. */
#ifndef DATELINE_INDEXER_FEED_HTML_CHARSET_H
#define DATELINE_INDEXER_FEED_HTML_CHARSET_H

#include "indexer/feed/charset.h"

/* The encoding that a <meta> or XML declaration names in START, the first bytes of a page, as on
 * the web, where iso-8859-1 means Windows-1252 and gb2312 GB18030. False if START is no markup or
 * names none, or for UTF-8, UTF-16, and a label that no browser knows. */
bool html_charset_declared(struct span start, struct charset *out);

#endif
