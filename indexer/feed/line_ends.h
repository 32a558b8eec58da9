/* Streams with the line ends of old Macintoshes: a carriage return alone. */
#ifndef DATELINE_INDEXER_FEED_LINE_ENDS_H
#define DATELINE_INDEXER_FEED_LINE_ENDS_H

#include "indexer/feed/stream.h"

/* Whether a text that begins with START ends its lines by carriage returns alone. */
bool line_ends_are_cr(struct span start);

/* OUT reads FROM with each carriage return as a newline. FROM still belongs to the caller. */
void line_ends_stream(struct stream *from, struct stream *out);

#endif
