/* Finds a date in a line of a page. */
#ifndef DATELINE_INDEXER_FEED_HTML_DATE_FIND_H
#define DATELINE_INDEXER_FEED_HTML_DATE_FIND_H

#include "core/buf.h"
#include "core/day.h"

/* The first full day in LINE, in a form of date_parse.h, and also 3.4.2025, which is the third of
 * April everywhere, and 3/4/2025 where LANG, a language with or without its country, says which it
 * is. False if there is none. */
bool date_find(struct span line, struct span lang, dateline_day *out);

#endif
