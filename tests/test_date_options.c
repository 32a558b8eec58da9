/* Dates as options take them: by the formats of --date-format, and as bounds and periods of
 * searches. */
#include "date_examples.h"

/* ---- Formats --------------------------------------------------------------- */

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

static void test_conversions_that_strptime_does_not_know(void **state)
{
    (void)state;
    assert_null(date_format_wrong("%Y-%m-%d %H:%M:%S %z %%"));
    assert_null(date_format_wrong("%Ey %_d %-m %OH"));
    assert_string_equal(date_format_wrong("%Y %Q"), "%Q");
    assert_string_equal(date_format_wrong("%Y%"), "%");
    assert_string_equal(date_format_wrong("%E %Y"), "%E %Y");
}

/* ---- Bounds and periods ---------------------------------------------------- */

static bool bound(struct span text, dateline_day *out)
{
    return date_bound(text, 20250331, out);
}

static const struct date_example other_scripts[] = {
    {"２０２４年３月５日", 20240305},
    {"２０２４", 20240000},
    {"２０２４－３", 20240300},
    {"２０２４／３／５", 20240305},
    {"٢٠٢٤-٣", 20240300},
    {"٢٠٢٤", 20240000},
    {"২০২৪-০৩-০৫", 20240305},
    {"१४३०", 0},
    {"۱۴۰۲-۱۲", 0},
    {"令和6年3月5日", 20240305},
    {"令和6年", 20240000},
    {"平成31年5月1日", 0},
    {"７d", 0},
};

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
    CHECK_DATES(other_scripts, bound);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seconds_since_the_epoch_become_days),
        cmocka_unit_test(test_formats_of_the_user),
        cmocka_unit_test(test_conversions_that_strptime_does_not_know),
        cmocka_unit_test(test_bounds_may_be_partial_or_relative),
        cmocka_unit_test(test_periods_may_be_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
