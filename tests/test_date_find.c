/* Dates inside other text: at its start, in paths, in datelines, anywhere in it. */
#include <stdio.h>

#include "date_examples.h"

static void test_a_date_that_begins_a_text(void **state)
{
    static const struct {
        const char *text;
        size_t read;
        dateline_day day;
    } examples[] = {
        {"2025-03-31 Washington, March 31", 10, 20250331},
        {"2025-03-31\nText", 10, 20250331},
        {"2025-03-31", 10, 20250331},
        {"2025-03 x", 7, 20250300},
        {"2025\t", 4, 20250000},
        {"2025-03-31x", 0, 0},
        {"2025-03-31,", 0, 0},
        {"2025-3-31", 0, 0},
        {"2025-02-30", 0, 0},
        {"2025-00", 0, 0},
        {" 2025", 0, 0},
        {"", 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        dateline_day day = 0;

        assert_int_equal(date_parse_start(span_of(examples[i].text), &day), examples[i].read);
        assert_int_equal(day, examples[i].day);
    }
}

static void test_dates_are_found_in_paths(void **state)
{
    static const struct date_example examples[] = {
        {"news/2025-03-31.txt", 20250331},
        {"2025-03-31-title-of-it-265711106.txt", 20250331},
        {"news/2025/03/31/a.txt", 20250331},
        {"2025_03_31", 20250331},
        {"a.2025.03.31.txt", 20250331},
        {"x2025-03-31T10-00.txt", 20250331},
        {"news/2025-03/a.txt", 20250300},
        {"news/2025/03/1234.txt", 20250300},
        {"IMG_20250331_101500.jpg", 20250331},
        {"20250331.txt", 20250331},
        {"scan-20250331101500.txt", 20250331},
        {"20250331256000.txt", 0},
        {"202503311015.txt", 0},
        {"2024/01/2025-03-31.txt", 20250331},
        {"2025-03-31/20240101.txt", 20240101},
        {"2025-03-31/12345678.txt", 20250331},
        {"2025-03/31.txt", 20250300},
        {"20250331T10.txt", 0},
        {"a20250331.txt", 0},
        {"120250331.txt", 0},
        {"2025.txt", 0},
        {"2025-02-30.txt", 0},
        {"2025-13.txt", 0},
        {"12025-03-31.txt", 0},
        {"31-03-2025.txt", 0},
        {"plain.txt", 0},
        {"", 0},
    };

    (void)state;
    CHECK_DATES(examples, date_in_path);
}

static void test_dates_are_found_in_datelines(void **state)
{
    static const struct date_example examples[] = {
        {"KYIV, March 31, 2025 (AP) - Text", 20250331},
        {"\n  KYIV, Ukraine, Mar. 31, 2025 (AP) -- Text", 20250331},
        {"LONDON, 31 March 2025 /PRNewswire/ -- Text", 20250331},
        {"Washington, March 31, 2025 (IANS) US President", 20250331},
        {"(New York, March 31, 2025) \u2013 Text", 20250331},
        {"PARIS--(BUSINESS WIRE)--March 31, 2025-- Text", 20250331},
        {"M\u00dcNCHEN \u2014 March 31, 2025 \u2014 Text", 20250331},
        {"KYIV, March 31 (AP) - Text of 2025", 0},
        {"LONDON, 31 March 10 - people", 0},
        {"KYIV, February 30, 2025 (AP) - Text", 0},
        {"On March 31, 2025 (a Monday) he said", 0},
        {"KYIV, March 31, 2025 was a Monday", 0},
        {"the mayor, March 31, 2025 (AP) - Text", 0},
        {"March 31, 2025 - Text", 0},
        {"KYIV, March 2025 (AP) - Text", 0},
        {"Title\nKYIV, March 31, 2025 (AP) - Text", 0},
        {"", 0},
    };

    (void)state;
    CHECK_DATES(examples, date_in_dateline);
}

/* The date that LABEL is; 0 for "-". */
static dateline_day labelled_day(const char *label)
{
    dateline_day day = 0;

    if (strcmp(label, "-") != 0)
        assert_int_equal(date_parse_start(span_of(label), &day), strlen(label));
    return day;
}

/* No dateline of a list is read wrong, and nearly all are read. */
static void test_dateline_list(void **state)
{
    FILE *f = fopen(FIXTURES "/datelines.tsv", "r");
    char line[512];
    int dates = 0, read = 0;

    (void)state;
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        char *text = strtok(line, "\t"), *other = strtok(NULL, "\t"), *label = strtok(NULL, "\t\n");
        dateline_day day = 0, want;

        if (*text == '#' || !label)
            continue;
        want = labelled_day(label);
        if (!date_in_dateline(span_of(text), &day))
            date_in_dateline_near(span_of(text), labelled_day(other), &day);
        if (day && day != want)
            fail_msg("\"%s\" by %s is read as %d, not %s", text, other, day, label);
        if (want && !day)
            print_message("not read: %s by %s\n", text, other);
        dates += want != 0;
        read += day != 0;
    }
    fclose(f);
    assert_true(dates >= 120);
    assert_true(100 * read >= 97 * dates);
}

static void test_years_are_found_in_paths(void **state)
{
    static const struct date_example examples[] = {
        {"1987/a.txt", 19870000},
        {"wire-1987.txt", 19870000},
        {"a/1987/b/1987-x.txt", 19870000},
        {"1987/1988.txt", 0},
        {"a1987.txt", 0},
        {"1987b.txt", 0},
        {"19870/a.txt", 0},
        {"1066/a.txt", 0},
        {"9999/a.txt", 0},
        {"2024-2024.txt", 20240000},
        {"a.txt", 0},
        {"", 0},
    };

    (void)state;
    CHECK_DATES(examples, date_year_in_path);
}

static void is_in_text(const char *text, dateline_day last, dateline_day expected)
{
    dateline_day day = 0;

    assert_int_equal(date_in_text(span_of(text), last, &day), expected != 0);
    assert_int_equal(day, expected);
}

static void test_dates_in_text(void **state)
{
    struct buf text = {0};

    (void)state;
    is_in_text("Signed on 31 March 2024, in force from April 2nd, 2024.", 20250101, 20240402);
    is_in_text("Signed on 31 March 2024, in force from April 2nd, 2024.", 20240401, 20240331);
    is_in_text("Signed on 31 March 2024, in force from April 2nd, 2024.", 20240330, 0);
    is_in_text("(2024-03-31)", 20250101, 20240331);
    is_in_text("le 14 juillet 2023", 20250101, 20230714);
    is_in_text("1 March 2024\n2 March 2023", 20250101, 20240301);
    /* No day, no year, no such day, a part of something else. */
    is_in_text("In March 2024; on 31 March; on 31 April 2024; on 31 March 10 people", 20250101, 0);
    is_in_text("x2024-03-31, 2024-03-311, 12024-03-31, 1-2024-03-31, a/2024-03-31", 20250101, 0);
    is_in_text("", 20250101, 0);
    /* Comments that do not end, as in RFC 2822's dates, take no longer than their length. */
    for (int i = 0; i < 200000; i++)
        buf_str(&text, "March (");
    buf_str(&text, "31 March 2024");
    is_in_text(text.data, 20250101, 20240331);
    buf_free(&text);
}
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_date_that_begins_a_text),
        cmocka_unit_test(test_dates_are_found_in_paths),
        cmocka_unit_test(test_dates_are_found_in_datelines),
        cmocka_unit_test(test_dateline_list),
        cmocka_unit_test(test_years_are_found_in_paths),
        cmocka_unit_test(test_dates_in_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
