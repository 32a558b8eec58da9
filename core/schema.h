/* Which terms and values stand for which field: the only place that knows.
 *
 * The conventions are Omega's, so that its tools and Xapian's find their way.
 * Any change here raises SCHEMA_VERSION. */
#ifndef DATELINE_CORE_SCHEMA_H
#define DATELINE_CORE_SCHEMA_H

#include "core/buf.h"
#include "core/day.h"

enum {
    SCHEMA_VERSION = 1,
    SCHEMA_WORD_MAX = 64,   /* bytes of a word; a longer one is not indexed */
    SCHEMA_TERM_MAX = 245,  /* bytes of any term: Xapian's bound */
    SCHEMA_TITLE_WDF = 3,   /* a title's word counts as three of the body's */
    SCHEMA_TITLE_GAP = 100, /* positions between title and body */
    SCHEMA_DATE_SLOT = 0,   /* value slot: YYYYMMDD, zeros for what is not known */
};

/* The fields a term may belong to, each with its prefix in schema.c. */
enum schema_field {
    FIELD_TEXT,   /* no prefix: title and body */
    FIELD_TITLE,  /* S */
    FIELD_ID,     /* Q */
    FIELD_SOURCE, /* XSOURCE */
    FIELD_LANG,   /* L */
    FIELD_DAY,    /* D20250331; Dnone for an undated article */
    FIELD_MONTH,  /* M202503 */
    FIELD_YEAR,   /* Y2025 */
};

const char *schema_prefix(enum schema_field f);
/* The field's name in queries and facets: text, title, id, source, lang, day,
 * month, year. */
const char *schema_name(enum schema_field f);
/* Appends the prefix, with the colon that Xapian's convention puts between a
 * prefix of several letters and a value that begins with a capital or colon. */
void schema_prefix_add(struct buf *out, enum schema_field f, struct span value);

/* Each writes one term into OUT, which it empties first. */

/* A word of FIELD_TEXT or FIELD_TITLE as it stands in the text. */
void schema_word(struct buf *out, enum schema_field f, struct span word);
/* The same for a word's stem: Z in front of the prefix. */
void schema_stem(struct buf *out, enum schema_field f, struct span stem);
/* An id, source or language; where the term would have over 241 bytes (an id
 * over 240), its start and a hash (XXH3, 128 bits, hexadecimal) of the whole. */
void schema_value(struct buf *out, enum schema_field f, struct span value);
/* FIELD_DAY, FIELD_MONTH or FIELD_YEAR of a date known at least so far. */
void schema_date(struct buf *out, enum schema_field f, dateline_day d);
/* The term that all undated articles have. */
void schema_undated(struct buf *out);

/* The value of SCHEMA_DATE_SLOT: eight digits. */
void schema_date_value(struct buf *out, dateline_day d);
dateline_day schema_date_of_value(struct span value);

#endif
