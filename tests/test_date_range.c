/* Ranges by terms, and by intervals of dates, against the definition: an article
 * is in a range when its whole date is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "searcher/plan/date_interval.h"
#include "searcher/plan/date_range.h"

struct days {
    dateline_day first, last;
};

static struct date_range range;
static struct date_interval intervals[DATE_INTERVALS];
static size_t n_intervals;

static int free_range(void **state)
{
    (void)state;
    date_range_free(&range);
    return 0;
}

static void find(struct days days, struct days span)
{
    date_range_terms(days.first, days.last, span.first, span.last, &range);
    n_intervals = date_intervals(days.first, days.last, intervals);
    for (size_t i = 1; i < n_intervals; i++)
        assert_true(intervals[i].last < intervals[i - 1].first);
}

static bool inside(dateline_day date, struct days days)
{
    return days.first <= day_first(date) && day_last(date) <= days.last;
}

static bool has_term(enum schema_field field, dateline_day date)
{
    for (size_t i = 0; i < range.len; i++)
        if (range.terms[i].field == field && range.terms[i].day == date)
            return true;
    return false;
}

/* Whether an article of that date has one of the terms. */
static bool matches(dateline_day date)
{
    enum day_precision known = day_precision(date);

    return range.all || has_term(FIELD_YEAR, date / 10000 * 10000) ||
           (known >= DAY_MONTH && has_term(FIELD_MONTH, date / 100 * 100)) ||
           (known == DAY_DAY && has_term(FIELD_DAY, date));
}

static bool in_interval(dateline_day date)
{
    for (size_t i = 0; i < n_intervals; i++)
        if (intervals[i].first <= date && date <= intervals[i].last)
            return true;
    return false;
}

static void check(dateline_day date, struct days days, struct days span)
{
    if (matches(date) != inside(date, days))
        fail_msg("%d is %sin %d..%d of an index of %d..%d", date, matches(date) ? "" : "not ",
                 days.first, days.last, span.first, span.last);
    if (in_interval(date) != inside(date, days))
        fail_msg("%d is %sin an interval of %d..%d", date, in_interval(date) ? "" : "not ",
                 days.first, days.last);
}

static void check_size(struct days span)
{
    size_t count[FIELD_YEAR + 1] = {0};

    for (size_t i = 0; i < range.len; i++)
        count[range.terms[i].field]++;
    assert_in_range(count[FIELD_MONTH], 0, DATE_RANGE_MONTHS);
    assert_in_range(count[FIELD_DAY], 0, DATE_RANGE_DAYS);
    assert_in_range(count[FIELD_YEAR], 0, span.last / 10000 - span.first / 10000 + 1);
    assert_int_equal(count[FIELD_DAY] + count[FIELD_MONTH] + count[FIELD_YEAR], range.len);
}

/* The next of a sequence that is the same in every run. */
static int32_t below(int32_t n)
{
    static uint64_t seed = 1;

    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int32_t)((seed >> 33) % (uint32_t)n);
}

/* Two days in order, out of LENGTH from day number FIRST. */
static struct days some_days(int32_t first, int32_t length)
{
    int32_t a = first + below(length), b = first + below(length);

    return (struct days){day_from_number(a < b ? a : b), day_from_number(a < b ? b : a)};
}

/* The day's month or year, or itself: ranges like to end where periods do. */
static dateline_day some_period(dateline_day day)
{
    static const dateline_day unit[] = {1, 1, 100, 10000};
    dateline_day known = unit[below(4)];

    return day / known * known;
}

static struct days snapped(struct days days)
{
    return (struct days){day_first(some_period(days.first)), day_last(some_period(days.last))};
}

/* Every date of any precision that an index of SPAN can hold. */
static void check_every_date(struct days days, struct days span)
{
    for (int y = span.first / 10000; y <= span.last / 10000; y++) {
        if (inside(day_make(y, 0, 0), span))
            check(day_make(y, 0, 0), days, span);
        for (int m = 1; m <= 12; m++)
            if (inside(day_make(y, m, 0), span))
                check(day_make(y, m, 0), days, span);
    }
    for (int32_t n = day_number(span.first); n <= day_number(span.last); n++)
        check(day_from_number(n), days, span);
}

/* No M where the Y would be right too, no D where the M would. */
static void check_no_larger_period_would_do(struct days days, struct days span)
{
    for (size_t i = 0; i < range.len; i++) {
        const struct date_term *t = &range.terms[i];
        dateline_day unit = t->field == FIELD_DAY ? 100 : 10000;
        dateline_day period = t->day / unit * unit;
        dateline_day first = day_first(period), last = day_last(period);

        if (t->field == FIELD_YEAR)
            continue;
        first = first < span.first ? span.first : first;
        last = last > span.last ? span.last : last;
        assert_false(days.first <= first && last <= days.last);
    }
}

static void test_exact_for_every_date_of_small_indexes(void **state)
{
    (void)state;
    for (int i = 0; i < 1500; i++) {
        int32_t start = day_number(18990101) + below(40000);
        struct days span = snapped(some_days(start, 1 + below(1200)));
        struct days days = snapped(some_days(start - 200, 1600));

        find(days, span);
        check_size(span);
        check_every_date(days, span);
        check_no_larger_period_would_do(days, span);
    }
}

static struct days span_of_dates(const dateline_day *dates, size_t n)
{
    struct days span = {DAY_LAST, DAY_FIRST};

    for (size_t i = 0; i < n; i++) {
        if (day_first(dates[i]) < span.first)
            span.first = day_first(dates[i]);
        if (day_last(dates[i]) > span.last)
            span.last = day_last(dates[i]);
    }
    return span;
}

static void test_exact_over_the_whole_calendar(void **state)
{
    dateline_day dates[20];

    (void)state;
    for (int i = 0; i < 200; i++) {
        size_t n = 1 + (size_t)below(20);
        struct days span, days = snapped(some_days(1, 3652059));

        for (size_t j = 0; j < n; j++)
            dates[j] = some_period(day_from_number(1 + below(3652059)));
        span = span_of_dates(dates, n);
        find(days, span);
        check_size(span);
        for (size_t j = 0; j < n; j++)
            check(dates[j], days, span);
    }
}

static void expect(struct days days, struct days span, const char *want)
{
    struct buf text = {0}, term = {0};

    find(days, span);
    assert_false(range.all);
    buf_str(&text, "");
    for (size_t i = 0; i < range.len; i++) {
        schema_date(&term, range.terms[i].field, range.terms[i].day);
        buf_str(&text, i ? " " : "");
        buf_span_add(&text, buf_span(&term));
    }
    assert_string_equal(text.data, want);
    buf_free(&text);
    buf_free(&term);
}

static void test_whole_periods_are_one_term(void **state)
{
    const struct days span = {20200101, 20251231};

    (void)state;
    expect((struct days){20240101, 20241231}, span, "Y2024");
    expect((struct days){20240201, 20240229}, span, "M202402");
    expect((struct days){20240201, 20240228}, span,
           "D20240201 D20240202 D20240203 D20240204 D20240205 D20240206 D20240207 D20240208 "
           "D20240209 D20240210 D20240211 D20240212 D20240213 D20240214 D20240215 D20240216 "
           "D20240217 D20240218 D20240219 D20240220 D20240221 D20240222 D20240223 D20240224 "
           "D20240225 D20240226 D20240227 D20240228");
    expect((struct days){20231130, 20250201}, span, "D20231130 M202312 Y2024 M202501 D20250201");
}

/* Where the index ends before the period does, the period's term is exact. */
static void test_the_span_completes_periods(void **state)
{
    const struct days span = {20250220, 20260331};

    (void)state;
    expect((struct days){20250227, 20250331}, span, "D20250227 D20250228 M202503");
    expect((struct days){20250101, 20250331}, span, "M202502 M202503");
    expect((struct days){20250215, 20251231}, span, "Y2025");
    expect((struct days){20260301, 20260331}, span, "M202603");
    expect((struct days){20251231, 20260630}, span, "D20251231 Y2026");
    expect((struct days){20260330, 20300101}, span, "D20260330 D20260331");
}

static void test_ranges_outside_and_around(void **state)
{
    const struct days span = {20250220, 20260331};

    (void)state;
    expect((struct days){20200101, 20250219}, span, "");
    expect((struct days){20260401, 20261231}, span, "");
    expect((struct days){DAY_FIRST, DAY_LAST}, (struct days){0}, "");
    find(span, span);
    assert_true(range.all);
    find((struct days){DAY_FIRST, DAY_LAST}, span);
    assert_true(range.all);
    assert_int_equal(range.len, 0);
}

static void test_a_range_becomes_few_intervals(void **state)
{
    static const struct {
        struct days days;
        size_t n;
        struct date_interval list[DATE_INTERVALS];
    } cases[] = {
        {{20240101, 20241231}, 1, {{20240000, 20241231}}},
        {{20240201, 20240229}, 1, {{20240200, 20240229}}},
        {{20240201, 20240228}, 1, {{20240201, 20240228}}},
        {{20240115, 20240310}, 2, {{20240301, 20240310}, {20240115, 20240299}}},
        {{20231101, 20240310},
         3,
         {{20240301, 20240310}, {20240001, 20240299}, {20231100, 20239999}}},
        {{DAY_FIRST, DAY_LAST}, 1, {{10000, DAY_LAST}}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = date_intervals(cases[i].days.first, cases[i].days.last, intervals);

        assert_int_equal(n, cases[i].n);
        for (size_t k = 0; k < n; k++) {
            assert_int_equal(intervals[k].first, cases[i].list[k].first);
            assert_int_equal(intervals[k].last, cases[i].list[k].last);
        }
    }
}

static void test_the_longest_list(void **state)
{
    (void)state;
    find((struct days){20240102, 20251230}, (struct days){DAY_FIRST, DAY_LAST});
    assert_int_equal(range.len, DATE_RANGE_MONTHS + DATE_RANGE_DAYS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact_for_every_date_of_small_indexes),
        cmocka_unit_test(test_exact_over_the_whole_calendar),
        cmocka_unit_test(test_whole_periods_are_one_term),
        cmocka_unit_test(test_the_span_completes_periods),
        cmocka_unit_test(test_ranges_outside_and_around),
        cmocka_unit_test(test_the_longest_list),
        cmocka_unit_test(test_a_range_becomes_few_intervals),
    };

    return cmocka_run_group_tests(tests, NULL, free_range);
}
