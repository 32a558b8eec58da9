/* Dates a page. */
#ifndef DATELINE_INDEXER_FEED_HTML_DATED_H
#define DATELINE_INDEXER_FEED_HTML_DATED_H

#include "core/day.h"
#include "indexer/feed/html/claims.h"
#include "indexer/feed/html/outline.h"

/* Where a page's date is from, the surest first. */
enum html_date_source {
    HTML_DATE_NONE,
    HTML_DATE_STATED,  /* metadata made for it */
    HTML_DATE_URL,     /* the page's address */
    HTML_DATE_NAMED,   /* other metadata, an element that is a time */
    HTML_DATE_SHOWN,   /* text near the title */
    HTML_DATE_CHANGED, /* the time of the last change */
};

/* The date of page T with claims C, whose title stands at node TITLE (0: nowhere) and whose text at
 * BODY; 0 if it is undated. */
dateline_day html_date(const struct html_claims *c, const struct html_tree *t, size_t title,
                       size_t body, enum html_date_source *source);

#endif
