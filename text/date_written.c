/* Parses dates that contain the name of a month. */
#include "text/date_scan.h"

/* 31, 31st: accepts any ordinal suffix with any number, as people mix them up. */
static bool scan_ordinal(struct date_scan *s, int *out)
{
    static const char *const endings[] = {"st", "nd", "rd", "th"};

    if (!scan_number(s, 1, 2, out))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (scan_word(s, endings[i]))
            break;
    return true;
}

static bool whole_date(struct date_scan *s, struct date_scan ahead, dateline_day day,
                       dateline_day *out)
{
    if (!day)
        return false;
    *s = ahead;
    *out = day;
    return true;
}

static bool scan_joined(struct date_scan *s, char joint, int *m, int *y)
{
    return scan_char(s, joint) && scan_month_name(s, m) && scan_char(s, joint) &&
           scan_year(s, CENTURY_POSIX, y);
}

static bool scan_spaced(struct date_scan *s, int *m, int *y)
{
    scan_blanks(s);
    if (scan_word(s, "of") && !scan_blanks(s))
        return false;
    return scan_month_name(s, m) && scan_gap(s) && scan_year(s, CENTURY_RFC2822, y);
}

bool scan_day_month_year(struct date_scan *s, dateline_day *out)
{
    struct date_scan ahead = *s;
    int y, m, d;

    if (!scan_ordinal(&ahead, &d) || d == 0 || scan_done(&ahead))
        return false;
    if (*ahead.p == '-' || *ahead.p == '/' ? !scan_joined(&ahead, *ahead.p, &m, &y)
                                           : !scan_spaced(&ahead, &m, &y))
        return false;
    return whole_date(s, ahead, day_make(y, m, d), out);
}

/* The time, with an optional zone, that asctime and date print before the year. */
static bool scan_time_between(struct date_scan *s)
{
    struct date_scan zone;

    if (!scan_time(s, false))
        return true;
    if (!scan_blanks(s))
        return false;
    zone = *s;
    if (scan_zone(&zone) && scan_blanks(&zone))
        *s = zone;
    return true;
}

bool scan_month_day_year(struct date_scan *s, dateline_day *out)
{
    struct date_scan ahead = *s;
    int y, m, d = 0;

    if (!scan_month_name(&ahead, &m) || !scan_gap(&ahead))
        return false;
    if (scan_digits_ahead(&ahead) <= 2) {
        if (!scan_ordinal(&ahead, &d) || d == 0 || !scan_gap(&ahead) || !scan_time_between(&ahead))
            return false;
    }
    if (!scan_year(&ahead, CENTURY_WRITTEN, &y))
        return false;
    return whole_date(s, ahead, day_make(y, m, d), out);
}
