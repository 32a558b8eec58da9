/* Characters beyond ASCII in written dates. Private to text/date_*.c. */
#ifndef DATELINE_TEXT_DATE_CLEAN_H
#define DATELINE_TEXT_DATE_CLEAN_H

#include <stdint.h>

#include "core/buf.h"
#include "core/day.h"

enum { CLEAN_DATE_MAX = 256 };

/* A date, or a line that may begin with one, without the characters that make no difference. */
struct clean_date {
    char text[CLEAN_DATE_MAX];
    uint16_t from[CLEAN_DATE_MAX]; /* where each byte of TEXT was */
    size_t len;
    bool other_digits; /* some were of a script that may count years in another calendar */
};

/* Sets OUT to TEXT with blanks of any width as blanks, without invisible signs, with dashes as
 * hyphens, other scripts' commas and full-width forms as ASCII, decimal digits of any script as
 * ASCII's, and other letters beyond ASCII small. False if it does not fit. */
bool date_clean(struct span text, struct clean_date *out);

/* Whether TEXT is all ASCII, which date_clean would not change. */
static inline bool date_is_clean(struct span text)
{
    size_t i = 0;

    while (i < text.len && (unsigned char)text.data[i] < 0x80)
        i++;
    return i == text.len;
}

static inline struct span clean_date_span(const struct clean_date *c)
{
    return (struct span){c->text, c->len};
}

/* Whether DAY, read from C, is a date of our calendar: digits of other scripts also write years of
 * the Hijra, Vikram Samvat or the Buddhist era, so with them only a year from 1600 to the next one
 * is. */
bool clean_date_allows(const struct clean_date *c, dateline_day day);

#endif
