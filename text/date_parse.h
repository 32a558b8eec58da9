/* Dates as people and machines write them.
 *
 * All functions leave *out untouched and return false for what they do not
 * recognise and for dates that do not exist (30 February). */
#ifndef DATELINE_TEXT_DATE_PARSE_H
#define DATELINE_TEXT_DATE_PARSE_H

#include "core/buf.h"
#include "core/day.h"

/* A whole field: ISO 8601 (day, month, year, week-free; with time and zone),
 * RFC 2822, 26-FEB-1987 15:01:01.79, March 31, 2025, 31 March 2025, March 2025,
 * 18-Jul-20 (69 to 99 are 19xx), 2025/03/31, 20250331, and what asctime and date
 * print. A timestamp's day is the day written in it; a weekday in front is not
 * compared with it. Blanks around it are ignored. 03/04/2025 says too little. */
bool date_parse(struct span text, dateline_day *out);

/* The same by FORMAT: "epoch" (seconds since 1970, UTC) or a strptime format, in
 * the C locale. The date is known as far as the format names year, month and
 * day; formats of weeks (%U, %W) are not read. */
bool date_parse_format(struct span text, const char *format, dateline_day *out);

/* YYYY-MM-DD, YYYY-MM or YYYY at TEXT's start, up to a blank or the end; the
 * bytes read, 0 for none. */
size_t date_parse_start(struct span text, dateline_day *out);

/* A date in a file's path: with separators (2025-03-31, 2025_03_31, 2025/03/31,
 * 2025.03.31; day or month), or eight digits standing alone, between bytes that are
 * neither letters nor digits. The last one wins; impossible ones are passed over. */
bool date_in_path(struct span path, dateline_day *out);

/* The date of an agency's dateline ("KYIV, March 31, 2025 (AP) - ") in TEXT's
 * first line. Datelines without a year, in four digits, say too little and do not
 * count. */
bool date_in_dateline(struct span text, dateline_day *out);

/* A bound as a searcher types it: 2025, 2025-03, 2025-03-31, and counted back
 * from TODAY, a full day: 7d, 2w, 3m, 1y, today, yesterday; beyond the calendar
 * its first day. Also 20250331; capitals do not matter. */
bool date_bound(struct span text, dateline_day today, dateline_day *out);

#endif
