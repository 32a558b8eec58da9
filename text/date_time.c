/* Reads the time of day and the zone in written dates. */
#include "text/date_scan.h"

/* Reads a fraction of a second, of any length. */
static bool scan_fraction(struct date_scan *s)
{
    if (!scan_char(s, '.') && !scan_char(s, ','))
        return true;
    if (!scan_digits_ahead(s))
        return false;
    s->p += scan_digits_ahead(s);
    return true;
}

/* Reads hours, minutes and seconds without colons. */
static bool scan_compact_time(struct date_scan *s, int *h, int *m, int *sec)
{
    size_t digits = scan_digits_ahead(s);
    int n;

    if (digits % 2 || !scan_number(s, 2, 6, &n))
        return false;
    for (; digits < 6; digits += 2)
        n *= 100;
    *h = n / 10000;
    *m = n / 100 % 100;
    *sec = n % 100;
    return scan_fraction(s);
}

/* Hours, minutes and seconds with JOINT between them. */
static bool scan_joined_time(struct date_scan *s, char joint, int *h, int *m, int *sec)
{
    if (!scan_number(s, 1, 2, h) || !scan_char(s, joint) || !scan_number(s, 1, 2, m))
        return false;
    return !scan_char(s, joint) || (scan_number(s, 1, 2, sec) && scan_fraction(s));
}

/* am, pm, a.m., p. m.; false if there is none. */
static bool scan_half_day(struct date_scan *s)
{
    struct date_scan ahead = *s;
    bool dotted;

    scan_blanks(&ahead);
    if (scan_word(&ahead, "am") || scan_word(&ahead, "pm")) {
        scan_char(&ahead, '.');
        *s = ahead;
        return true;
    }
    if (!scan_word(&ahead, "a") && !scan_word(&ahead, "p"))
        return false;
    dotted = scan_char(&ahead, '.');
    scan_blanks(&ahead);
    if (!dotted || !scan_word(&ahead, "m"))
        return false;
    scan_char(&ahead, '.');
    *s = ahead;
    return true;
}

/* A word after the time that says no more than that it is one. */
static bool scan_clock_word(struct date_scan *s)
{
    static const char *const words[] = {"uhr", "h", "hrs", "hours", "horas", "heures", "klo"};
    struct date_scan ahead = *s;

    scan_blanks(&ahead);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (scan_word(&ahead, words[i])) {
            *s = ahead;
            return true;
        }
    return false;
}

/* Noon and midnight; a time with dots or an h, or of the hour alone, with a word after it. */
static bool scan_spoken_time(struct date_scan *s, int *h, int *m, int *sec)
{
    struct date_scan ahead = *s;

    if (scan_word(&ahead, "noon") || scan_word(&ahead, "midnight") || scan_word(&ahead, "midday")) {
        *s = ahead;
        return true;
    }
    if (!scan_joined_time(&ahead, '.', h, m, sec)) {
        ahead = *s;
        *m = *sec = 0;
        if (!scan_number(&ahead, 1, 2, h))
            return false;
        if (scan_char(&ahead, 'h') || scan_char(&ahead, 'H')) {
            if (scan_digits_ahead(&ahead) && !scan_number(&ahead, 2, 2, m))
                return false;
            *s = ahead;
            return scan_done(s) || !is_scan_letter(*s->p);
        }
    }
    if (!scan_half_day(&ahead) && !scan_clock_word(&ahead))
        return false;
    *s = ahead;
    return true;
}

bool scan_dotted_time(struct date_scan *s)
{
    struct date_scan ahead = *s;
    int h, m, sec = 0;

    if (!scan_joined_time(&ahead, '.', &h, &m, &sec) || h > 24 || m > 59 || sec > 60)
        return false;
    ahead.time = true;
    *s = ahead;
    return true;
}

bool scan_time(struct date_scan *s, bool compact)
{
    struct date_scan ahead = *s;
    int h = 0, m = 0, sec = 0;

    if (scan_joined_time(&ahead, ':', &h, &m, &sec)) {
        if (!scan_half_day(&ahead))
            scan_clock_word(&ahead);
    } else {
        ahead = *s;
        h = m = sec = 0;
        if ((!compact || !scan_compact_time(&ahead, &h, &m, &sec))) {
            ahead = *s;
            h = m = sec = 0;
            if (!scan_spoken_time(&ahead, &h, &m, &sec))
                return false;
        }
        if (compact)
            scan_half_day(&ahead);
    }
    if (h > 24 || m > 59 || sec > 60)
        return false;
    ahead.time = true;
    *s = ahead;
    return true;
}

/* An offset; SHORT: of the hour's one digit too, after a name. */
static bool scan_offset(struct date_scan *s, bool is_short)
{
    struct date_scan ahead = *s;
    int h, m = 0;

    if (!scan_char(&ahead, '+') && !scan_char(&ahead, '-'))
        return false;
    if (scan_number(&ahead, 4, 4, &h)) {
        m = h % 100;
        h /= 100;
    } else if (!scan_number(&ahead, is_short ? 1 : 2, 2, &h) ||
               (scan_char(&ahead, ':') && !scan_number(&ahead, 2, 2, &m))) {
        return false;
    }
    if (h > 24 || m > 59)
        return false;
    *s = ahead;
    return true;
}

/* [Europe/Paris] and Europe/Paris. */
static bool scan_place_of_zone(struct date_scan *s)
{
    struct date_scan ahead = *s;
    bool bracket = scan_char(&ahead, '[');
    const char *start = ahead.p;
    bool slash = false;

    while (!scan_done(&ahead) && (is_scan_letter(*ahead.p) || scan_one_of(*ahead.p, "/_+-") ||
                                  (slash && is_scan_digit(*ahead.p))))
        slash |= *ahead.p++ == '/';
    if (ahead.p == start || (!bracket && !slash) || (bracket && !scan_char(&ahead, ']')))
        return false;
    *s = ahead;
    return true;
}

/* The name of a zone: at most five capitals, or a small z. */
static bool scan_zone_name(struct date_scan *s)
{
    enum { LONGEST_NAME = 5 };
    struct span name = scan_word_ahead(s);

    if (!name.len || name.len > LONGEST_NAME)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (name.data[i] >= 'a' && !(name.len == 1 && *name.data == 'z'))
            return false;
    s->p += name.len;
    scan_offset(s, true);
    return true;
}

bool scan_zone(struct date_scan *s)
{
    struct date_scan ahead;
    bool found = scan_place_of_zone(s) || scan_zone_name(s) || scan_offset(s, false);

    if (!found)
        return false;
    /* +0200 CEST, as Go prints it, or Z[Europe/Paris], as Java does. */
    ahead = *s;
    scan_blanks(&ahead);
    if (scan_place_of_zone(&ahead) || scan_zone_name(&ahead) || scan_offset(&ahead, false))
        *s = ahead;
    return true;
}
