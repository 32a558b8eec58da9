/* A record of the input, before its date is parsed and its title made. */
#ifndef DATELINE_INDEXER_FEED_RECORD_H
#define DATELINE_INDEXER_FEED_RECORD_H

#include <stdint.h>

#include "core/article.h"
#include "indexer/feed/place.h"

/* An article as its format has it: UTF-8, not yet cleaned. Missing fields are empty. */
struct record {
    struct span id, title, source, url, lang, body;
    struct span date;                     /* the date as written */
    uint64_t date_line;                   /* of it, where it is not `line`; else 0 */
    enum date_source date_kind;           /* DATE_FROM_FIELD, DATE_FROM_HEADER or DATE_FROM_META */
    enum date_confidence date_confidence; /* of it */
    uint64_t line;                        /* as in struct place */
    uint64_t nth;                         /* of the records on its line; 0 for one a line */
};

#endif
