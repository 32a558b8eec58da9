/* Makes a title for an article without one. */
#ifndef DATELINE_INDEXER_FEED_TITLE_H
#define DATELINE_INDEXER_FEED_TITLE_H

#include "core/buf.h"

enum { TITLE_MAX = 200, TITLE_DATELINE_MAX = 120 }; /* characters */

/* Replaces OUT with a title for BODY, which is cleaned, from its first KEPT bytes. If the first
 * line has at most TITLE_MAX characters and text follows, it is the title, and the text after it is
 * returned, so that no word counts twice. Otherwise the title is the first sentence, cut at a word,
 * and all of BODY is returned; so it is where a hyphen cuts a word at the first line's end, and
 * where BODY begins with a dateline ("KYIV, March 31 (AP) - "), which is left out of the title:
 * that has at most TITLE_DATELINE_MAX characters. Words that line ends cut are whole in it. */
struct span title_from_body(struct span body, size_t kept, struct buf *out);

#endif
