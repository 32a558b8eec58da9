/* Parses an agency's dateline: place, date with its year, agency, dash.
 *
 * The forms found in news: "KYIV, March 31, 2025 (AP) -", "LONDON, 31 March 2025 /PRNewswire/ --",
 * "(New York, March 31, 2025) -", "PARIS--(BUSINESS WIRE)--March 31, 2025--". Prose contains dates
 * too, so a place before the date and an agency or dash after it are required. */
#include "text/date_parse.h"
#include "text/date_scan.h"

enum {
    LONGEST_PLACE = 80, /* bytes before the date */
    LONGEST_LINE = 200,
};

/* Reads any kind of dash; two hyphens count as two dashes. */
static bool scan_dash(struct date_scan *s)
{
    static const char *const dashes[] = {"-", "\u2010", "\u2012", "\u2013", "\u2014", "\u2015"};

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t len = strlen(dashes[i]);

        if ((size_t)(s->end - s->p) >= len && !memcmp(s->p, dashes[i], len)) {
            s->p += len;
            return true;
        }
    }
    return false;
}

static bool ends_in_dash(struct span text)
{
    for (size_t len = 1; len <= 3 && len <= text.len; len++) {
        struct date_scan s = scan_of((struct span){text.data + text.len - len, len});

        if (scan_dash(&s) && scan_done(&s))
            return true;
    }
    return false;
}

/* Whether the text before the date may be a place: it does not begin in lower case, and ends with a
 * comma, bracket or dash. */
static bool ends_place(struct span before)
{
    struct span place = span_trim(before);

    if (place.len < 2 || (*place.data >= 'a' && *place.data <= 'z'))
        return false;
    return scan_one_of(place.data[place.len - 1], ",)/") || ends_in_dash(place);
}

/* The scanner reads (AP) as a comment, but not /PRNewswire/. */
static bool scan_agency(struct date_scan *s)
{
    const char *close;

    s->timestamp = false;
    scan_blanks(s);
    if (s->timestamp)
        return true;
    if (!scan_char(s, '/'))
        return false;
    close = memchr(s->p, '/', (size_t)(s->end - s->p));
    if (close)
        s->p = close + 1;
    return close != NULL;
}

static bool ends_dateline(struct date_scan *s)
{
    scan_char(s, ')');
    return scan_agency(s) || scan_dash(s);
}

static bool word_begins(const char *p)
{
    return scan_one_of(p[-1], " \t-,)/") || (unsigned char)p[-1] >= 0x80;
}

/* Reads a date with a four-digit year: "31 March 10" may continue with "people". */
static bool scan_dated(struct date_scan *s, dateline_day *out)
{
    struct date_scan year;

    if (!scan_month_day_year(s, out) && !scan_day_month_year(s, out))
        return false;
    year = *s;
    year.p -= 4;
    return day_precision(*out) == DAY_DAY && scan_digits_ahead(&year) == 4;
}

static struct span first_line(struct span text)
{
    struct span line = span_trim(text);
    const char *newline = line.len ? memchr(line.data, '\n', line.len) : NULL;

    if (newline)
        line.len = (size_t)(newline - line.data);
    if (line.len > LONGEST_LINE)
        line.len = LONGEST_LINE;
    return line;
}

bool date_in_dateline(struct span text, dateline_day *out)
{
    struct span line = first_line(text);

    for (size_t i = 1; i < line.len && i <= LONGEST_PLACE; i++) {
        struct date_scan s = scan_of(line);
        dateline_day day;

        s.p += i;
        if (word_begins(s.p) && scan_dated(&s, &day) && ends_place((struct span){line.data, i}) &&
            ends_dateline(&s)) {
            *out = day;
            return true;
        }
    }
    return false;
}
