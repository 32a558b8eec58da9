/* The calendar: days, their numbers, and their text. */
#include "core/day.h"

#include <time.h>

static int year_of(dateline_day d)
{
    return d / 10000;
}

static int month_of(dateline_day d)
{
    return d / 100 % 100;
}

static bool is_leap_year(int y)
{
    return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

int day_month_length(int y, int m)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return m == 2 && is_leap_year(y) ? 29 : length[m - 1];
}

dateline_day day_make(int y, int m, int d)
{
    if (y < 1 || y > 9999 || m < 0 || m > 12 || d < 0)
        return 0;
    if (d && (!m || d > day_month_length(y, m)))
        return 0;
    return y * 10000 + m * 100 + d;
}

bool day_valid(dateline_day d)
{
    return d > 0 && day_make(year_of(d), month_of(d), d % 100) == d;
}

enum day_precision day_precision(dateline_day d)
{
    if (d % 100)
        return DAY_DAY;
    if (month_of(d))
        return DAY_MONTH;
    return d ? DAY_YEAR : DAY_NONE;
}

dateline_day day_first(dateline_day d)
{
    switch (day_precision(d)) {
    case DAY_YEAR:
        return d + 101;
    case DAY_MONTH:
        return d + 1;
    default:
        return d;
    }
}

dateline_day day_last(dateline_day d)
{
    switch (day_precision(d)) {
    case DAY_YEAR:
        return d + 1231;
    case DAY_MONTH:
        return d + day_month_length(year_of(d), month_of(d));
    default:
        return d;
    }
}

void day_widen(dateline_day d, dateline_day *first, dateline_day *last)
{
    if (!d)
        return;
    if (!*first || day_first(d) < *first)
        *first = day_first(d);
    if (day_last(d) > *last)
        *last = day_last(d);
}

/* Days from 0001-01-01 to the first day of year Y. */
static int32_t days_before_year(int y)
{
    int before = y - 1;

    return before * 365 + before / 4 - before / 100 + before / 400;
}

int32_t day_number(dateline_day d)
{
    int y = year_of(d);
    int32_t n = days_before_year(y) + d % 100;

    for (int m = 1; m < month_of(d); m++)
        n += day_month_length(y, m);
    return n;
}

dateline_day day_from_number(int32_t n)
{
    int y, m = 1;

    if (n < 1)
        return DAY_FIRST;
    if (n > days_before_year(10000))
        return DAY_LAST;
    /* 400 years have 146,097 days; the quotient is the year or the one before it. */
    y = (int)((int64_t)(n - 1) * 400 / 146097) + 1;
    if (n > days_before_year(y + 1))
        y++;
    else if (n <= days_before_year(y))
        y--;
    n -= days_before_year(y);
    while (n > day_month_length(y, m))
        n -= day_month_length(y, m++);
    return y * 10000 + m * 100 + n;
}

int day_weekday(dateline_day d)
{
    return (day_number(d) - 1) % 7 + 1; /* 0001-01-01 was a Monday */
}

dateline_day day_add_months(dateline_day d, int months)
{
    int64_t month = (int64_t)year_of(d) * 12 + month_of(d) - 1 + months;
    int y, m, length;

    if (month < 12)
        return DAY_FIRST;
    if (month >= 10000 * 12)
        return DAY_LAST;
    y = (int)(month / 12);
    m = (int)(month % 12) + 1;
    length = day_month_length(y, m);
    return y * 10000 + m * 100 + (d % 100 < length ? d % 100 : length);
}

/* Writes the last COUNT digits of N before END. */
static void put_digits(char *end, int count, int n)
{
    for (; count; count--, n /= 10)
        *--end = (char)('0' + n % 10);
}

size_t day_format(dateline_day d, char out[DAY_TEXT])
{
    static const size_t length[] = {
        [DAY_NONE] = 0, [DAY_YEAR] = 4, [DAY_MONTH] = 7, [DAY_DAY] = 10};
    size_t len = length[day_precision(d)];

    put_digits(out + 4, 4, year_of(d));
    put_digits(out + 7, 2, month_of(d));
    put_digits(out + 10, 2, d % 100);
    out[4] = out[7] = '-';
    out[len] = '\0';
    return len;
}

/* The number in the COUNT digits at TEXT; -1 if one is not a digit. */
static int get_digits(const char *text, int count)
{
    int n = 0;

    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        n = n * 10 + (text[i] - '0');
    }
    return n;
}

dateline_day day_read(const char *text, size_t len)
{
    bool month = len >= 7, day = len == 10;
    int y, m, d;

    if ((len != 4 && len != 7 && !day) || (month && text[4] != '-') || (day && text[7] != '-'))
        return 0;
    y = get_digits(text, 4);
    m = month ? get_digits(text + 5, 2) : 0;
    d = day ? get_digits(text + 8, 2) : 0;
    /* A month or day that is written must not be zero. */
    return y > 0 && (m > 0) == month && (d > 0) == day ? day_make(y, m, d) : 0;
}

dateline_day day_today(void)
{
    time_t now = time(NULL);
    struct tm local;

    localtime_r(&now, &local);
    return day_make(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}
