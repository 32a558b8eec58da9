/* Parses the dates of search bounds. */
#include <stdint.h>

#include "text/date_clean.h"
#include "text/date_parse.h"
#include "text/date_scan.h"

enum {
    FAR_BACK = 4000000, /* more than the days of the calendar */
};

/* Reads a number of any length, at most FAR_BACK. */
static int scan_count(struct date_scan *s)
{
    int n = 0;

    for (size_t digits = scan_digits_ahead(s); digits; digits--, s->p++)
        n = n < FAR_BACK ? n * 10 + (*s->p - '0') : FAR_BACK;
    return n < FAR_BACK ? n : FAR_BACK;
}

/* 7d, 2w, 3m, 1y; 0 for anything else. */
static dateline_day scan_back(struct date_scan *s, dateline_day today)
{
    int n;

    if (!scan_digits_ahead(s))
        return 0;
    n = scan_count(s);
    if (scan_word(s, "d"))
        return day_from_number(day_number(today) - n);
    if (scan_word(s, "w"))
        return day_from_number(day_number(today) - 7 * n);
    if (scan_word(s, "m"))
        return day_add_months(today, -n);
    if (scan_word(s, "y"))
        return day_add_months(today, -12 * n);
    return 0;
}

/* 2025-03-31, 2025-03, 2025, 20250331; 0 for anything else. */
static dateline_day scan_iso(struct date_scan *s)
{
    struct span text = {s->p, (size_t)(s->end - s->p)};
    size_t read;
    dateline_day day = 0;
    int n;

    if (scan_number(s, 8, 8, &n))
        return n % 100 && day_valid(n) ? n : 0;
    read = date_parse_start(text, &day);
    s->p += read;
    return day;
}

/* 2025-3, 2025/3/1; 0 for anything else. */
static dateline_day scan_short(struct date_scan *s)
{
    int y, m, d = 0;
    char between;

    if (!scan_number(s, 4, 4, &y) || scan_done(s))
        return 0;
    between = *s->p;
    if ((between != '-' && between != '/') || !scan_char(s, between) || !scan_number(s, 1, 2, &m) ||
        !m)
        return 0;
    if (scan_char(s, between) && (!scan_number(s, 1, 2, &d) || !d))
        return 0;
    return day_make(y, m, d);
}

/* A bound in numbers alone, which is ASCII; 0 for anything else. */
static dateline_day numbers_bound(struct span text)
{
    struct date_scan iso = scan_of(text), brief = iso;
    dateline_day day = scan_iso(&iso);

    if (day && scan_done(&iso))
        return day;
    day = scan_short(&brief);
    return scan_done(&brief) ? day : 0;
}

/* A bound that does not count back from today; 0 for anything else. */
static dateline_day written_bound(struct span text)
{
    struct clean_date clean;
    dateline_day day;

    if (!date_clean(text, &clean))
        return 0;
    day = numbers_bound(clean_date_span(&clean));
    if (day && clean_date_allows(&clean, day))
        return day;
    day = 0;
    date_parse(text, &day);
    return day;
}

bool date_bound(struct span text, dateline_day today, dateline_day *out)
{
    struct span bound = span_trim(text);
    struct date_scan s = scan_of(bound);
    dateline_day day;

    if (!bound.len)
        return false;
    if (scan_word(&s, "today"))
        day = today;
    else if (scan_word(&s, "yesterday"))
        day = day_from_number(day_number(today) - 1);
    else
        day = scan_back(&s, today);
    if (!day || !scan_done(&s))
        day = written_bound(bound);
    if (!day)
        return false;
    *out = day;
    return true;
}
