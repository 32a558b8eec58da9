/* Snowball's stemmers. */
#ifndef DATELINE_TEXT_STEM_H
#define DATELINE_TEXT_STEM_H

#include "core/buf.h"
#include "core/fail.h"

struct stemmer;

/* LANGUAGE as libstemmer names it ("english", "de"), or "none": no stems.
 * An unknown one is DATELINE_BAD_OPTION, with those there are in the text. */
dateline_status stemmer_open(const char *language, struct stemmer **out, dateline_error *err);
void stemmer_close(struct stemmer *s);

/* The canonical name, so that "en" and "english" are one. */
const char *stemmer_language(const struct stemmer *s);
/* Whether a stem always begins with the byte that its word, of letters and digits
 * at its start, begins with: English takes nothing away there. */
bool stemmer_keeps_start(const struct stemmer *s);
/* WORD's stem, lent until the next call; empty where there is none (language
 * "none", or the algorithm leaves nothing). */
struct span stemmer_stem(struct stemmer *s, struct span word);

#endif
