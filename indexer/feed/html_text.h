/* The text of a piece of HTML, as mail and feeds carry it: whole, without tags. Web pages are
 * another matter, where most of the text belongs to no article. */
#ifndef DATELINE_INDEXER_FEED_HTML_TEXT_H
#define DATELINE_INDEXER_FEED_HTML_TEXT_H

#include "core/buf.h"

/* Appends the text of HTML, which is UTF-8, to OUT: blocks begin lines; scripts, styles, titles and
 * comments are left out. Takes time in proportion to HTML's length, whatever it holds. */
void html_text(struct span html, struct buf *out);

/* Whether TEXT has HTML in it: a tag of HTML's most frequent ones, or a closing tag. */
bool html_text_is_html(struct span text);

#endif
