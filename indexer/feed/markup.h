/* Recognises files of tags by their start. */
#ifndef DATELINE_INDEXER_FEED_MARKUP_H
#define DATELINE_INDEXER_FEED_MARKUP_H

#include "core/buf.h"

/* Whether the tag of one of the N elements NAMES follows the declarations, comments and blanks that
 * S begins with. */
bool markup_opens(struct span s, const char *const names[], size_t n);
/* Whether S is the start of a web page. */
bool markup_is_html(struct span s);

#endif
