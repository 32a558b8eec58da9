/* Parses whole date fields and dates at the start of a text. */
#include "text/date_parse.h"

#include "text/date_scan.h"

/* 2025-03-31, 2025/3/31, 2025-03, 2025; not 2025-3 or 2025/03, which may be seasons. */
static dateline_day scan_year_first(struct date_scan *s)
{
    char joint;
    bool two_digits;
    int y, m, d;

    if (!scan_year(s, CENTURY_WRITTEN, &y))
        return 0;
    if (scan_done(s) || (*s->p != '-' && *s->p != '/'))
        return day_make(y, 0, 0);
    joint = *s->p++;
    two_digits = scan_digits_ahead(s) == 2;
    if (!scan_number(s, 1, 2, &m) || m == 0)
        return 0;
    if (!scan_char(s, joint))
        return joint == '-' && two_digits ? day_make(y, m, 0) : 0;
    return scan_number(s, 1, 2, &d) && d ? day_make(y, m, d) : 0;
}

static dateline_day scan_eight_digits(struct date_scan *s)
{
    int n;

    return scan_number(s, 8, 8, &n) && day_valid(n) && n % 100 ? n : 0;
}

static dateline_day scan_date(struct date_scan *s)
{
    dateline_day day;

    switch (scan_digits_ahead(s)) {
    case 0:
        return scan_month_day_year(s, &day) ? day : 0;
    case 1:
    case 2:
        return scan_day_month_year(s, &day) ? day : 0;
    case 4:
        return scan_year_first(s);
    case 8:
        return scan_eight_digits(s);
    default:
        return 0;
    }
}

/* Reads the time of day after a T, blanks, a comma or "at"; false for a T without a time. */
static bool scan_time_behind(struct date_scan *s)
{
    struct date_scan ahead = *s;

    if (scan_char(s, 'T') || scan_char(s, 't'))
        return scan_time(s, true);
    scan_char(&ahead, ',');
    if (!scan_blanks(&ahead) || (scan_word(&ahead, "at") && !scan_blanks(&ahead)))
        return true;
    if (scan_time(&ahead, false))
        *s = ahead;
    return true;
}

static bool scan_rest(struct date_scan *s)
{
    if (!s->time && !scan_time_behind(s))
        return false;
    scan_blanks(s);
    if (s->time && scan_zone(s))
        scan_blanks(s);
    return true;
}

bool date_parse(struct span text, dateline_day *out)
{
    struct span field = span_trim(text);
    struct date_scan s = scan_of(field);
    dateline_day day;

    if (!field.len)
        return false;
    scan_weekday(&s);
    day = scan_date(&s);
    if (!day || (day_precision(day) == DAY_DAY && !scan_rest(&s)) || !scan_done(&s))
        return false;
    if (s.timestamp && !s.time)
        return false;
    *out = day;
    return true;
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
