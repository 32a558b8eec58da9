/* Snowball stemmers. */
#ifndef DATELINE_TEXT_STEM_H
#define DATELINE_TEXT_STEM_H

#include "core/buf.h"
#include "core/fail.h"

struct stemmer;

/* Opens the stemmer of LANGUAGE, a libstemmer name ("english", "de") or "none" for no stems.
 * DATELINE_BAD_OPTION for an unknown one; the message lists the known ones. */
dateline_status stemmer_open(const char *language, struct stemmer **out, dateline_error *err);
void stemmer_close(struct stemmer *s);

/* The canonical name: "english" for "en" too. */
const char *stemmer_language(const struct stemmer *s);
/* Whether a stem always begins with the same byte as its word, if the word begins with a letter or
 * digit; true for English. */
bool stemmer_keeps_start(const struct stemmer *s);
/* The stem of WORD, borrowed until the next call; empty if there is none (language "none", or the
 * algorithm removes everything). */
struct span stemmer_stem(struct stemmer *s, struct span word);

/* A hash of the stems of fixed words in the language, never 0: it stands for the version of
 * libstemmer, which does not tell its own. Takes about 20 us. */
uint64_t stemmer_fingerprint(struct stemmer *s);
/* The same for LANGUAGE; 0 if it is unknown. */
uint64_t stemmer_fingerprint_of(const char *language);

#endif
