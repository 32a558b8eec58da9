/* Folded words, for comparison: accents, ligatures and widths removed.
 *
 * NFKC, lower case, marks dropped from Latin and Greek letters (in other scripts they are letters),
 * points of Hebrew and Arabic, Cyrillic io to ie, and a small table for letters that Unicode does
 * not decompose. The table is frozen with SCHEMA_VERSION. */
#ifndef DATELINE_TEXT_FOLD_H
#define DATELINE_TEXT_FOLD_H

#include "core/buf.h"

/* Replaces OUT with the folded form of WORD and returns true. Returns false, with OUT empty, if
 * WORD is already folded, folds to nothing, or is over four times SCHEMA_WORD_MAX, so that no form
 * of it is indexed. WORD is the lower-cased word of a token; so is the result, which folds to
 * itself. */
bool fold_word(struct span word, struct buf *out);

/* WORD without what LANGUAGE, a stemmer's, ties to it with an apostrophe: l'ukraine and dell'italia
 * without the article, istanbul'da without the ending. Borrowed from WORD; all of it if there is
 * nothing to leave out. WORD is folded. */
struct span fold_elision(const char *language, struct span word);

#endif
