/* Text as an article keeps it, made of UTF-8 from anywhere. */
#ifndef DATELINE_INDEXER_FEED_CLEAN_H
#define DATELINE_INDEXER_FEED_CLEAN_H

#include "core/buf.h"

/* TEXT as one line in OUT, which is emptied first: blanks, line ends and
 * control characters become single blanks, none at the ends. */
struct span clean_line(struct span text, struct buf *out);

/* TEXT with its line ends made "\n" (from CR LF, CR, form feed, NEL, U+2028
 * and U+2029), NULs made blanks, and no blanks at its ends: TEXT itself where
 * nothing has to change, else in OUT, which is emptied first. */
struct span clean_body(struct span text, struct buf *out);

#endif
