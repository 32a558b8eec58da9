/* Parses whole date fields and dates at the start of a text. */
#include "text/date_parse.h"

#include <strings.h>

#include "text/date_clean.h"
#include "text/date_scan.h"

/* Day N of year Y; 0 if it has none. */
static dateline_day day_of_year(int y, int n)
{
    dateline_day first = day_make(y, 1, 1), day;

    if (!first || n < 1 || n > 366)
        return 0;
    day = day_from_number(day_number(first) + n - 1);
    return day / 10000 == y ? day : 0;
}

/* Day D, from 1 for Monday, of ISO week W of year Y: week 1 has the year's first Thursday. */
static dateline_day day_of_week(int y, int w, int d)
{
    dateline_day fourth = day_make(y, 1, 4), day;
    int32_t monday, thursday;

    if (!fourth || w < 1 || w > 53 || d < 1 || d > 7)
        return 0;
    /* Day number 1, 0001-01-01, is a Monday. */
    monday = day_number(fourth) - (day_number(fourth) - 1) % 7;
    thursday = monday + 7 * (w - 1) + 3;
    if (day_from_number(thursday) / 10000 != y)
        return 0;
    day = day_from_number(thursday - 3 + d - 1);
    return day_valid(day) ? day : 0;
}

/* The rest of 2025-W14-1 or 2025W141, from its W on. */
static dateline_day scan_week(struct date_scan *s, int y)
{
    int w, d;

    if (!scan_char(s, 'W') && !scan_char(s, 'w'))
        return 0;
    if (scan_number(s, 3, 3, &w))
        return day_of_week(y, w / 10, w % 10);
    return scan_number(s, 2, 2, &w) && scan_char(s, '-') && scan_number(s, 1, 1, &d)
               ? day_of_week(y, w, d)
               : 0;
}

/* The rest of -03-31, /3/31, .03.31 or, before a time, :03:31, for year Y; -03 and -090. A month
 * with a slash may be a season, and a single digit too. */
static dateline_day scan_numbers(struct date_scan *s, int y)
{
    char joint = *s->p++;
    size_t digits = scan_digits_ahead(s);
    int m, d;

    if (joint == '-' && digits == 3)
        return scan_number(s, 3, 3, &d) ? day_of_year(y, d) : 0;
    if (joint == '-' && !scan_done(s) && (*s->p == 'W' || *s->p == 'w'))
        return scan_week(s, y);
    if (joint == '.')
        scan_blanks(s);
    if (!scan_number(s, 1, 2, &m) || m == 0)
        return 0;
    if (!scan_char(s, joint))
        return joint == '-' && digits == 2 ? day_make(y, m, 0) : 0;
    if (joint == '.')
        scan_blanks(s);
    if (!scan_number(s, 1, 2, &d) || !d || (joint == ':' && (scan_done(s) || *s->p != ' ')))
        return 0;
    if (joint == '.')
        scan_char(s, '.');
    return day_make(y, m, d);
}

/* Dates that begin with a year, or a year alone. */
static dateline_day scan_year_first(struct date_scan *s)
{
    struct date_scan named = *s;
    dateline_day day;
    int y;

    if (scan_year_month_day(&named, &day)) {
        *s = named;
        return day;
    }
    if (!scan_year(s, CENTURY_WRITTEN, &y))
        return 0;
    if (scan_done(s))
        return day_make(y, 0, 0);
    if (scan_one_of(*s->p, "-/.:"))
        return scan_numbers(s, y);
    if (*s->p == 'W' || *s->p == 'w')
        return scan_week(s, y);
    return (unsigned char)*s->p >= 0x80 ? scan_signs(s, y) : day_make(y, 0, 0);
}

static dateline_day scan_eight_digits(struct date_scan *s)
{
    int n;

    return scan_number(s, 8, 8, &n) && day_valid(n) && n % 100 ? n : 0;
}

/* 20250331101500 */
static dateline_day scan_fourteen_digits(struct date_scan *s)
{
    struct date_scan date = *s, time = *s;
    dateline_day day;

    date.end = time.p = s->p + 8;
    day = scan_eight_digits(&date);
    if (!day || !scan_time(&time, true))
        return 0;
    *s = time;
    return day;
}

/* 31/3/2025, 3.31.2025, 3-3-2025: where only one order of day and month is possible, or one is
 * given. */
static dateline_day scan_year_last(struct date_scan *s)
{
    enum date_order order = s->how ? s->how->order : DATE_ORDER_UNKNOWN;
    int a, b, y;
    char joint;

    if (!scan_number(s, 1, 2, &a) || scan_done(s) || !scan_one_of(*s->p, "-/."))
        return 0;
    joint = *s->p++;
    if (!scan_number(s, 1, 2, &b) || !scan_char(s, joint) || !scan_year(s, CENTURY_WRITTEN, &y))
        return 0;
    if (!a || !b)
        return 0;
    if (a > 12 || b > 12)
        order = a > 12 ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
    if (s->how && a != b) {
        s->how->joint = joint;
        s->how->allows = a > 12 || b > 12 ? order : DATE_ORDER_UNKNOWN;
    }
    if (a != b && order == DATE_ORDER_UNKNOWN)
        return 0;
    return order == DATE_DAY_FIRST ? day_make(y, b, a) : day_make(y, a, b);
}

static dateline_day scan_date(struct date_scan *s)
{
    struct date_scan numbers = *s;
    dateline_day day;

    switch (scan_digits_ahead(s)) {
    case 0:
        return scan_month_day_year(s, &day) ? day : scan_era(s);
    case 1:
    case 2:
        if (scan_day_month_year(s, &day))
            return day;
        *s = numbers;
        return scan_year_last(s);
    case 4:
        return scan_year_first(s);
    case 8:
        return scan_eight_digits(s);
    case 14:
        return scan_fourteen_digits(s);
    default:
        return 0;
    }
}

/* The article before a day: le 31 mars. */
static void skip_article(struct date_scan *s)
{
    static const char *const words[] = {"le", "den", "der", "el", "il", "am", "d.", "the"};

    if (scan_digits_ahead(s))
        return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct date_scan ahead = *s;
        size_t len = strlen(words[i]);

        if ((size_t)(s->end - s->p) <= len || strncasecmp(s->p, words[i], len) != 0)
            continue;
        ahead.p += len;
        if (scan_blanks(&ahead) && scan_digits_ahead(&ahead)) {
            *s = ahead;
            return;
        }
    }
}

/* Reads FIELD, with a weekday at its start or without: mar. is March, and Tuesday in French. */
static bool parse_field(struct span field, struct date_reading *how, bool weekday,
                        dateline_day *out)
{
    struct date_scan s = scan_of(field);
    dateline_day day;

    s.century = how->century;
    s.how = how;
    scan_time_before(&s);
    if (weekday && !scan_weekday(&s))
        return false;
    skip_article(&s);
    day = scan_date(&s);
    if (!day || (day_precision(day) == DAY_DAY && !scan_rest(&s)))
        return false;
    if (day_precision(day) == DAY_DAY)
        scan_char(&s, '.');
    if (!scan_done(&s))
        return false;
    if (s.timestamp && !s.time)
        return false;
    *out = day;
    return true;
}

/* Reads FIELD, which is not empty and has no more blanks than those inside it. */
static bool parse_either(struct span field, struct date_reading *how, dateline_day *out)
{
    return parse_field(field, how, false, out) || parse_field(field, how, true, out);
}

bool date_read(struct span text, struct date_reading *how, dateline_day *out)
{
    struct span field = span_trim(text);
    struct clean_date clean;
    dateline_day day = 0;

    how->joint = '\0';
    if (date_is_clean(field))
        return field.len && parse_either(field, how, out);
    if (!date_clean(field, &clean))
        return false;
    field = span_trim(clean_date_span(&clean));
    if (!field.len || !parse_either(field, how, &day) || !clean_date_allows(&clean, day))
        return false;
    *out = day;
    return true;
}

bool date_parse_in(struct span text, int century, dateline_day *out)
{
    struct date_reading how = {.century = century};

    return date_read(text, &how, out);
}

bool date_parse(struct span text, dateline_day *out)
{
    return date_parse_in(text, 0, out);
}

size_t date_parse_start(struct span text, dateline_day *out)
{
    struct date_scan s = scan_of(text);
    dateline_day day;
    int y, m = 0, d = 0;

    if (!text.len || !scan_number(&s, 4, 4, &y))
        return 0;
    if (scan_char(&s, '-')) {
        if (!scan_number(&s, 2, 2, &m) || !m)
            return 0;
        if (scan_char(&s, '-') && (!scan_number(&s, 2, 2, &d) || !d))
            return 0;
    }
    day = day_make(y, m, d);
    if (!day || !scan_at_blank(&s))
        return 0;
    *out = day;
    return (size_t)(s.p - text.data);
}
