/* Reads the parts of written dates. */
#include "text/date_scan.h"

#include <strings.h>

static bool is_scan_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_scan_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool scan_char(struct date_scan *s, char c)
{
    if (scan_done(s) || *s->p != c)
        return false;
    s->p++;
    return true;
}

bool scan_at_blank(const struct date_scan *s)
{
    return scan_done(s) || is_blank(*s->p);
}

/* Reads a comment in brackets, possibly nested; \ escapes a bracket. */
static bool scan_comment(struct date_scan *s)
{
    size_t depth = 0;

    for (const char *p = s->p; p < s->end; p++) {
        if (*p == '\\' && p + 1 < s->end)
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')')
            depth--;
        if (!depth) {
            s->timestamp = true;
            s->p = p + 1;
            return true;
        }
    }
    return false;
}

bool scan_blanks(struct date_scan *s)
{
    const char *start = s->p;

    while (!scan_done(s)) {
        if (is_blank(*s->p))
            s->p++;
        else if (*s->p != '(' || !scan_comment(s))
            break;
    }
    return s->p > start;
}

bool scan_gap(struct date_scan *s)
{
    const char *start = s->p;

    scan_blanks(s);
    scan_char(s, ',');
    scan_blanks(s);
    return s->p > start;
}

size_t scan_digits_ahead(const struct date_scan *s)
{
    const char *p = s->p;

    while (p < s->end && is_scan_digit(*p))
        p++;
    return (size_t)(p - s->p);
}

bool scan_number(struct date_scan *s, size_t min, size_t max, int *out)
{
    size_t digits = scan_digits_ahead(s);
    int n = 0;

    if (digits < min || digits > max)
        return false;
    for (; digits; digits--)
        n = n * 10 + (*s->p++ - '0');
    *out = n;
    return true;
}

static struct span word_ahead(const struct date_scan *s)
{
    const char *p = s->p;

    while (p < s->end && is_scan_letter(*p))
        p++;
    return (struct span){s->p, (size_t)(p - s->p)};
}

static bool begins_name(const char *name, struct span word)
{
    return word.len && word.len <= strlen(name) && !strncasecmp(name, word.data, word.len);
}

bool scan_word(struct date_scan *s, const char *word)
{
    struct span ahead = word_ahead(s);

    if (ahead.len != strlen(word) || !begins_name(word, ahead))
        return false;
    s->p += ahead.len;
    return true;
}

bool scan_month_name(struct date_scan *s, int *out)
{
    static const char *const names[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December",
    };
    struct span word = word_ahead(s);

    for (int m = 0; m < 12; m++) {
        if (!begins_name(names[m], word))
            continue;
        if (word.len != 3 && word.len != strlen(names[m]) && !(m == 8 && word.len == 4))
            return false;
        s->p += word.len;
        scan_char(s, '.');
        *out = m + 1;
        return true;
    }
    return false;
}

bool scan_weekday(struct date_scan *s)
{
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    struct span word = word_ahead(s);
    struct date_scan ahead = *s;

    for (size_t i = 0; word.len >= 3 && i < 7; i++) {
        if (!begins_name(names[i], word))
            continue;
        ahead.p += word.len;
        scan_char(&ahead, '.');
        if (!scan_gap(&ahead))
            return false;
        *s = ahead;
        return true;
    }
    return false;
}

bool scan_year(struct date_scan *s, enum date_century century, int *out)
{
    size_t digits = scan_digits_ahead(s);
    int n, pivot = century == CENTURY_POSIX ? 69 : 50;

    if (!scan_number(s, century == CENTURY_WRITTEN ? 4 : 2, 4, &n))
        return false;
    if (digits == 3 && century != CENTURY_RFC2822) {
        s->p -= digits;
        return false;
    }
    if (digits == 3) {
        s->timestamp = true;
        n += 1900;
    } else if (digits == 2) {
        n += n < pivot ? 2000 : 1900;
    }
    *out = n;
    return true;
}

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

static bool scan_colon_time(struct date_scan *s, int *h, int *m, int *sec)
{
    if (!scan_number(s, 1, 2, h) || !scan_char(s, ':') || !scan_number(s, 2, 2, m))
        return false;
    return !scan_char(s, ':') || (scan_number(s, 2, 2, sec) && scan_fraction(s));
}

static void scan_half_day(struct date_scan *s)
{
    struct date_scan ahead = *s;

    scan_blanks(&ahead);
    if (scan_word(&ahead, "am") || scan_word(&ahead, "pm"))
        *s = ahead;
}

bool scan_time(struct date_scan *s, bool compact)
{
    struct date_scan ahead = *s;
    int h = 0, m = 0, sec = 0;

    if (!scan_colon_time(&ahead, &h, &m, &sec)) {
        ahead = *s;
        if (!compact || !scan_compact_time(&ahead, &h, &m, &sec))
            return false;
    }
    if (h > 24 || m > 59 || sec > 60)
        return false;
    scan_half_day(&ahead);
    ahead.time = true;
    *s = ahead;
    return true;
}

static bool scan_offset(struct date_scan *s)
{
    struct date_scan ahead = *s;
    int h, m = 0;

    if (!scan_char(&ahead, '+') && !scan_char(&ahead, '-'))
        return false;
    if (scan_number(&ahead, 4, 4, &h)) {
        m = h % 100;
        h /= 100;
    } else if (!scan_number(&ahead, 2, 2, &h) ||
               (scan_char(&ahead, ':') && !scan_number(&ahead, 2, 2, &m))) {
        return false;
    }
    if (h > 24 || m > 59)
        return false;
    *s = ahead;
    return true;
}

bool scan_zone(struct date_scan *s)
{
    enum { LONGEST_NAME = 5 };
    struct span name = word_ahead(s);

    if (!name.len)
        return scan_offset(s);
    if (name.len > LONGEST_NAME)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (name.data[i] >= 'a' && !(name.len == 1 && *name.data == 'z'))
            return false;
    s->p += name.len;
    scan_offset(s);
    return true;
}
