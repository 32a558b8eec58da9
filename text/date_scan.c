/* Reads the parts of written dates. */
#include "text/date_scan.h"

#include <strings.h>
#include <time.h>

#include "text/date_names.h"

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

struct span scan_word_ahead(const struct date_scan *s)
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
    struct span ahead = scan_word_ahead(s);

    if (ahead.len != strlen(word) || !begins_name(word, ahead))
        return false;
    s->p += ahead.len;
    return true;
}

bool scan_month_name(struct date_scan *s, int *out)
{
    size_t len = 0;
    int month = date_month_name((struct span){s->p, (size_t)(s->end - s->p)}, &len);

    if (!month)
        return false;
    s->p += len;
    *out = month;
    return true;
}

bool scan_weekday_name(struct date_scan *s)
{
    size_t len = 0;

    if (!date_weekday_name((struct span){s->p, (size_t)(s->end - s->p)}, &len))
        return false;
    s->p += len;
    return true;
}

bool scan_weekday(struct date_scan *s)
{
    struct date_scan ahead = *s;

    if (!scan_weekday_name(&ahead) || !scan_gap(&ahead))
        return false;
    *s = ahead;
    return true;
}

/* The century of two-digit year N: the one that S asks for, or the last in which it is not in the
 * future. */
static int century_of(const struct date_scan *s, int n)
{
    time_t now = time(NULL);
    struct tm tm;

    if (s->century)
        return s->century;
    if (!gmtime_r(&now, &tm))
        return 1900;
    return n <= tm.tm_year - 100 ? 2000 : 1900;
}

bool scan_year(struct date_scan *s, enum date_century century, int *out)
{
    size_t digits = scan_digits_ahead(s);
    int n;

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
        n += century_of(s, n);
    }
    *out = n;
    return true;
}
