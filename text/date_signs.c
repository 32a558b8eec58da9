/* Parses dates with the signs of year, month and day of Chinese, Japanese and Korean, and years of
 * Japanese eras. */
#include "text/date_scan.h"

static bool scan_sign(struct date_scan *s, const char *sign)
{
    size_t len = strlen(sign);

    if ((size_t)(s->end - s->p) < len || memcmp(s->p, sign, len) != 0)
        return false;
    s->p += len;
    return true;
}

/* A sign in Han characters or in Hangul. */
static bool scan_either(struct date_scan *s, const char *han, const char *hangul)
{
    return scan_sign(s, han) || scan_sign(s, hangul);
}

dateline_day scan_signs(struct date_scan *s, int y)
{
    int m, d;

    /* Korean has blanks after its signs. */
    if (!scan_either(s, "\u5e74", "\ub144"))
        return 0;
    scan_blanks(s);
    if (scan_done(s))
        return day_make(y, 0, 0);
    if (!scan_number(s, 1, 2, &m) || !m || !scan_either(s, "\u6708", "\uc6d4"))
        return 0;
    scan_blanks(s);
    if (scan_done(s))
        return day_make(y, m, 0);
    return scan_number(s, 1, 2, &d) && d && scan_either(s, "\u65e5", "\uc77c") ? day_make(y, m, d)
                                                                               : 0;
}

/* A reign of Japan: its name, also as one character, and its first and last day. Until 1872 the
 * months were the moon's, so Meiji begins with the first year of the calendar of today. */
static const struct era {
    const char *name, *ligature;
    dateline_day first, last;
    int before; /* the year before its first one */
} eras[] = {
    {"\u4ee4\u548c", "\u32ff", 20190501, DAY_LAST, 2018},
    {"\u5e73\u6210", "\u337b", 19890108, 20190430, 1988},
    {"\u662d\u548c", "\u337c", 19261225, 19890107, 1925},
    {"\u5927\u6b63", "\u337d", 19120730, 19261225, 1911},
    {"\u660e\u6cbb", "\u337e", 18730101, 19120730, 1867},
};

/* The name of an era and the blanks after it; NULL: there is none. */
static const struct era *scan_era_name(struct date_scan *s)
{
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++)
        if (scan_either(s, eras[i].name, eras[i].ligature)) {
            scan_blanks(s);
            return &eras[i];
        }
    return NULL;
}

dateline_day scan_era(struct date_scan *s)
{
    const struct era *era = scan_era_name(s);
    dateline_day day;
    int year = 1;

    if (!era || !(scan_sign(s, "\u5143") || (scan_number(s, 1, 2, &year) && year)))
        return 0;
    scan_blanks(s);
    day = scan_signs(s, era->before + year);
    return day && day_last(day) >= era->first && day_first(day) <= era->last ? day : 0;
}

bool scan_signed_day(struct date_scan *s, dateline_day *out)
{
    struct date_scan ahead = *s;
    dateline_day day;
    int y;

    if (scan_year(&ahead, CENTURY_WRITTEN, &y))
        day = scan_signs(&ahead, y);
    else
        day = scan_era(&ahead);
    if (day_precision(day) != DAY_DAY)
        return false;
    *s = ahead;
    *out = day;
    return true;
}
