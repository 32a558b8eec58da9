/* The terms and values that represent each field; nothing else knows them.
 *
 * The conventions are Omega's, so Omega and Xapian's tools can read an index. A change here raises
 * SCHEMA_VERSION. */
#ifndef DATELINE_CORE_SCHEMA_H
#define DATELINE_CORE_SCHEMA_H

#include "core/buf.h"
#include "core/day.h"

enum {
    SCHEMA_VERSION = 4,
    SCHEMA_WORD_MAX = 64,   /* bytes of a word; a longer one is not indexed */
    SCHEMA_TERM_MAX = 245,  /* bytes of any term: Xapian's limit */
    SCHEMA_TITLE_WDF = 3,   /* occurrences that a word in the title counts for */
    SCHEMA_TITLE_GAP = 100, /* positions between title and body */
    SCHEMA_DATE_SLOT = 0,   /* value slot: YYYYMMDD, zeros for the parts not known */
};

/* The fields of terms; schema.c has the prefix of each. */
enum schema_field {
    FIELD_TEXT,        /* no prefix: title and body */
    FIELD_TITLE,       /* S */
    FIELD_ID,          /* Q */
    FIELD_SOURCE,      /* XSOURCE */
    FIELD_LANG,        /* L */
    FIELD_DAY,         /* D20250331; Dnone for an undated article */
    FIELD_MONTH,       /* M202503 */
    FIELD_YEAR,        /* Y2025 */
    FIELD_DATE_SOURCE, /* XDATESOURCEheader; none for an undated article */
};

const char *schema_prefix(enum schema_field f);
/* The name of F in queries and facets: text, title, id, source, lang, day, month, year,
 * date_source. */
const char *schema_name(enum schema_field f);
/* Appends the prefix of F, and a colon if Xapian's convention asks for one: between a prefix of
 * several letters and a VALUE that begins with a capital or colon. */
void schema_prefix_add(struct buf *out, enum schema_field f, struct span value);

/* Each function below replaces OUT with one term. */

/* A word of FIELD_TEXT or FIELD_TITLE, unstemmed. */
void schema_word(struct buf *out, enum schema_field f, struct span word);
/* A stem of FIELD_TEXT or FIELD_TITLE: Z before the prefix. */
void schema_stem(struct buf *out, enum schema_field f, struct span stem);
/* An id, source or language. If the term would exceed 241 bytes (240 for an id), the value is cut
 * and a hash of the whole value (XXH3, 128 bits, hexadecimal) appended. */
void schema_value(struct buf *out, enum schema_field f, struct span value);
/* FIELD_DAY, FIELD_MONTH or FIELD_YEAR of D, which must be known to that precision. */
void schema_date(struct buf *out, enum schema_field f, dateline_day d);
/* The term of all undated articles. */
void schema_undated(struct buf *out);

/* The date in TERM, which begins with the prefix of F, one of these three; 0 if there is none. */
dateline_day schema_date_of_term(enum schema_field f, struct span term);

/* The value of SCHEMA_DATE_SLOT: eight digits. */
void schema_date_value(struct buf *out, dateline_day d);
dateline_day schema_date_of_value(struct span value);

#endif
