/* Recognises the encoding of text that is not UTF-8. */
#ifndef DATELINE_INDEXER_FEED_CHARSET_H
#define DATELINE_INDEXER_FEED_CHARSET_H

#include "core/buf.h"

enum { CHARSET_SAMPLE = 256 << 10 }; /* bytes that are enough to tell; more are not looked at */

enum charset_sure { CHARSET_GUESS, CHARSET_LIKELY, CHARSET_SURE };

struct charset {
    const char *name; /* iconv's */
    enum charset_sure sure;
    bool wide; /* a character may have several bytes, or shift codes before it */
};

/* Tables that charset_detect fills at first use; all zeros is ready for use. */
struct charset_tables {
    struct charset_table *of;
};

/* The encoding of SAMPLE. Windows-1252 as a guess, where nothing speaks for another one. */
struct charset charset_detect(struct charset_tables *t, struct span sample);
void charset_tables_free(struct charset_tables *t);

/* Whether SAMPLE, all of it ASCII, has the shift codes of ISO-2022-JP or -KR. */
const char *charset_shifted(struct span sample);
/* UTF-16's byte order by the zero bytes of START, a text without a mark; NULL: it is none. */
const char *charset_zeros(struct span start);

#endif
