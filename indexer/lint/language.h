/* Whether a text is in another language than it should be, by stop words of both. */
#ifndef DATELINE_INDEXER_LINT_LANGUAGE_H
#define DATELINE_INDEXER_LINT_LANGUAGE_H

#include "text/text.h"

enum {
    LANGUAGE_BYTES = 4096, /* of a text that are looked at */
    LANGUAGE_WORDS = 40,   /* that a text must have */
    LANGUAGE_SHARE = 5,    /* 1 word in 5 must be a stop word of the other language */
    LANGUAGE_TIMES = 4,    /* as many as of its own language */
};

/* Scratch memory that is reused. All zeros is ready for use. */
struct language_scan {
    struct tokens tokens;
    struct buf folded, name;
};

/* The language that TEXT seems to be in instead of LANGUAGE, by its canonical name: "danish", or
 * "danish or norwegian" where that is not clear; borrowed until the next call. NULL if it is in
 * LANGUAGE, has too few words to tell, or there are no stop words of LANGUAGE. */
const char *language_other(struct language_scan *s, const char *language, struct span text);
void language_scan_free(struct language_scan *s);

#endif
