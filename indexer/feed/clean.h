/* Cleans UTF-8 text for articles. */
#ifndef DATELINE_INDEXER_FEED_CLEAN_H
#define DATELINE_INDEXER_FEED_CLEAN_H

#include "core/buf.h"

/* TEXT as one line in OUT, which it replaces: each run of blanks, line ends and control characters
 * becomes a blank, and those at the ends are removed. */
struct span clean_line(struct span text, struct buf *out);

/* TEXT with every line end (CR LF, CR, form feed, NEL, U+2028 and U+2029) as "\n", NULs as blanks,
 * and no blanks at its ends. Returns TEXT itself if nothing changes, else OUT, whose content it
 * replaces. */
struct span clean_body(struct span text, struct buf *out);

#endif
