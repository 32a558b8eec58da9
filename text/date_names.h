/* Names in dates, in the languages of Snowball's stemmers. Private to text/date_*.c. */
#ifndef DATELINE_TEXT_DATE_NAMES_H
#define DATELINE_TEXT_DATE_NAMES_H

#include "core/buf.h"

/* The number of the name at the start of TEXT, whose letters beyond ASCII are small, from 1; 0:
 * none. *LEN is its length with a dot after it. A name ends where its letters do. */
int date_month_name(struct span text, size_t *len);
int date_weekday_name(struct span text, size_t *len);

#endif
