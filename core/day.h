/* Days, and dates known only to the month or the year.
 *
 * A date is the number YYYYMMDD of dateline.h with zeros for what is not
 * known, so numbers compare as dates do and a month sorts before its first
 * day. Proleptic Gregorian calendar, years 1 to 9999. */
#ifndef DATELINE_CORE_DAY_H
#define DATELINE_CORE_DAY_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline.h"

enum day_precision { DAY_NONE, DAY_YEAR, DAY_MONTH, DAY_DAY };

enum { DAY_TEXT = 11, DAY_FIRST = 10101, DAY_LAST = 99991231 };

/* Whether D is a date that exists, to any precision; 0 is not. */
bool day_valid(dateline_day d);
enum day_precision day_precision(dateline_day d);
/* Y, or Y and M, or all three; 0 where there is no such date. M and D may be 0. */
dateline_day day_make(int y, int m, int d);

/* First and last day of the period that D names. */
dateline_day day_first(dateline_day d);
dateline_day day_last(dateline_day d);
/* Y is any year, M is 1 to 12. */
int day_month_length(int y, int m);

/* Days since 0000-12-31, so 0001-01-01 is 1; D must be a full day. */
int32_t day_number(dateline_day d);
/* The inverse; numbers outside the calendar give its nearest end. */
dateline_day day_from_number(int32_t n);
/* 1 Monday to 7 Sunday. */
int day_weekday(dateline_day d);
/* D's month moved by MONTHS, the day clamped to the month's length. D is known
 * to the month at least; beyond the calendar it gives its nearest end. */
dateline_day day_add_months(dateline_day d, int months);

/* "2025-03-31", "2025-03", "2025" or "" into OUT; its length. */
size_t day_format(dateline_day d, char out[DAY_TEXT]);
/* The inverse, of LEN bytes at TEXT; 0 for what day_format does not write. */
dateline_day day_read(const char *text, size_t len);
/* The local day now. */
dateline_day day_today(void);

#endif
