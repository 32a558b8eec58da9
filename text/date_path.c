/* Finds dates in file paths. */
#include "text/date_parse.h"
#include "text/date_scan.h"

static bool alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (unsigned char)c >= 0x80;
}

/* Reads JOINT and two digits. */
static bool scan_part(struct date_scan *s, char joint, int *out)
{
    struct date_scan ahead = *s;

    if (!scan_char(&ahead, joint) || !scan_number(&ahead, 2, 2, out))
        return false;
    *s = ahead;
    return true;
}

/* 2025-03-31 or 2025-03; a month followed by an impossible day is refused too. */
static dateline_day scan_separated(struct date_scan *s)
{
    int y, m, d;
    char joint;

    if (!scan_year(s, CENTURY_WRITTEN, &y) || scan_done(s) || !scan_one_of(*s->p, "-_/."))
        return 0;
    joint = *s->p;
    if (!scan_part(s, joint, &m) || m == 0)
        return 0;
    if (!scan_part(s, joint, &d))
        return day_make(y, m, 0);
    return d ? day_make(y, m, d) : 0;
}

/* Eight digits, or fourteen with a time, next to no letters or digits. */
static dateline_day scan_alone(struct date_scan *s, const char *path)
{
    struct date_scan date = *s, time = *s;
    int n;

    if (s->p > path && alphanumeric(s->p[-1]))
        return 0;
    if (scan_digits_ahead(s) == 14) {
        date.end = time.p = s->p + 8;
        time.end = s->p + 14;
        if (!scan_time(&time, true))
            return 0;
        s->p = time.p;
    }
    if (!scan_number(&date, 8, 8, &n))
        return 0;
    if (s->p < date.p)
        s->p = date.p;
    if (!scan_done(s) && alphanumeric(*s->p))
        return 0;
    return n % 100 && day_valid(n) ? n : 0;
}

bool date_in_path(struct span path, dateline_day *out)
{
    struct date_scan s = scan_of(path);
    dateline_day found = 0;

    while (!scan_done(&s)) {
        size_t digits = scan_digits_ahead(&s);
        struct date_scan ahead = s;
        dateline_day day = 0;

        if (digits == 4)
            day = scan_separated(&ahead);
        else if (digits == 8 || digits == 14)
            day = scan_alone(&ahead, path.data);
        if (day) {
            found = day;
            s = ahead;
        } else {
            s.p += digits ? digits : 1;
        }
    }
    if (!found)
        return false;
    *out = found;
    return true;
}

bool date_year_in_path(struct span path, dateline_day *out)
{
    enum { YEAR_FIRST = 1600 };
    struct date_scan s = scan_of(path);
    int found = 0, present = day_today() / 10000;

    while (!scan_done(&s)) {
        const char *from = s.p;
        size_t digits = scan_digits_ahead(&s);
        int year;

        if (!scan_number(&s, 4, 4, &year)) {
            s.p += digits ? digits : 1;
            continue;
        }
        if ((from > path.data && alphanumeric(from[-1])) || (!scan_done(&s) && alphanumeric(*s.p)))
            continue;
        if (year < YEAR_FIRST || year > present)
            continue;
        if (found && found != year)
            return false;
        found = year;
    }
    if (found)
        *out = day_make(found, 0, 0);
    return found;
}
