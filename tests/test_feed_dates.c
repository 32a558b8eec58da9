/* Dates that a source settles, and dates guessed from texts. */
#include "feeding.h"

#define ROW(id, date) "{\"id\":\"" id "\",\"title\":\"t\",\"date\":\"" date "\",\"body\":\"b\"}\n"

static void is_dated(size_t i, dateline_day day, const char *confidence)
{
    struct article a = {.day = the.seen[i].day,
                        .date_source = the.seen[i].date_source,
                        .date_confidence = the.seen[i].date_confidence};

    assert_true(i < the.len);
    assert_int_equal(a.day, day);
    if (confidence)
        assert_string_equal(article_date_confidence(&a), confidence);
    else
        assert_null(article_date_confidence(&a));
}

/* The first ambiguous date stands before the one that settles it. */
static void test_other_dates_settle_the_order(void **state)
{
    (void)state;
    feed_text("a.jsonl",
              ROW("1", "02/03/2024") ROW("2", "13/03/2024") ROW("3", "04/05/2024 10:00"));
    is_dated(0, 20240302, "likely");
    is_dated(1, 20240313, "sure");
    is_dated(2, 20240504, "likely");
    assert_int_equal(the.told_len, 1);
    assert_told(0, FEED_NOTED, "a.jsonl: dates as 02/03/2024 are read with the day first");
    feed_text("a.jsonl", ROW("1", "02/03/2024") ROW("2", "03/13/2024"));
    is_dated(0, 20240203, "likely");
    assert_told(0, FEED_NOTED, "the month first");
}

static void test_both_orders_settle_nothing(void **state)
{
    (void)state;
    feed_text("a.jsonl", ROW("1", "02/03/2024") ROW("2", "13/03/2024") ROW("3", "03/13/2024"));
    is_dated(0, 0, NULL);
    assert_told(0, FEED_UNDATED, "no date can be read from \"02/03/2024\"");
    feed_text("a.jsonl", ROW("1", "02/03/2024") ROW("2", "03/03/2024") ROW("3", "2024-03-13"));
    is_dated(0, 0, NULL);
    /* Dates with dots say nothing of dates with slashes. */
    feed_text("a.jsonl", ROW("1", "02/03/2024") ROW("2", "13.03.2024"));
    is_dated(0, 0, NULL);
    feed_text("a.jsonl", ROW("1", "02-03-2024") ROW("2", "13.03.2024"));
    is_dated(0, 0, NULL);
    feed_text("a.jsonl", ROW("1", "02-03-2024") ROW("2", "13-03-2024"));
    is_dated(0, 20240302, "likely");
    /* Nor does an impossible one. */
    feed_text("a.jsonl", ROW("1", "02/03/2024") ROW("2", "31/02/2024"));
    is_dated(0, 0, NULL);
}

static void test_a_folder_is_one_source(void **state)
{
    (void)state;
    make_directory("d");
    put("d/a.md", "---\ntitle: A\ndate: 02/03/2024\n---\ntext\n");
    put("d/b.md", "---\ntitle: B\ndate: 13/03/2024\n---\ntext\n");
    assert_int_equal(feed("d"), DATELINE_OK);
    is_dated(0, 20240302, "likely");
    assert_told(0, FEED_NOTED, "d: dates as");
}

static void test_dates_are_guessed_from_texts_if_asked(void **state)
{
    static const char text[] =
        "A headline\n\nOn 3 March 2019 the mine closed. It was opened on June "
        "1, 1987, and is to open again on 2031-05-01. Model 2019-12-119 and "
        "1999-01-01x are no dates, and 5 May 20 is none of a year.\n";

    (void)state;
    feed_text("a.txt", text);
    is_dated(0, 0, NULL);
    the.options.date_from[0] = DATE_FROM_HEADER;
    the.options.date_from[1] = DATE_FROM_TEXT;
    feed_text("a.txt", text);
    is_dated(0, 20190303, "guess");
    assert_int_equal(only()->date_source, DATE_FROM_TEXT);
    put("b.txt", text);
    run("touch -d 1990-01-01 b.txt");
    assert_int_equal(feed("b.txt"), DATELINE_OK);
    is_dated(0, 19870601, "guess");
    feed_text("c.txt", "date 2020-01-02 A headline\n\nOn 3 March 2019 the mine closed.\n");
    is_dated(0, 20200102, "sure");
    feed_text("d.txt", "A headline\n\nNothing today, and no year.\n");
    is_dated(0, 0, NULL);
}

static void test_pages_say_how_sure_they_are(void **state)
{
    (void)state;
    feed_text("a.html", "<html><head><title>T</title><meta property=\"article:published_time\" "
                        "content=\"2024-03-05\"></head><body><p>Some words of text.</p></body>");
    is_dated(0, 20240305, "likely");
    assert_int_equal(only()->date_source, DATE_FROM_META);
    the.options.date_from[0] = DATE_FROM_HEADER;
    assert_int_equal(feed("a.html"), DATELINE_OK);
    is_dated(0, 0, NULL);
}

/* The year of a dateline without one is never guessed. */
static void test_a_year_is_settled_by_another_date(void **state)
{
    static const char text[] = "KYIV, Feb. 23 (Agency) - The harbour is open.\n\nShips come in.\n";

    (void)state;
    the.options.date_from[0] = DATE_FROM_DATELINE;
    the.options.date_from[1] = DATE_FROM_FIELD;
    make_directory("1987");
    put("1987/a.txt", text);
    feed("1987/a.txt");
    is_dated(0, 19870223, "likely");
    put("wire-2019-03-01.txt", text);
    feed("wire-2019-03-01.txt");
    is_dated(0, 20190223, "likely");
    put("wire.txt", text);
    feed("wire.txt");
    is_dated(0, 0, NULL);
    feed_text("a.jsonl",
              "{\"id\":\"1\",\"date\":\"2024-02-25\",\"body\":\"KYIV, Feb. 23 (Agency) - "
              "Text.\"}\n{\"id\":\"2\",\"date\":\"2024-09-25\",\"body\":\"KYIV, Feb. 23 "
              "(Agency) - Text.\"}\n");
    is_dated(0, 20240223, "likely");
    is_dated(1, 20240925, "sure");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_other_dates_settle_the_order),
        FEEDING(test_both_orders_settle_nothing),
        FEEDING(test_a_folder_is_one_source),
        FEEDING(test_dates_are_guessed_from_texts_if_asked),
        FEEDING(test_pages_say_how_sure_they_are),
        FEEDING(test_a_year_is_settled_by_another_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
