/* Finds the dates that running text names. */
#include "text/date_parse.h"
#include "text/date_scan.h"

static bool is_word_byte(char c)
{
    return is_scan_digit(c) || is_scan_letter(c) || (unsigned char)c >= 0x80;
}

/* 2025-03-31 */
static bool scan_iso_day(struct date_scan *s, dateline_day *out)
{
    struct date_scan ahead = *s;
    int y, m, d;

    if (!scan_number(&ahead, 4, 4, &y) || !scan_char(&ahead, '-') ||
        !scan_number(&ahead, 2, 2, &m) || !m || !scan_char(&ahead, '-') ||
        !scan_number(&ahead, 2, 2, &d) || !d)
        return false;
    *out = day_make(y, m, d);
    *s = ahead;
    return *out != 0;
}

/* Reads a date whose year has four digits, which come last: "31 March 10" may go on with
 * "people". */
static bool scan_named_day(struct date_scan *s, dateline_day *out)
{
    struct date_scan year;

    if (!scan_month_day_year(s, out) && !scan_day_month_year(s, out))
        return false;
    year = *s;
    year.p -= 4;
    return day_precision(*out) == DAY_DAY && scan_digits_ahead(&year) == 4;
}

/* A day that TEXT names at AT, where a word begins; 0 if there is none. An unclosed comment would
 * be read to the end of the text from each name of a month, so no date is longer than LONGEST_DAY.
 */
static dateline_day day_at(struct span text, size_t at)
{
    enum { LONGEST_DAY = 100 };
    struct span ahead = span_from(text, at);
    struct date_scan s;
    dateline_day day = 0;

    if (ahead.len > LONGEST_DAY)
        ahead.len = LONGEST_DAY;
    s = scan_of(ahead);
    if (!scan_iso_day(&s, &day) && !scan_named_day(&s, &day))
        return 0;
    return scan_done(&s) || !is_word_byte(*s.p) ? day : 0;
}

bool date_in_text(struct span text, dateline_day last, dateline_day *out)
{
    dateline_day latest = 0;

    for (size_t i = 0; i < text.len; i++) {
        dateline_day day;

        if (i && (is_word_byte(text.data[i - 1]) || strchr("-/.", text.data[i - 1])))
            continue;
        day = is_word_byte(text.data[i]) ? day_at(text, i) : 0;
        if (day > latest && day <= last)
            latest = day;
    }
    if (!latest)
        return false;
    *out = latest;
    return true;
}
