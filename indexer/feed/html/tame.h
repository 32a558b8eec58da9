/* Guards libxml2's parser, which compares each attribute of a tag with all others. */
#ifndef DATELINE_INDEXER_FEED_HTML_TAME_H
#define DATELINE_INDEXER_FEED_HTML_TAME_H

#include "core/buf.h"

/* PAGE without the attributes of a tag past the first MOST, and with blanks for NULs, which would
 * end the parsing: PAGE itself if nothing changes, else OUT, whose content it replaces. */
struct span html_tame(struct span page, size_t most, struct buf *out);

#endif
