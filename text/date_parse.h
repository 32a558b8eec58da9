/* Dates as people and machines write them.
 *
 * All functions return false and leave *out unchanged if the text is not recognised or the date
 * does not exist (30 February). */
#ifndef DATELINE_TEXT_DATE_PARSE_H
#define DATELINE_TEXT_DATE_PARSE_H

#include "core/buf.h"
#include "core/day.h"

/* Parses a whole field: ISO 8601 (day, month or year; weeks and days of the year; with time and
 * zone), RFC 2822, 26-FEB-1987 15:01:01.79, March 31, 2025, 31 March 2025, March 2025, 18-Jul-20,
 * 2025/03/31, 20250331, 20250331101500, 31/3/2025, and what programs print by default. Months and
 * weekdays may be in any language of a Snowball stemmer, blanks of any width, decimal digits of any
 * script; of these all but the full-width ones may write years of other calendars, so a year before
 * 1600 or after the next is refused. Japanese years (令和6年3月5日) must be of their era. A time,
 * zone, weekday or edition may follow ("at 2:57 p.m.", "Sunday, Home Edition"), a time or weekday
 * precede. A timestamp's day is the day written in it, in any time zone; a weekday is not checked
 * against the date. Blanks around the field are ignored. 03/04/2025 is ambiguous and refused. A
 * year of two digits is the last that is not in the future. */
bool date_parse(struct span text, dateline_day *out);
/* The same, with two-digit years in CENTURY (1900, 2000); 0 is the last in which they are not in
 * the future, as for date_parse. */
bool date_parse_in(struct span text, int century, dateline_day *out);

/* Which of day and month comes first in 13/03/2025. */
enum date_order { DATE_ORDER_UNKNOWN, DATE_DAY_FIRST, DATE_MONTH_FIRST };

/* How a field is read, and what its order of day and month was. */
struct date_reading {
    int century;           /* as for date_parse_in */
    enum date_order order; /* of 03/04/2025; DATE_ORDER_UNKNOWN: refused */
    /* Set by date_read for 03/04/2025 and 13/04/2025: */
    char joint;             /* between its numbers; NUL: no such date */
    enum date_order allows; /* the only order that is possible; DATE_ORDER_UNKNOWN: both are */
};
bool date_read(struct span text, struct date_reading *how, dateline_day *out);

/* Parses by FORMAT: "epoch" or "epoch-ms" (seconds or milliseconds since 1970, UTC) or a strptime
 * format, in the C locale. The format's year, month and day give the precision of the date; formats
 * with weeks (%U, %W) are refused. */
bool date_parse_format(struct span text, const char *format, dateline_day *out);
/* The first conversion in FORMAT that strptime does not know, "%Q"; NULL: there is none. */
const char *date_format_wrong(const char *format);

/* Parses YYYY-MM-DD, YYYY-MM or YYYY at the start of TEXT, before a blank or the end. Returns the
 * number of bytes read, 0 for none. */
size_t date_parse_start(struct span text, dateline_day *out);

/* Finds a date in a file's path: with separators (2025-03-31, 2025_03_31, 2025/03/31, 2025.03.31;
 * day or month), or eight digits, not next to letters or digits. Takes the last date that
 * exists. */
bool date_in_path(struct span path, dateline_day *out);

/* Finds the year that a file's path names: four digits between separators ("1987/a.txt",
 * "wire-1987.txt"), from 1600 to the present one. False if there are two of them. */
bool date_year_in_path(struct span path, dateline_day *out);

/* Parses the agency's dateline ("KYIV, March 31, 2025 (AP) - ") in the first line of TEXT. Requires
 * a four-digit year, or one of a Japanese era. */
bool date_in_dateline(struct span text, dateline_day *out);

/* The same without a year ("KYIV, Feb. 23 (Agency) - "): the day that is at most 60 days from
 * OTHER, or that is in it where OTHER is a year. */
bool date_in_dateline_near(struct span text, dateline_day other, dateline_day *out);

/* The length of the dateline that TEXT begins with, and of the dash and blanks after it; 0 if there
 * is none. The date may be without a year: "KYIV, Feb. 23 (Agency) - ". */
size_t date_dateline_length(struct span text);

/* The latest of the days that TEXT names with their year ("31 March 2025", "2025-03-31") and that
 * are not after LAST. */
bool date_in_text(struct span text, dateline_day last, dateline_day *out);

/* Parses a bound of a search: 2025, 2025-03, 2025-03-31 or 20250331; or relative to TODAY, a full
 * day: 7d, 2w, 3m, 1y, today, yesterday, clamped to the first day of the calendar; or written as
 * date_parse() reads it, or without zeros: 2025-3, 2025/3/1.
 * Case-insensitive. */
bool date_bound(struct span text, dateline_day today, dateline_day *out);

/* Parses the same and periods in words, with blanks, hyphens or low lines between these: this week,
 * last month (week, quarter, year) and 3 weeks ago as the calendar has them, weeks from Monday;
 * past week, last 3 months and the like up to TODAY. Sets *FIRST and *LAST to full days. */
bool date_period(struct span text, dateline_day today, dateline_day *first, dateline_day *last);

#endif
