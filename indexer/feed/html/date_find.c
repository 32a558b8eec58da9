/* Finds a date in a line of a page. */
#include "indexer/feed/html/date_find.h"

#include <strings.h>

#include "text/date_parse.h"

enum { LONGEST = 7, FIRST_YEAR = 1900 }; /* words of a date */

static bool is_decimal(char c)
{
    return c >= '0' && c <= '9';
}

/* The number of at most MAX digits at *AT, which advances; -1: none. */
static int take_number(struct span s, size_t *at, size_t max)
{
    size_t begin = *at;
    int n = 0;

    while (*at < s.len && *at - begin <= max && is_decimal(s.data[*at]))
        n = 10 * n + (s.data[(*at)++] - '0');
    return *at > begin && *at - begin <= max ? n : -1;
}

/* Whether days come before months between slashes, by LANG: 1 they do, -1 months do, 0 unknown. */
static int slash_order(struct span lang)
{
    if (lang.len < 2 || !strncasecmp(lang.data, "en", 2))
        return lang.len < 5 ? 0 : !strncasecmp(lang.data + 3, "us", 2) ? -1 : 1;
    return 1;
}

/* 3.4.2025 and 3/4/2025 at the start of S. */
static bool read_numbers(struct span s, struct span lang, dateline_day *out)
{
    size_t at = 0;
    int a = take_number(s, &at, 2), b, year, order;
    char sign = at < s.len ? s.data[at] : '\0';

    if (a < 0 || !sign || !strchr("./", sign))
        return false;
    at++;
    b = take_number(s, &at, 2);
    if (b < 0 || at >= s.len || s.data[at++] != sign)
        return false;
    year = take_number(s, &at, 4);
    if (year < FIRST_YEAR)
        return false;
    order = sign == '.' ? 1 : slash_order(lang);
    *out = !order ? 0 : order > 0 ? day_make(year, b, a) : day_make(year, a, b);
    return *out != 0;
}

/* The end of the word at AT and the blanks after it. */
static size_t next_word(struct span s, size_t at)
{
    while (at < s.len && !is_blank(s.data[at]))
        at++;
    while (at < s.len && is_blank(s.data[at]))
        at++;
    return at;
}

static struct span without_marks(struct span s)
{
    s = span_trim(s);
    while (s.len && strchr(",.;:)|/-", s.data[s.len - 1]))
        s = span_trim((struct span){s.data, s.len - 1});
    return s;
}

/* The date of the first words of S. */
static bool read_words(struct span s, dateline_day *out)
{
    size_t ends[LONGEST], n = 0;
    dateline_day day;

    for (size_t at = 0; n < LONGEST && at < s.len; n++)
        ends[n] = at = next_word(s, at);
    while (n--)
        if (date_parse(without_marks((struct span){s.data, ends[n]}), &day) &&
            day_precision(day) == DAY_DAY && day / 10000 >= FIRST_YEAR) {
            *out = day;
            return true;
        }
    return false;
}

/* Whether a date may begin at AT: where a word does, and after a bracket. */
static bool may_begin(struct span s, size_t at)
{
    unsigned char c = (unsigned char)s.data[at], before = at ? (unsigned char)s.data[at - 1] : ' ';

    return (is_blank((char)before) || strchr("(|:>,", before)) && before &&
           (is_decimal((char)c) || (c | 0x20) >= 'a');
}

/* The start of the next run of four digits or more at or after AT; line.len if there is none. */
static size_t next_year(struct span line, size_t at)
{
    for (size_t run = 0; at < line.len; at++) {
        run = is_decimal(line.data[at]) ? run + 1 : 0;
        if (run == 4)
            return at - 3;
    }
    return line.len;
}

bool date_find(struct span line, struct span lang, dateline_day *out)
{
    enum { BEFORE_YEAR = 60 }; /* bytes of a date, at most */
    size_t year = next_year(line, 0);

    for (size_t at = 0; year < line.len; at++) {
        if (at > year)
            year = next_year(line, at);
        if (year < line.len && year - at <= BEFORE_YEAR && may_begin(line, at) &&
            (read_numbers(span_from(line, at), lang, out) || read_words(span_from(line, at), out)))
            return true;
    }
    return false;
}
