/* Removes what typesetting leaves inside words, before a text or a query is split into words.
 *
 * - A soft hyphen vanishes; between a word and the next line that goes on with a small letter, so
 * does the line end after it, and the sign U+00AC is read as one.
 * - U+2018 between two letters is an apostrophe, U+2019.
 * - A straight double quote between two Hebrew letters is gershayim, U+05F4. */
#ifndef DATELINE_TEXT_TIDY_H
#define DATELINE_TEXT_TIDY_H

#include "core/buf.h"

/* TEXT, which is UTF-8, tidied: TEXT itself if nothing changes, else OUT, whose content it
 * replaces. */
struct span text_tidy(struct span text, struct buf *out);

#endif
