/* Words that a hyphen and a line end cut: minis-
 * ter. Whether the hyphen is the word's own is not known, so the whole word is indexed besides its
 * parts. */
#ifndef DATELINE_TEXT_CUT_WORD_H
#define DATELINE_TEXT_CUT_WORD_H

#include "text/text.h"

/* Whether a line of TEXT ends with a hyphen. */
bool text_cuts_words(struct span text);
/* The word that token I of TEXT and the next one are together, in OUT, which it replaces: between
 * them are a hyphen, a line end and blanks, both are of letters at the cut, at least two bytes
 * long, and the second has no capital. Empty for others, and for words over SCHEMA_WORD_MAX. */
struct span cut_word(struct span text, const struct tokens *t, size_t i, struct buf *out);

#endif
