/* Days, and dates known only to the month or the year.
 *
 * A date is the number YYYYMMDD of dateline.h, zero in the parts not known, so numbers compare as
 * dates do and a month sorts before its first day. Proleptic Gregorian calendar, years 1 to
 * 9999. */
#ifndef DATELINE_CORE_DAY_H
#define DATELINE_CORE_DAY_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline.h"

enum day_precision { DAY_NONE, DAY_YEAR, DAY_MONTH, DAY_DAY };

enum { DAY_TEXT = 11, DAY_FIRST = 10101, DAY_LAST = 99991231 };

/* Whether D is an existing date, to any precision; 0 is not. */
bool day_valid(dateline_day d);
enum day_precision day_precision(dateline_day d);
/* The date of Y, of Y and M, or of all three; M and D may be 0. Returns 0 if there is no such
 * date. */
dateline_day day_make(int y, int m, int d);

/* The first and last day of the period D. */
dateline_day day_first(dateline_day d);
dateline_day day_last(dateline_day d);
/* Widens the period from *FIRST to *LAST, both 0 if it is empty, to hold the period D, if any. */
void day_widen(dateline_day d, dateline_day *first, dateline_day *last);
/* Y may be any year; M is 1 to 12. */
int day_month_length(int y, int m);

/* Days since 0000-12-31, so 0001-01-01 is 1; D must be a full day. */
int32_t day_number(dateline_day d);
/* The day with number N, clamped to the calendar. */
dateline_day day_from_number(int32_t n);
/* 1 Monday to 7 Sunday. */
int day_weekday(dateline_day d);
/* D, known to the month or the day, moved by MONTHS; the day is clamped to the length of the month,
 * the result to the calendar. */
dateline_day day_add_months(dateline_day d, int months);

/* Writes "2025-03-31", "2025-03", "2025" or "" to OUT; returns its length. */
size_t day_format(dateline_day d, char out[DAY_TEXT]);
/* The date in the LEN bytes at TEXT, as day_format writes it; 0 for anything else. */
dateline_day day_read(const char *text, size_t len);
/* Today's date in local time. */
dateline_day day_today(void);

#endif
