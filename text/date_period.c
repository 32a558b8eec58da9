/* Parses the periods of search bounds, also in words: last week, this month, 3 years ago. */
#include "text/date_parse.h"
#include "text/date_scan.h"

enum period_word { WORD_DAY, WORD_WEEK, WORD_MONTH, WORD_QUARTER, WORD_YEAR, PERIOD_WORDS };

enum { DAYS_OF_WEEK = 7, MONTHS_OF_QUARTER = 3, MONTHS_OF_YEAR = 12, COUNT_DIGITS = 6 };

struct day_period {
    dateline_day first, last;
};

/* Between words there is a blank, or what stands for one in a query. */
static bool scan_between(struct date_scan *s)
{
    const char *from = s->p;

    while (s->p < s->end && scan_one_of(*s->p, " \t-_"))
        s->p++;
    return s->p > from;
}

static bool scan_period_word(struct date_scan *s, enum period_word *out)
{
    static const char *const one[] = {"day", "week", "month", "quarter", "year"};
    static const char *const many[] = {"days", "weeks", "months", "quarters", "years"};

    for (int i = 0; i < PERIOD_WORDS; i++)
        if (scan_word(s, one[i]) || scan_word(s, many[i])) {
            *out = (enum period_word)i;
            return true;
        }
    return false;
}

/* N months before the first of LENGTH months, one of which begins the year, that TODAY is in. */
static struct day_period months_before(dateline_day today, int length, int n)
{
    int month = today / 100 % 100;
    dateline_day begins = day_make(today / 10000, month - (month - 1) % length, 0);

    begins = day_add_months(begins, -n * length);
    return (struct day_period){day_first(begins), day_last(day_add_months(begins, length - 1))};
}

/* The N'th day, week, month ... before that of TODAY, as the calendar has them; weeks begin on
 * Monday. */
static struct day_period period_before(dateline_day today, enum period_word unit, int n)
{
    int32_t day = day_number(today);
    int32_t monday = day - day_weekday(today) + 1 - DAYS_OF_WEEK * n;

    switch (unit) {
    case WORD_DAY:
        return (struct day_period){day_from_number(day - n), day_from_number(day - n)};
    case WORD_WEEK:
        return (struct day_period){day_from_number(monday),
                                   day_from_number(monday + DAYS_OF_WEEK - 1)};
    case WORD_MONTH:
        return months_before(today, 1, n);
    case WORD_QUARTER:
        return months_before(today, MONTHS_OF_QUARTER, n);
    default:
        return months_before(today, MONTHS_OF_YEAR, n);
    }
}

/* The N days, weeks, months ... up to TODAY. */
static struct day_period days_up_to(dateline_day today, enum period_word unit, int n)
{
    static const int months[] = {
        [WORD_MONTH] = 1, [WORD_QUARTER] = MONTHS_OF_QUARTER, [WORD_YEAR] = MONTHS_OF_YEAR};

    if (unit == WORD_DAY || unit == WORD_WEEK)
        return (struct day_period){
            day_from_number(day_number(today) - n * (unit == WORD_DAY ? 1 : DAYS_OF_WEEK)), today};
    return (struct day_period){day_add_months(today, -n * months[unit]), today};
}

/* this week, last month, past year, past 3 days, last 2 weeks. */
static bool scan_this_or_last(struct date_scan *s, dateline_day today, struct day_period *out)
{
    bool now = scan_word(s, "this") || scan_word(s, "current");
    bool last = !now && (scan_word(s, "last") || scan_word(s, "previous"));
    bool past = !now && !last && scan_word(s, "past");
    enum period_word unit;
    int n = 0;

    if ((!now && !last && !past) || !scan_between(s))
        return false;
    if (!now && scan_number(s, 1, COUNT_DIGITS, &n) && (!n || !scan_between(s)))
        return false;
    if (!scan_period_word(s, &unit))
        return false;
    *out = n || past ? days_up_to(today, unit, n ? n : 1) : period_before(today, unit, last);
    return true;
}

/* 3 weeks ago. */
static bool scan_ago(struct date_scan *s, dateline_day today, struct day_period *out)
{
    enum period_word unit;
    int n;

    if (!scan_number(s, 1, COUNT_DIGITS, &n) || !scan_between(s) || !scan_period_word(s, &unit) ||
        !scan_between(s) || !scan_word(s, "ago"))
        return false;
    *out = period_before(today, unit, n);
    return true;
}

bool date_period(struct span text, dateline_day today, dateline_day *first, dateline_day *last)
{
    struct date_scan s = scan_of(span_trim(text)), ago = s;
    struct day_period period;
    dateline_day day;

    if (!(scan_this_or_last(&s, today, &period) && scan_done(&s)) &&
        !(scan_ago(&ago, today, &period) && scan_done(&ago))) {
        if (!date_bound(text, today, &day))
            return false;
        period = (struct day_period){day_first(day), day_last(day)};
    }
    *first = period.first;
    *last = period.last;
    return true;
}
