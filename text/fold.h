/* The form in which words are compared: accents, ligatures and widths undone.
 *
 * NFKC, lower case, then marks dropped from Latin and Greek letters only
 * (elsewhere they are letters), Cyrillic io to ie, and a small table for what
 * Unicode does not decompose. The table is frozen with SCHEMA_VERSION. */
#ifndef DATELINE_TEXT_FOLD_H
#define DATELINE_TEXT_FOLD_H

#include "core/buf.h"

/* Writes WORD's folded form into OUT, emptied first, and returns true; false,
 * and OUT empty, where WORD is its own folded form, folds to nothing, or is so
 * long (over four times SCHEMA_WORD_MAX) that no form of it is indexed. WORD is
 * a token's lower-cased word; so is the result, and folds no further. */
bool fold_word(struct span word, struct buf *out);

#endif
