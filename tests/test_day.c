/* core/day.h against the C library's calendar, over every day there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "core/day.h"

enum { UNIX_EPOCH = 719163, LAST_NUMBER = 3652059 };

/* The day by glibc, which is proleptic Gregorian too. */
static struct tm by_libc(int32_t number)
{
    time_t seconds = ((time_t)number - UNIX_EPOCH) * 86400;
    struct tm tm;

    assert_non_null(gmtime_r(&seconds, &tm));
    return tm;
}

static void test_every_day_agrees_with_libc(void **state)
{
    (void)state;
    for (int32_t n = 1; n <= LAST_NUMBER; n++) {
        struct tm tm = by_libc(n);
        dateline_day want = (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;

        if (day_from_number(n) != want || day_number(want) != n || !day_valid(want) ||
            day_weekday(want) != (tm.tm_wday + 6) % 7 + 1)
            fail_msg("day %d is %d, not %d", n, day_from_number(n), want);
    }
}

static void test_numbers_beyond_the_calendar_give_its_ends(void **state)
{
    (void)state;
    assert_int_equal(day_from_number(0), DAY_FIRST);
    assert_int_equal(day_from_number(INT32_MIN), DAY_FIRST);
    assert_int_equal(day_from_number(LAST_NUMBER + 1), DAY_LAST);
    assert_int_equal(day_from_number(INT32_MAX), DAY_LAST);
}

/* Any number is a date or none: exactly those whose period has a first day. */
static void test_only_real_dates_are_valid(void **state)
{
    int valid = 0;

    (void)state;
    for (dateline_day d = 19990000; d < 20010000; d++)
        valid += day_valid(d);
    assert_int_equal(valid, 2 + 2 * 12 + 365 + 366);
    for (dateline_day d = 0; d < 10000; d++)
        assert_false(day_valid(d));
    assert_true(day_valid(10000));
    assert_true(day_valid(20000229));
    assert_false(day_valid(19000229));
    assert_false(day_valid(20230229));
    assert_false(day_valid(20230031));
    assert_false(day_valid(100000000));
    assert_false(day_valid(-20230101));
    assert_false(day_valid(INT32_MIN));
}

static void test_make_refuses_what_does_not_exist(void **state)
{
    (void)state;
    assert_int_equal(day_make(2025, 3, 31), 20250331);
    assert_int_equal(day_make(2025, 3, 0), 20250300);
    assert_int_equal(day_make(2025, 0, 0), 20250000);
    assert_int_equal(day_make(2025, 0, 5), 0);
    assert_int_equal(day_make(2025, 4, 31), 0);
    assert_int_equal(day_make(2025, 13, 1), 0);
    assert_int_equal(day_make(0, 1, 1), 0);
    assert_int_equal(day_make(10000, 1, 1), 0);
    assert_int_equal(day_make(2025, -1, 1), 0);
    assert_int_equal(day_make(2025, 1, -1), 0);
}

static void test_a_period_has_a_first_and_a_last_day(void **state)
{
    (void)state;
    assert_int_equal(day_first(20240000), 20240101);
    assert_int_equal(day_last(20240000), 20241231);
    assert_int_equal(day_first(20240200), 20240201);
    assert_int_equal(day_last(20240200), 20240229);
    assert_int_equal(day_last(19000200), 19000228);
    assert_int_equal(day_first(20240215), 20240215);
    assert_int_equal(day_last(20240215), 20240215);
    assert_int_equal(day_first(0), 0);
    assert_int_equal(day_last(0), 0);
}

static void test_months_added_clamp_the_day(void **state)
{
    (void)state;
    assert_int_equal(day_add_months(20250331, -1), 20250228);
    assert_int_equal(day_add_months(20240331, -1), 20240229);
    assert_int_equal(day_add_months(20240229, -12), 20230228);
    assert_int_equal(day_add_months(20240229, 48), 20280229);
    assert_int_equal(day_add_months(20250115, -1), 20241215);
    assert_int_equal(day_add_months(20251231, 2), 20260228);
    assert_int_equal(day_add_months(20250300, 10), 20260100);
    assert_int_equal(day_add_months(10115, -1), DAY_FIRST);
    assert_int_equal(day_add_months(99991201, 1), DAY_LAST);
    assert_int_equal(day_add_months(20250331, INT32_MIN), DAY_FIRST);
    assert_int_equal(day_add_months(20250331, INT32_MAX), DAY_LAST);
}

/* There and back is the same day wherever no month's end was in the way. */
static void test_months_added_and_taken_cancel(void **state)
{
    (void)state;
    for (int months = -30000; months <= 30000; months += 7)
        assert_int_equal(day_add_months(day_add_months(50000528, months), -months), 50000528);
}

static void expect_text(dateline_day d, const char *want)
{
    char text[DAY_TEXT];

    assert_int_equal(day_format(d, text), strlen(want));
    assert_string_equal(text, want);
}

static void test_format_shows_what_is_known(void **state)
{
    (void)state;
    expect_text(20250331, "2025-03-31");
    expect_text(20250300, "2025-03");
    expect_text(20250000, "2025");
    expect_text(70101, "0007-01-01");
    expect_text(0, "");
}

static void local_day(char out[DAY_TEXT])
{
    time_t now = time(NULL);

    strftime(out, DAY_TEXT, "%Y-%m-%d", localtime(&now));
}

static void test_today_is_the_local_day(void **state)
{
    char today[DAY_TEXT], before[DAY_TEXT], after[DAY_TEXT];

    (void)state;
    setenv("TZ", "TEST-14", 1); /* in most hours another day than UTC's */
    tzset();
    do { /* until midnight does not fall in between */
        local_day(before);
        day_format(day_today(), today);
        local_day(after);
    } while (strcmp(before, after) != 0);
    assert_string_equal(today, before);
}

static void days_are_read_as_they_are_written(void **state)
{
    static const dateline_day days[] = {20250331, 20250300, 20250000, 10101, 99991231};
    static const char *const others[] = {"",           "2025-",      "2025-3",     "2025-00",
                                         "2025-02-30", "2025-03-00", "0000",       "20250331",
                                         "2025-03-3x", "2025/03/31", "2025-03-311"};
    char text[DAY_TEXT];

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        assert_int_equal(day_read(text, day_format(days[i], text)), days[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(day_read(others[i], strlen(others[i])), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_day_agrees_with_libc),
        cmocka_unit_test(test_numbers_beyond_the_calendar_give_its_ends),
        cmocka_unit_test(test_only_real_dates_are_valid),
        cmocka_unit_test(test_make_refuses_what_does_not_exist),
        cmocka_unit_test(test_a_period_has_a_first_and_a_last_day),
        cmocka_unit_test(test_months_added_clamp_the_day),
        cmocka_unit_test(test_months_added_and_taken_cancel),
        cmocka_unit_test(test_format_shows_what_is_known),
        cmocka_unit_test(test_today_is_the_local_day),
        cmocka_unit_test(days_are_read_as_they_are_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
