/* Readers for the parts of written dates.
 *
 * Private to text/date_*.c. Each function reads its part and advances P, or leaves the scan
 * unchanged. */
#ifndef DATELINE_TEXT_DATE_SCAN_H
#define DATELINE_TEXT_DATE_SCAN_H

#include "core/buf.h"
#include "core/day.h"
#include "text/date_parse.h"

struct date_scan {
    const char *p, *end;
    bool time;   /* a time of the day was read */
    int century; /* of two-digit years; 0: the last in which they are not in the future */
    struct date_reading *how; /* NULL: no order of day and month is given or asked for */
    bool timestamp; /* so was an element found only in timestamps: a comment, a three-digit year */
};

/* How a two-digit year gets its century. */
enum date_century {
    CENTURY_WRITTEN, /* not at all: the year has four digits */
    CENTURY_RFC2822, /* by the scan's century; three digits count from 1900 */
    CENTURY_POSIX,   /* by the scan's century */
};

static inline struct date_scan scan_of(struct span text)
{
    return (struct date_scan){.p = text.data, .end = text.len ? text.data + text.len : text.data};
}

static inline bool scan_done(const struct date_scan *s)
{
    return s->p == s->end;
}

static inline bool is_scan_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_scan_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Whether C is in SET; NUL never is. */
static inline bool scan_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

bool scan_char(struct date_scan *s, char c);
/* Whether a blank or the end comes next. */
bool scan_at_blank(const struct date_scan *s);
/* Blanks and RFC 2822's comments; false if there are none. */
bool scan_blanks(struct date_scan *s);
/* Blanks, a comma, or both. */
bool scan_gap(struct date_scan *s);
/* The number of digits that come next. */
size_t scan_digits_ahead(const struct date_scan *s);
/* A number of MIN to MAX digits (at most 8), not followed by a digit. */
bool scan_number(struct date_scan *s, size_t min, size_t max, int *out);
/* The ASCII letters that come next. */
struct span scan_word_ahead(const struct date_scan *s);
/* A whole word of ASCII letters, case-insensitive. */
bool scan_word(struct date_scan *s, const char *word);

/* A month's name in any of the languages of date_names.h, as 1 to 12, with its dot. */
bool scan_month_name(struct date_scan *s, int *out);
/* Monday, Mon, Mon., lundi. */
bool scan_weekday_name(struct date_scan *s);
/* The same and the comma or blanks after it. */
bool scan_weekday(struct date_scan *s);
bool scan_year(struct date_scan *s, enum date_century century, int *out);
/* 10:00, 10:00:59.5, 10:00 a.m., 3 pm, 10h30, 10.30 Uhr, noon, and with COMPACT 10, 1000, 100059.
 */
bool scan_time(struct date_scan *s, bool compact);
/* 10.30, which is a time only after a word that says so. */
bool scan_dotted_time(struct date_scan *s);
/* Z, +01, +0100, +01:00, -01:00, CEST, GMT+0100, UTC+1, Europe/Paris; and a name after an offset.
 */
bool scan_zone(struct date_scan *s);

/* All that may follow a day; false for a T without a time. */
bool scan_rest(struct date_scan *s);
/* 2:21 p.m., before the date, with the comma or blanks after it, if it is there. */
void scan_time_before(struct date_scan *s);

/* The rest of 2025年3月31日, with its day and month or not, from the sign of year Y on; 0: it is
 * none. */
dateline_day scan_signs(struct date_scan *s, int y);
/* 令和7年3月31日, 平成元年: a year of a Japanese era; 0: it is none, or no day of it is in the era.
 */
dateline_day scan_era(struct date_scan *s);
/* A day of either kind. */
bool scan_signed_day(struct date_scan *s, dateline_day *out);

/* 31 March 2025, 31st of March, 2025, 31-MAR-1987, 18-Jul-20. */
bool scan_day_month_year(struct date_scan *s, dateline_day *out);
/* March 31, 2025; March 2025; Mar 31 10:00:00 CEST 2025; Mar-31-2025. */
bool scan_month_day_year(struct date_scan *s, dateline_day *out);
/* 2025 March 31; 2025. március 31.; 2025-Mar-31; 2025 m. kovo 31 d. */
bool scan_year_month_day(struct date_scan *s, dateline_day *out);

#endif
