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
        {"2025-03-31Z", 20250331},
        {"2025-03-31-05:00", 20250331},
        {"2025-03-31+0100", 20250331},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_iso_8601_dates_are_read),
        cmocka_unit_test(test_mail_and_machines),
        cmocka_unit_test(test_dates_are_read_as_people_write_them),
        cmocka_unit_test(test_what_is_no_date_is_not_read),
        cmocka_unit_test(test_strftime_is_understood),
        cmocka_unit_test(test_nothing_at_all),
        cmocka_unit_test(test_date_list),
        cmocka_unit_test(test_centuries_of_two_digits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
