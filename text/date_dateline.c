/* Parses an agency's dateline: place, date with its year, agency, dash.
 *
 * The forms found in news: "KYIV, March 31, 2025 (AP) -", "LONDON, 31 March 2025 /PRNewswire/ --",
 * "(New York, March 31, 2025) -", "PARIS--(BUSINESS WIRE)--March 31, 2025--",
 * "東京2025年3月31日 /PRNewswire/ --". Prose contains dates
 * too, so a place before the date and an agency or dash after it are required. */
#include "core/utf8.h"
#include "text/date_clean.h"
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

/* (IANS), (dpa) or /PRNewswire/: of several words the first one begins with no small letter. */
static bool scan_agency_name(struct date_scan *s)
{
    enum { LONGEST_AGENCY = 60 };
    struct date_scan ahead = *s;
    const char *close;
    char end;

    while (!scan_done(&ahead) && is_blank(*ahead.p))
        ahead.p++;
    end = scan_char(&ahead, '(') ? ')' : scan_char(&ahead, '/') ? '/' : '\0';
    close = end ? memchr(ahead.p, end, (size_t)(ahead.end - ahead.p)) : NULL;
    if (!close || close == ahead.p || close - ahead.p > LONGEST_AGENCY)
        return false;
    if (*ahead.p >= 'a' && *ahead.p <= 'z' && memchr(ahead.p, ' ', (size_t)(close - ahead.p)))
        return false;
    s->p = close + 1;
    return true;
}

/* The blanks and dashes between a dateline and the text; false if there is no dash. */
static bool scan_dashes(struct date_scan *s)
{
    bool dash = false;

    do {
        while (!scan_done(s) && is_blank(*s->p))
            s->p++;
    } while (scan_dash(s) && (dash = true));
    return dash;
}

/* Prose has brackets after a date with signs, and dashes before another one: "3月5日(火)",
 * "3月5日-10日". So an agency between slashes or a dash before no digit is required. */
static bool ends_signed_dateline(struct date_scan *s)
{
    bool agency;

    scan_char(s, ')');
    scan_blanks(s);
    agency = !scan_done(s) && *s->p == '/' && scan_agency_name(s);
    return (scan_dashes(s) || agency) && !scan_digits_ahead(s);
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

/* The first line of TEXT, as far as a dateline may reach. */
static struct span first_line(struct span text)
{
    struct span line = span_trim(text);
    const char *newline = line.len ? memchr(line.data, '\n', line.len) : NULL;

    if (newline)
        line.len = (size_t)(newline - line.data);
    return utf8_cut(line, LONGEST_LINE);
}

/* LINE, cleaned in C if it is not ASCII; empty if that is too long. */
static struct span clean_line(struct span line, struct clean_date *c)
{
    c->other_digits = false;
    if (date_is_clean(line))
        return line;
    return date_clean(line, c) ? clean_date_span(c) : (struct span){line.data, 0};
}

/* Whether the text before a date with signs may be a place: it needs no comma. */
static bool ends_signed_place(struct span before)
{
    return ends_place(before) || (before.len && (unsigned char)before.data[before.len - 1] >= 0x80);
}

/* Whether a dateline's date begins I bytes into LINE. */
static bool dateline_date_at(struct span line, size_t i, dateline_day *out)
{
    struct date_scan s = scan_of(line), named;
    struct span before = {line.data, i};

    s.p += i;
    named = s;
    if (!word_begins(s.p))
        return false;
    if (scan_signed_day(&s, out))
        return ends_signed_place(before) && ends_signed_dateline(&s);
    return scan_dated(&named, out) && ends_place(before) && ends_dateline(&named);
}

bool date_in_dateline(struct span text, dateline_day *out)
{
    struct clean_date clean;
    struct span line = clean_line(first_line(text), &clean);
    dateline_day day;

    for (size_t i = 1; i < line.len && i <= LONGEST_PLACE; i++)
        if (dateline_date_at(line, i, &day) && clean_date_allows(&clean, day)) {
            *out = day;
            return true;
        }
    return false;
}

/* ---- How long a dateline is ------------------------------------------------- */

/* A word in small letters that may be in the name of a place. */
static bool is_place_particle(struct span word)
{
    static const char *const words[] = {"de",  "del", "la", "le", "of", "the", "am",  "an",
                                        "der", "di",  "do", "el", "al", "and", "sur", "upon"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (span_eq(word, span_of(words[i])))
            return true;
    return false;
}

/* A word at the start of a sentence that gives a date, not of a place. */
static bool begins_clause(struct span word)
{
    static const char *const words[] = {"On",    "In",     "By",   "From", "Since", "Until", "At",
                                        "After", "Before", "This", "Last", "Next",  "The",   "A"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (span_eq(word, span_of(words[i])))
            return true;
    return false;
}

/* Whether BEFORE, up to a date, is the name of a place and what joins it to a date. */
static bool is_place_name(struct span before)
{
    struct date_scan s = scan_of(before);
    bool first = true;

    while (!scan_done(&s)) {
        struct span word = scan_word_ahead(&s);

        if (!word.len) {
            if (scan_one_of(*s.p, ".!?:;") && s.p + 1 < s.end && s.p[1] == ' ' && *s.p != '.')
                return false;
            s.p++;
            continue;
        }
        if ((first && begins_clause(word)) ||
            (*word.data >= 'a' && *word.data <= 'z' && !is_place_particle(word)))
            return false;
        first = false;
        s.p += word.len;
    }
    return !first || (unsigned char)*before.data >= 0x80;
}

/* A dateline at the start of a line. */
struct dateline {
    size_t length; /* with the dash and blanks after it */
    int month, day;
    int year;   /* 0: it has none */
    bool signs; /* the date has those of year, month and day */
};

/* March 31 or 31 March, with a year or without, or a day with signs. */
static bool scan_dateline_day(struct date_scan *s, struct dateline *out)
{
    struct date_scan ahead = *s, year;
    dateline_day day;

    if (scan_signed_day(s, &day)) {
        *out = (struct dateline){
            .month = day / 100 % 100, .day = day % 100, .year = day / 10000, .signs = true};
        return true;
    }
    out->signs = false;
    out->year = 0;
    if (scan_month_name(&ahead, &out->month)) {
        if (!scan_blanks(&ahead) || !scan_number(&ahead, 1, 2, &out->day))
            return false;
    } else {
        if (!scan_number(&ahead, 1, 2, &out->day))
            return false;
        scan_char(&ahead, '.');
        if (!scan_blanks(&ahead) || !scan_month_name(&ahead, &out->month))
            return false;
    }
    year = ahead;
    if (scan_gap(&year) && scan_year(&year, CENTURY_WRITTEN, &out->year))
        ahead = year;
    *s = ahead;
    return out->day >= 1 && out->day <= 31;
}

/* Whether the date of D, which S is after, is after a place, and a dateline ends there. */
static bool ends_found_dateline(const struct dateline *d, struct span before, struct date_scan *s)
{
    bool agency;

    if (!is_place_name(before))
        return false;
    if (d->signs)
        return ends_signed_place(before) && ends_signed_dateline(s);
    if (!ends_place(before))
        return false;
    scan_char(s, ')');
    agency = scan_agency_name(s);
    return scan_dashes(s) || agency;
}

static bool find_dateline(struct span line, struct dateline *out)
{
    for (size_t i = 2; i < line.len && i <= LONGEST_PLACE; i++) {
        struct date_scan s = scan_of(line);

        s.p += i;
        if (!word_begins(s.p) || !scan_dateline_day(&s, out) ||
            !ends_found_dateline(out, (struct span){line.data, i}, &s))
            continue;
        out->length = (size_t)(s.p - line.data);
        return !scan_done(&s);
    }
    return false;
}

size_t date_dateline_length(struct span text)
{
    struct clean_date clean;
    struct span line = first_line(text), cleaned = clean_line(line, &clean);
    struct dateline d;

    if (!find_dateline(cleaned, &d))
        return 0;
    return (size_t)(line.data - text.data) +
           (cleaned.data == line.data ? d.length : clean.from[d.length]);
}

/* ---- Datelines without a year ------------------------------------------------ */

/* The days from DAY to the period OTHER, known to the month or the day; 0 if it lies in it. */
static int32_t days_apart(dateline_day day, dateline_day other)
{
    int32_t n = day_number(day), first = day_number(day_first(other)),
            last = day_number(day_last(other));

    return n < first ? first - n : n > last ? n - last : 0;
}

bool date_in_dateline_near(struct span text, dateline_day other, dateline_day *out)
{
    enum { DAYS_APART = 60 };
    enum day_precision known = day_precision(other);
    struct dateline d;
    int year = other / 10000, around = known == DAY_YEAR ? 0 : 1;
    struct clean_date clean;

    if (known == DAY_NONE || !find_dateline(clean_line(first_line(text), &clean), &d) || d.year)
        return false;
    for (int y = year - around; y <= year + around; y++) {
        dateline_day day = day_make(y, d.month, d.day);

        if (day && (known == DAY_YEAR || days_apart(day, other) <= DAYS_APART)) {
            *out = day;
            return true;
        }
    }
    return false;
}
