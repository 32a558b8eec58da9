/* Parses dates that contain the name of a month. */
#include <strings.h>

#include "text/date_scan.h"

/* Skips one of WORDS, a list that NULL ends, and the blanks after it. */
static bool skip_word(struct date_scan *s, const char *const words[])
{
    for (; *words; words++) {
        struct date_scan ahead = *s;
        size_t len = strlen(*words);

        if ((size_t)(s->end - s->p) < len || strncasecmp(s->p, *words, len) != 0)
            continue;
        ahead.p += len;
        if (ahead.p[-1] == '\'' || scan_blanks(&ahead) || scan_done(&ahead)) {
            *s = ahead;
            return true;
        }
    }
    return false;
}

/* 31, 31st, 31., 1er: accepts any ordinal suffix with any number, as people mix them up. */
static bool scan_ordinal(struct date_scan *s, int *out)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "er", "re", "a", "an", "n"};

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

/* The word between a day and its month or a month and its year: of, de, d'. */
static void skip_of(struct date_scan *s)
{
    static const char *const words[] = {"of", "de", "del", "d'", "di", "du", NULL};

    skip_word(s, words);
}

/* The word or letter after a year: 2025 \u0433. */
static void skip_year_word(struct date_scan *s)
{
    static const char *const words[] = {"\u0433\u043e\u0434\u0430", "\u0433.", "\u0433",
                                        "\u0433\u043e\u0434", NULL};
    struct date_scan ahead = *s;

    if (scan_blanks(&ahead) && skip_word(&ahead, words))
        *s = ahead;
}

static bool scan_spaced(struct date_scan *s, int *m, int *y)
{
    struct date_scan dot = *s;

    if (scan_char(&dot, '.'))
        *s = dot;
    scan_blanks(s);
    skip_of(s);
    if (!scan_month_name(s, m) || !scan_gap(s))
        return false;
    skip_of(s);
    if (!scan_year(s, CENTURY_RFC2822, y))
        return false;
    skip_year_word(s);
    return true;
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

    if (!scan_month_name(&ahead, &m))
        return false;
    if (scan_char(&ahead, '-')) /* Mar-31-2025 */
        return scan_number(&ahead, 1, 2, &d) && d && scan_char(&ahead, '-') &&
               scan_year(&ahead, CENTURY_WRITTEN, &y) &&
               whole_date(s, ahead, day_make(y, m, d), out);
    if (!scan_gap(&ahead))
        return false;
    if (scan_digits_ahead(&ahead) <= 2) {
        if (!scan_ordinal(&ahead, &d) || d == 0 || !scan_gap(&ahead) || !scan_time_between(&ahead))
            return false;
    }
    if (!scan_year(&ahead, CENTURY_WRITTEN, &y))
        return false;
    return whole_date(s, ahead, day_make(y, m, d), out);
}

bool scan_year_month_day(struct date_scan *s, dateline_day *out)
{
    static const char *const after_year[] = {"ko", "eko", "m.", NULL};
    static const char *const after_day[] = {"d.", NULL};
    struct date_scan ahead = *s, end;
    int y, m, d;

    if (!scan_year(&ahead, CENTURY_WRITTEN, &y))
        return false;
    if (!scan_char(&ahead, '-') && !scan_char(&ahead, '/')) {
        scan_char(&ahead, '.');
        end = ahead;
        scan_blanks(&end);
        if (skip_word(&end, after_year))
            ahead = end;
        else if (!scan_gap(&ahead))
            return false;
    }
    if (!scan_month_name(&ahead, &m))
        return false;
    if (!scan_char(&ahead, '-') && !scan_char(&ahead, '/') && !scan_blanks(&ahead))
        return false;
    if (!scan_ordinal(&ahead, &d) || !d)
        return false;
    scan_char(&ahead, '.');
    end = ahead;
    if (scan_blanks(&end) && skip_word(&end, after_day))
        ahead = end;
    return whole_date(s, ahead, day_make(y, m, d), out);
}
