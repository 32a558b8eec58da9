/* Folded words, for comparison: accents, ligatures and widths removed.
 *
 * NFKC, lower case, marks dropped from Latin and Greek letters (in other scripts they are letters),
 * Cyrillic io to ie, and a small table for letters that Unicode does not decompose. The table is
 * frozen with SCHEMA_VERSION. */
#ifndef DATELINE_TEXT_FOLD_H
#define DATELINE_TEXT_FOLD_H

#include "core/buf.h"

/* Replaces OUT with the folded form of WORD and returns true. Returns false, with OUT empty, if
 * WORD is already folded, folds to nothing, or is over four times SCHEMA_WORD_MAX, so that no form
 * of it is indexed. WORD is the lower-cased word of a token; so is the result, which folds to
 * itself. */
bool fold_word(struct span word, struct buf *out);

#endif
