/* Dates as people and machines write them: what is read, and what is not. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "date_examples.h"

static bool parse(struct span text, dateline_day *out)
{
    return date_parse(text, out);
}
static void test_iso_8601_dates_are_read(void **state)
{
    static const struct date_example examples[] = {
        {"2025-03-31", 20250331},
        {"2025-03", 20250300},
        {"2025", 20250000},
        {"0001-01-01", 10101},
        {"  2025-03-31\r\n", 20250331},
        {"2025-03-31T10:00", 20250331},
        {"2025-03-31T10:00:00Z", 20250331},
        {"2025-03-31t10:00:00z", 20250331},
        {"2025-03-31T10:00:00.123456789+01:00", 20250331},
        {"2025-03-31T10:00:00,5-0330", 20250331},
        {"2025-03-31 10:00:00 +01:00", 20250331},
        {"2025-03-31 10:00:00 UTC", 20250331},
        {"2025-03-31T24:00:00", 20250331},
        {"2025-03-31T23:59:60Z", 20250331},
        {"2025-03-31T00:30:00+14:00", 20250331}, /* the day written, not UTC's */
        {"2025-03-31T101500+01", 20250331},
        {"20250331", 20250331},
        {"20250331T101500Z", 20250331},
        {"20250331T1015", 20250331},
        {"2025/03/31", 20250331},
        {"2025/3/1 10:00", 20250301},
        {"2025-3-1", 20250301},
        {"Mon 2025-03-31 10:00:00 CEST", 20250331},
    };

    (void)state;
    CHECK_DATES(examples, parse);
}

static void test_mail_and_machines(void **state)
{
    static const struct date_example examples[] = {
        {"Mon, 31 Mar 2025 10:00:00 +0100", 20250331},
        {"Mon,31 Mar 2025 10:00:00 +0100", 20250331},
        {"31 Mar 2025 10:00 GMT", 20250331},
        {"31 Mar 25 10:00:00 EST", 20250331},
        {"31 Mar 49 10:00:00 EST", 19490331}, /* never in the future */
        {"31 Mar 50 10:00:00 EST", 19500331},
        {"31 Mar 99 10:00:00 EST", 19990331},
        {"31 Mar 103 10:00:00 EST", 20030331},
        {"Mon (a (nested \\) one)), 31 Mar 2025 10:00:00 +0100 (CET)", 20250331},
        {"Tue, 31 Mar 2025 10:00:00 +0100", 20250331}, /* a Monday: not compared */
        {"26-FEB-1987 15:01:01.79", 19870226},
        {" 9-MAR-1987  15:01:01.79", 19870309},
        {"18-Jul-20", 20200718},
        {"18-Jul-68", 19680718},
        {"18-Jul-69", 19690718},
        {"31/Mar/2025", 20250331},
        {"Mon Mar 31 10:00:00 2025", 20250331},
        {"Sat Mar  1 10:00:00 2025", 20250301},
        {"Mon Mar 31 10:00:00 CEST 2025", 20250331},
        {"Mon Mar 31 10:00:00 +03 2025", 20250331},
        {"Mon Mar 31 10:00:00 AM CEST 2025", 20250331},
        {"Mon Mar 31 10:00:00 2025 +0200", 20250331},
        {"Mon 31 Mar 2025 10:00:00 AM CEST", 20250331},
        {"Mon Mar 31 2025 10:00:00 GMT+0200 (Central European Summer Time)", 20250331},
    };

    (void)state;
    CHECK_DATES(examples, parse);
}

static void test_dates_are_read_as_people_write_them(void **state)
{
    static const struct date_example examples[] = {
        {"March 31, 2025", 20250331},
        {"march 31,2025", 20250331},
        {"MARCH 31 2025", 20250331},
        {"Mar. 31, 2025", 20250331},
        {"Sept. 3, 2025", 20250903},
        {"Sep 3, 2025", 20250903},
        {"March 31st, 2025", 20250331},
        {"31 March 2025", 20250331},
        {"31st March 2025", 20250331},
        {"31st of March, 2025", 20250331},
        {"2nd May 2025", 20250502},
        {"Monday, 31 March 2025", 20250331},
        {"Thurs. March 6, 2025", 20250306},
        {"March 2025", 20250300},
        {"March, 2025", 20250300},
        {"March 31, 2025 10:00 am", 20250331},
        {"March 31, 2025, 10:00 PM EST", 20250331},
        {"Monday, 31 March 2025 at 07:34", 20250331},
        {"29 February 2000", 20000229},
    };

    (void)state;
    CHECK_DATES(examples, parse);
}

static const struct date_example not_dates[] = {
    /* nothing, or too little */
    {"", 0},
    {"   ", 0},
    {"Monday", 0},
    {"March", 0},
    {"31 March", 0},
    {"March 31", 0},
    {"10:00:00", 0},
    /* ambiguous */
    {"03/04/2025", 0},
    {"3.4.2025", 0},
    {"03-04-2025", 0},
    {"03-04-25", 0},
    {"2025-3", 0},
    {"2025/03", 0},
    {"March 31, 25", 0},
    {"031 March 2025", 0},
    {"31 March 325", 0},
    {"1743415200", 0},
    {"2025-W14", 0},
    {"2025-366", 0},
    {"2025-000", 0},
    {"2025-W53-1", 0},
    {"2025-W14-8", 0},
    {"2025090", 0},
    {"20250331250000", 0},
    /* days that do not exist */
    {"2025-02-30", 0},
    {"1900-02-29", 0},
    {"February 29, 1900", 0},
    {"31 April 2025", 0},
    {"0 March 2025", 0},
    {"2025-00-10", 0},
    {"2025-00", 0},
    {"2025-13", 0},
    {"2025-03-00", 0},
    {"0000-01-01", 0},
    {"0000", 0},
    {"20250230", 0},
    {"20250300", 0},
    /* times and zones that do not exist */
    {"2025-03-31T25:00", 0},
    {"2025-03-31T10:60", 0},
    {"2025-03-31T10:00:61", 0},
    {"2025-03-31T", 0},
    {"2025-03-31T10:00:00.", 0},
    {"2025-03-31T10:00+25:00", 0},
    {"2025-03-31T10:00 local", 0},
    {"2025-03-31 +01:00", 0},
    /* more than a date */
    {"2025-03-31x", 0},
    {"2025-03-31,", 0},
    {"2025-03-31-", 0},
    {"2025-03-311", 0},
    {"2025-03-31 2025-04-01", 0},
    {"2025-03/31", 0},
    {"2025-03 10:00", 0},
    {"20250", 0},
    {"202503310", 0},
    {"Marching 31, 2025", 0},
    {"Marc 31, 2025", 0},
    {"31 March 2025 or so", 0},
    {"31 March 2025 at", 0},
    {"31 March 2025 at10:00", 0},
    {"March 31, 2025 (revised)", 0},
    {"March (revised) 2025", 0},
    {"31 Mar 2025 10:00 (unclosed", 0},
    {"on March 31, 2025", 0},
    {"31 of2025", 0},
    {"-2025-03-31", 0},
    {"+2025-03-31", 0},
    {"\xef\xbc\x92"
     "025-03-31",
     0},
};

static void test_what_is_no_date_is_not_read(void **state)
{
    (void)state;
    CHECK_DATES(not_dates, parse);
}

/* The next of a sequence that is the same in every run. */
static uint32_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static struct tm some_moment(uint64_t *seed)
{
    /* The years 1000 to 9999: strftime pads no smaller year. */
    int64_t days = (int64_t)(next(seed) % (3652059 - 364877)) + 364878 - 719163;
    time_t seconds = days * 86400 + next(seed) % 86400;
    struct tm tm;

    assert_non_null(gmtime_r(&seconds, &tm));
    return tm;
}

/* Whatever strftime writes is read as the day it was written for. */
static void test_strftime_is_understood(void **state)
{
    static const char *const formats[] = {
        "%Y-%m-%d",
        "%Y/%m/%d",
        "%Y%m%d",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M:%S",
        "%Y%m%dT%H%M%SZ",
        "%FT%T%z",
        "%d-%b-%Y %T",
        "%a, %d %b %Y %H:%M:%S %z",
        "%e %B %Y",
        "%B %e, %Y",
        "%A, %e %B %Y",
        "%b. %d, %Y",
        "%c",
        "%a %b %e %H:%M:%S %Z %Y",
        "%a %b %e %r %Y",
        "%d %B, %Y %I:%M %p",
    };
    uint64_t seed = 1;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct tm tm = some_moment(&seed);
        dateline_day want = (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
        const char *format = formats[next(&seed) % (sizeof formats / sizeof *formats)];
        char text[80];

        strftime(text, sizeof text, format, &tm);
        check_date(&(struct date_example){text, want}, parse);
    }
}

static void check_format(const char *text, const char *format, dateline_day want)
{
    dateline_day day = 0;
    bool found = date_parse_format(span_of(text), format, &day);

    if (found != (want != 0) || day != want)
        fail_msg("\"%s\" by \"%s\" is read as %d, not %d", text, format, day, want);
}

static void test_seconds_since_the_epoch_become_days(void **state)
{
    (void)state;
    check_format("0", "epoch", 19700101);
    check_format("86399.999", "epoch", 19700101);
    check_format("86400", "epoch", 19700102);
    check_format("1743415200", "epoch", 20250331);
    check_format(" 1743415200 ", "epoch", 20250331);
    check_format("-1", "epoch", 19691231);
    check_format("-86400", "epoch", 19691231);
    check_format("-86400.5", "epoch", 19691230);
    check_format("-86400.0", "epoch", 19691231);
    check_format("-62135596800", "epoch", 10101);
    check_format("-62135596801", "epoch", 0);
    check_format("253402300799", "epoch", 99991231);
    check_format("253402300800", "epoch", 0);
    check_format("99999999999999999999999999", "epoch", 0);
    check_format("1e9", "epoch", 0);
    check_format("1743415200.", "epoch", 0);
    check_format("1743415200123", "epoch-ms", 20250331);
    check_format("-1", "epoch-ms", 19691231);
    check_format("253402300799999", "epoch-ms", 99991231);
    check_format("253402300800000", "epoch-ms", 0);
    check_format("", "epoch", 0);
    check_format("-", "epoch", 0);
}

static void test_formats_of_the_user(void **state)
{
    (void)state;
    check_format("03/04/2025", "%d/%m/%Y", 20250403);
    check_format("03/04/2025", "%m/%d/%Y", 20250304);
    check_format("03/04/69", "%D", 19690304);
    check_format(" 3.4.2025  ", "%d.%m.%Y", 20250403);
    check_format("2025", "%Y", 20250000);
    check_format("Mar 2025", "%b %Y", 20250300);
    check_format("2025-060", "%Y-%j", 20250301);
    check_format("2024-366", "%Y-%j", 20241231);
    check_format("2025-366", "%Y-%j", 0);
    check_format("3 Mar 2025 23:59 +0200", "%d %b %Y %H:%M %z", 20250303);
    check_format("2025-03-31 rest", "%Y-%m-%d", 0);
    check_format("30/02/2025", "%d/%m/%Y", 0);
    check_format("0000", "%Y", 0);
    check_format("31 March", "%d %B", 0);
    check_format("12:00", "%H:%M", 0);
    check_format("2025 31", "%Y %d", 0);
    check_format("2025-53-6", "%Y-%U-%w", 0);
    check_format("20%", "20%%", 0);
    check_format("x", "%", 0);
    check_format("", "%Y", 0);
}

static bool bound(struct span text, dateline_day *out)
{
    return date_bound(text, 20250331, out);
}

static void test_bounds_may_be_partial_or_relative(void **state)
{
    static const struct date_example examples[] = {
        {"2025", 20250000},
        {"2025-03", 20250300},
        {"2025-03-31", 20250331},
        {"20250331", 20250331},
        {" 2025 ", 20250000},
        {"today", 20250331},
        {"Yesterday", 20250330},
        {"0d", 20250331},
        {"7d", 20250324},
        {"007D", 20250324},
        {"2w", 20250317},
        {"1m", 20250228},
        {"3m", 20241231},
        {"13M", 20240229},
        {"1y", 20240331},
        {"1000000d", DAY_FIRST},
        {"1000000w", DAY_FIRST},
        {"1000000m", DAY_FIRST},
        {"99999999999999999999y", DAY_FIRST},
        {"", 0},
        {"d", 0},
        {"7", 0},
        {"7 d", 0},
        {"-7d", 0},
        {"7days", 0},
        {"7h", 0},
        {"2025-3", 20250300},
        {"2025-3-1", 20250301},
        {"2025/3", 20250300},
        {"2025/03/31", 20250331},
        {"2025-3/1", 0},
        {"2025-0", 0},
        {"2025-3-0", 0},
        {"2025-13", 0},
        {"2025-2-30", 0},
        {"2025-3-", 0},
        {"31 March 2025", 20250331},
        {"26-FEB-1987", 19870226},
        {"03/04/2025", 0},
        {"2025-02-30", 0},
        {"2025-03-31 10:00", 20250331},
        {"2025 x", 0},
        {"20250300", 0},
        {"March 2025", 20250300},
        {"tomorrow", 0},
        {"2025-03..", 0},
    };

    (void)state;
    CHECK_DATES(examples, bound);
}

static void test_nothing_at_all(void **state)
{
    const struct span nothing = {0};
    dateline_day day = -7;

    (void)state;
    assert_false(date_parse(nothing, &day));
    assert_false(date_parse_format(nothing, "epoch", &day));
    assert_false(date_parse_format(nothing, "", &day));
    assert_int_equal(date_parse_start(nothing, &day), 0);
    assert_false(date_in_path(nothing, &day));
    assert_false(date_in_dateline(nothing, &day));
    assert_false(date_bound(nothing, 20250331, &day));
    assert_int_equal(day, -7);
}

/* The day that LABEL gives, or 0 for "-". */
static dateline_day labelled(struct span label)
{
    dateline_day day = 0;

    if (!span_eq(label, span_of("-")))
        assert_int_equal(date_parse_start(label, &day), label.len);
    return day;
}

/* No date of a list of written ones is read wrong, and nearly all are read. */
static void test_date_list(void **state)
{
    FILE *f = fopen(FIXTURES "/dates.tsv", "r");
    char line[512];
    int dates = 0, read = 0, all = 0;

    (void)state;
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        char *tab = strchr(line, '\t');
        dateline_day day = 0, want;

        if (*line == '#' || !tab)
            continue;
        *tab = '\0';
        want = labelled(span_trim(span_of(tab + 1)));
        if (date_parse(span_of(line), &day) && day != want)
            fail_msg("\"%s\" is read as %d, not %d", line, day, want);
        if (want && !day)
            print_message("not read: %s\n", line);
        all++;
        dates += want != 0;
        read += day != 0;
    }
    fclose(f);
    assert_true(all >= 300);
    assert_true(100 * read >= 97 * dates);
}

static void test_centuries_of_two_digits(void **state)
{
    dateline_day day = 0;

    (void)state;
    assert_true(date_parse(span_of("18-Jul-20"), &day));
    assert_int_equal(day, 20200718);
    assert_true(date_parse(span_of("18-Jul-99"), &day));
    assert_int_equal(day, 19990718);
    assert_true(date_parse_in(span_of("18-Jul-99"), 2000, &day));
    assert_int_equal(day, 20990718);
    assert_true(date_parse_in(span_of("18-Jul-20"), 1800, &day));
    assert_int_equal(day, 18200718);
    assert_true(date_parse_in(span_of("18-Jul-1999"), 2000, &day));
    assert_int_equal(day, 19990718);
}

/* Today is Monday, 31 March 2025, or ON. */
static void check_period_on(dateline_day on, const char *text, dateline_day first,
                            dateline_day last)
{
    dateline_day from = 0, to = 0;

    if (!date_period(span_of(text), on, &from, &to))
        from = to = 0;
    if (from != first || to != last)
        fail_msg("'%s': %d to %d, not %d to %d", text, from, to, first, last);
}

static void test_periods_may_be_words(void **state)
{
    static const struct {
        const char *text;
        dateline_day first, last;
    } periods[] = {
        {"this week", 20250331, 20250406},
        {"last week", 20250324, 20250330},
        {"Last  Week", 20250324, 20250330},
        {"last-week", 20250324, 20250330},
        {"previous week", 20250324, 20250330},
        {"2 weeks ago", 20250317, 20250323},
        {"this month", 20250301, 20250331},
        {"last month", 20250201, 20250228},
        {"current_month", 20250301, 20250331},
        {"1 month ago", 20250201, 20250228},
        {"this quarter", 20250101, 20250331},
        {"last quarter", 20241001, 20241231},
        {"5 quarters ago", 20231001, 20231231},
        {"this year", 20250101, 20251231},
        {"last year", 20240101, 20241231},
        {"10 years ago", 20150101, 20151231},
        {"3 days ago", 20250328, 20250328},
        {"last day", 20250330, 20250330},
        {"past week", 20250324, 20250331},
        {"past 3 days", 20250328, 20250331},
        {"last 3 months", 20241231, 20250331},
        {"past 2 quarters", 20240930, 20250331},
        {"past 2 years", 20230331, 20250331},
        {"past 999999 years", 10101, 20250331},
        {"999999 weeks ago", 10101, 10101},
        {"2021", 20210101, 20211231},
        {"2025-02", 20250201, 20250228},
        {"7d", 20250324, 20250324},
        {" yesterday ", 20250330, 20250330},
        {"lastweek", 0, 0},
        {"last", 0, 0},
        {"next week", 0, 0},
        {"past 0 days", 0, 0},
        {"last weekend", 0, 0},
        {"week", 0, 0},
        {"3 weeks", 0, 0},
        {"last week ago", 0, 0},
        {"", 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        check_period_on(20250331, periods[i].text, periods[i].first, periods[i].last);
    check_period_on(20250302, "this week", 20250224, 20250302); /* a Sunday */
    check_period_on(20250302, "last quarter", 20241001, 20241231);
    check_period_on(20240229, "past year", 20230228, 20240229);
    check_period_on(20240101, "last month", 20231201, 20231231);
}

static void test_conversions_that_strptime_does_not_know(void **state)
{
    (void)state;
    assert_null(date_format_wrong("%Y-%m-%d %H:%M:%S %z %%"));
    assert_null(date_format_wrong("%Ey %_d %-m %OH"));
    assert_string_equal(date_format_wrong("%Y %Q"), "%Q");
    assert_string_equal(date_format_wrong("%Y%"), "%");
    assert_string_equal(date_format_wrong("%E %Y"), "%E %Y");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_iso_8601_dates_are_read),
        cmocka_unit_test(test_conversions_that_strptime_does_not_know),
        cmocka_unit_test(test_mail_and_machines),
        cmocka_unit_test(test_dates_are_read_as_people_write_them),
        cmocka_unit_test(test_what_is_no_date_is_not_read),
        cmocka_unit_test(test_strftime_is_understood),
        cmocka_unit_test(test_seconds_since_the_epoch_become_days),
        cmocka_unit_test(test_formats_of_the_user),
        cmocka_unit_test(test_periods_may_be_words),
        cmocka_unit_test(test_bounds_may_be_partial_or_relative),
        cmocka_unit_test(test_nothing_at_all),
        cmocka_unit_test(test_date_list),
        cmocka_unit_test(test_centuries_of_two_digits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
