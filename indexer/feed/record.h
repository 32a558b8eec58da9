/* What a feed finds in its input, before dates are read and titles made. */
#ifndef DATELINE_INDEXER_FEED_RECORD_H
#define DATELINE_INDEXER_FEED_RECORD_H

#include <stdint.h>

#include "core/article.h"
#include "indexer/feed/place.h"

/* One article as its format gives it: UTF-8, but not cleaned. What the input
 * does not say is empty. */
struct record {
    struct span id, title, source, url, lang, body;
    struct span date;           /* the date as it is written */
    enum date_source date_kind; /* where it is written: DATE_FROM_FIELD or DATE_FROM_HEADER */
    uint64_t line;              /* as in struct place */
};

#endif
