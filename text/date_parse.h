/* Dates as people and machines write them.
 *
 * All functions return false and leave *out unchanged if the text is not recognised or the date
 * does not exist (30 February). */
#ifndef DATELINE_TEXT_DATE_PARSE_H
#define DATELINE_TEXT_DATE_PARSE_H

#include "core/buf.h"
#include "core/day.h"

/* Parses a whole field: ISO 8601 (day, month or year, but no week; with time and zone), RFC 2822,
 * 26-FEB-1987 15:01:01.79, March 31, 2025, 31 March 2025, March 2025, 18-Jul-20 (69 to 99 are
 * 19xx), 2025/03/31, 20250331, and the output of asctime and date. A timestamp's day is the day
 * written in it, in any time zone; a weekday is not checked against the date. Blanks around the
 * field are ignored. 03/04/2025 is ambiguous and refused. */
bool date_parse(struct span text, dateline_day *out);

/* Parses by FORMAT: "epoch" (seconds since 1970, UTC) or a strptime format, in the C locale. The
 * format's year, month and day give the precision of the date; formats with weeks (%U, %W) are
 * refused. */
bool date_parse_format(struct span text, const char *format, dateline_day *out);

/* Parses YYYY-MM-DD, YYYY-MM or YYYY at the start of TEXT, before a blank or the end. Returns the
 * number of bytes read, 0 for none. */
size_t date_parse_start(struct span text, dateline_day *out);

/* Finds a date in a file's path: with separators (2025-03-31, 2025_03_31, 2025/03/31, 2025.03.31;
 * day or month), or eight digits, not next to letters or digits. Takes the last date that
 * exists. */
bool date_in_path(struct span path, dateline_day *out);

/* Parses the agency's dateline ("KYIV, March 31, 2025 (AP) - ") in the first line of TEXT. Requires
 * a four-digit year. */
bool date_in_dateline(struct span text, dateline_day *out);

/* Parses a bound of a search: 2025, 2025-03, 2025-03-31 or 20250331; or relative to TODAY, a full
 * day: 7d, 2w, 3m, 1y, today, yesterday, clamped to the first day of the calendar.
 * Case-insensitive. */
bool date_bound(struct span text, dateline_day today, dateline_day *out);

#endif
