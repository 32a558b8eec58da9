/* Words that say little of what a text is about: articles, pronouns, prepositions,
 * conjunctions, auxiliary verbs. */
#ifndef DATELINE_TEXT_STOP_WORDS_H
#define DATELINE_TEXT_STOP_WORDS_H

#include <stdbool.h>

#include "core/buf.h"

/* Whether WORD, folded (fold.h), is a stop word of LANGUAGE, by its canonical name
 * (stem.h). A language without a list has none. */
bool stop_word(const char *language, struct span word);

/* The list, with a blank before and after each word; NULL: none. */
const char *stop_words(const char *language);
/* The languages that have a list, from 0; NULL past the last. */
const char *stop_words_language(size_t at);

#endif
