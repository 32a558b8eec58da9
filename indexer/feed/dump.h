/* Dumps: the articles of an index as JSON Lines, which a feed makes the same articles of again.
 *
 *     {"type":"dateline-article","id":...,"date":"2025-03","date_source":"header",
 *      "date_confidence":"sure","title":...,"source":...,"url":...,"lang":...,"body":...}
 *
 * on one line, and "marks" (core/marks.h) if the text has any. The id is as in the index:
 * percent-encoded where that is needed. Members without a value are null. */
#ifndef DATELINE_INDEXER_FEED_DUMP_H
#define DATELINE_INDEXER_FEED_DUMP_H

#include "core/article.h"

/* Every line begins with this, by which a dump is recognised. */
#define DUMP_LINE_START "{\"type\":\"dateline-article\","

/* Appends the line of A, with its newline, to OUT. */
void dump_article(const struct article *a, struct buf *out);

#endif
