/* Parses dates by a format that the user gives. */
#include <locale.h>
#include <time.h>

#include "text/date_parse.h"
#include "text/date_scan.h"

enum {
    UNIX_EPOCH = 719163, /* day_number of 1970-01-01 */
    EPOCH_DIGITS = 15,   /* of the last millisecond of the year 9999 */
    SECONDS_A_DAY = 86400,
    LONGEST_TEXT = 255,
};

static bool all_zeros(const char *p, size_t n)
{
    while (n && *p == '0')
        p++, n--;
    return n == 0;
}

/* Reads seconds, rounded down: half a second before 1970 is in 1969. */
static bool scan_seconds(struct date_scan *s, int64_t *out)
{
    bool negative = scan_char(s, '-');
    size_t digits = scan_digits_ahead(s);
    int64_t seconds = 0;

    if (digits == 0 || digits > EPOCH_DIGITS)
        return false;
    for (; digits; digits--)
        seconds = seconds * 10 + (*s->p++ - '0');
    if (scan_char(s, '.')) {
        digits = scan_digits_ahead(s);
        seconds += negative && !all_zeros(s->p, digits);
        s->p += digits;
        if (!digits)
            return false;
    }
    *out = negative ? -seconds : seconds;
    return scan_done(s);
}

/* Seconds since 1970, or such units of which PER_SECOND are a second. */
static bool parse_epoch(struct span text, int64_t per_second, dateline_day *out)
{
    struct date_scan s = scan_of(text);
    int64_t seconds, day;

    if (!scan_seconds(&s, &seconds))
        return false;
    seconds = seconds / per_second - (seconds % per_second < 0);
    day = seconds / SECONDS_A_DAY - (seconds % SECONDS_A_DAY < 0) + UNIX_EPOCH;
    if (day < day_number(DAY_FIRST) || day > day_number(DAY_LAST))
        return false;
    *out = day_from_number((int32_t)day);
    return true;
}

/* The parts of a date that a format's conversions give. */
struct format_parts {
    bool year, month, day, day_of_year;
    bool week; /* refused: glibc computes days from weeks incorrectly */
};

static void add_conversion(struct format_parts *f, char conversion)
{
    bool all = strchr("cDFsx", conversion) != NULL;

    f->year |= all || strchr("Yy", conversion);
    f->month |= all || strchr("mbBh", conversion);
    f->day |= all || strchr("de", conversion);
    f->day_of_year |= conversion == 'j';
    f->week |= strchr("UW", conversion) != NULL;
}

static struct format_parts read_format(const char *format)
{
    struct format_parts f = {0};

    while ((format = strchr(format, '%'))) {
        format++;
        format += strspn(format, "EO_-0^#");
        if (!*format)
            break;
        add_conversion(&f, *format++);
    }
    return f;
}

const char *date_format_wrong(const char *format)
{
    static const char known[] = "aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%";

    while ((format = strchr(format, '%'))) {
        const char *conversion = format + 1;

        conversion += strspn(conversion, "EO_-0^#");
        if (!*conversion || !strchr(known, *conversion))
            return format;
        format = conversion + 1;
    }
    return NULL;
}

static dateline_day day_of_tm(const struct tm *tm, const struct format_parts *f)
{
    int y = tm->tm_year + 1900;
    dateline_day first = day_make(y, 1, 1), day;

    if (!first || !f->year)
        return 0;
    if (f->month)
        return day_make(y, tm->tm_mon + 1, f->day ? tm->tm_mday : 0);
    if (!f->day_of_year)
        return f->day ? 0 : day_make(y, 0, 0);
    day = day_from_number(day_number(first) + tm->tm_yday);
    return day / 10000 == y ? day : 0;
}

/* strptime in the C locale: the end of the text read, or NULL. */
static const char *read_time(const char *text, const char *format, struct tm *tm)
{
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    const char *end;

    if (!c)
        return NULL;
    end = strptime_l(text, format, tm, c);
    freelocale(c);
    return end;
}

bool date_parse_format(struct span text, const char *format, dateline_day *out)
{
    struct span field = span_trim(text);
    struct format_parts parts = read_format(format);
    struct tm tm = {.tm_mday = 1};
    char copy[LONGEST_TEXT + 1] = "";
    const char *end;
    dateline_day day;

    if (!field.len || field.len > LONGEST_TEXT)
        return false;
    if (!strcmp(format, "epoch"))
        return parse_epoch(field, 1, out);
    if (!strcmp(format, "epoch-ms"))
        return parse_epoch(field, 1000, out);
    if (parts.week)
        return false;
    memcpy(copy, field.data, field.len);
    end = read_time(copy, format, &tm);
    if (!end || (size_t)(end - copy) != field.len)
        return false;
    day = day_of_tm(&tm, &parts);
    if (!day)
        return false;
    *out = day;
    return true;
}
