/* CSV and TSV: quotes, delimiters, names, rows that are damaged. */
#include "feeding.h"

static void test_quoted_cells(void **state)
{
    (void)state;
    feed_text("n.csv", "\xEF\xBB\xBF"
                       "id,Title,DATE,body\r\n"
                       "a,\"He said \"\"no\"\", then\",2025-03-31,\"One.\r\n\r\nTwo, three.\"\r\n"
                       "\r\n"
                       ",Plain \"quotes\" inside,2025-04,\"x\"y\r\n");
    ASSERT_IDS("a", "n.csv:6");
    assert_string_equal(the.seen[0].title, "He said \"no\", then");
    assert_string_equal(the.seen[0].body, "One.\n\nTwo, three.");
    assert_int_equal(the.seen[0].day, 20250331);
    assert_int_equal(the.seen[0].line, 2);
    assert_string_equal(the.seen[1].title, "Plain \"quotes\" inside");
    assert_string_equal(the.seen[1].body, "xy");
    assert_int_equal(the.seen[1].day, 20250400);
    assert_int_equal(the.told_len, 0);
}

static void test_other_delimiters(void **state)
{
    (void)state;
    feed_text("n.csv", "id;title;body\na;One, two;\"x;y\"\n");
    assert_string_equal(only()->title, "One, two");
    assert_string_equal(only()->body, "x;y");
}

static void test_tsv_has_escapes_and_no_quotes(void **state)
{
    (void)state;
    feed_text("n.tsv", "id\ttitle\tbody\na\t\"Half a quote\tone\\ttwo\\nthree\\\\n \\x\n"
                       "b\tB\tsecond\n");
    ASSERT_IDS("a", "b");
    assert_string_equal(the.seen[0].title, "\"Half a quote");
    assert_string_equal(the.seen[0].body, "one\ttwo\nthree\\n \\x");
}

static void test_names_and_dates_of_the_users(void **state)
{
    (void)state;
    assert_int_equal(feed_parse_field("date=Time", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("title=Headlines", &the.options, NULL), DATELINE_OK);
    the.options.date_format = "%d-%b-%y";
    feed_text("n.csv", "Time,Headlines\n18-Jul-20,Johnson asks\n31-Foo-20,Markets\n");
    ASSERT_IDS("n.csv:2", "n.csv:3");
    assert_int_equal(the.seen[0].day, 20200718);
    assert_told(0, FEED_UNDATED, "n.csv:3: no date can be read from \"31-Foo-20\"");
}

static void test_header_that_names_nothing(void **state)
{
    (void)state;
    feed_text("n.csv", "Time,Headlines\n18-Jul-20,Johnson asks\n");
    assert_int_equal(the.len, 0);
    assert_told(0, FEED_SKIPPED, "n.csv:1: skipped: no column is named \"title\" or \"body\"");
    assert_told(1, FEED_NOTED,
                "n.csv: has Headlines, Time but no title, date: --field title=Headlines --field "
                "date=Time");
    assert_int_equal(the.told_len, 2);
}

static void test_rows_of_other_lengths(void **state)
{
    (void)state;
    feed_text("n.csv", "title,date\nA\nB,2025,C,D\n,\nE,2025\n");
    ASSERT_IDS("n.csv:2", "n.csv:3", "n.csv:5");
    assert_told(0, FEED_UNDATED, "n.csv:2: has no date");
    assert_told(1, FEED_DAMAGED, "n.csv:3: has 4 cells under 2 names");
    assert_told(2, FEED_SKIPPED, "n.csv:4: skipped: it has neither title nor text");
}

static void test_quote_that_is_not_closed(void **state)
{
    (void)state;
    feed_text("n.csv", "title,date\nA,2025\n\"B,2025\nC,2025\n");
    ASSERT_IDS("n.csv:2", "n.csv:4");
    assert_told(0, FEED_SKIPPED, "n.csv:3: skipped: its quote is not closed");
    run("{ printf 'title,date\\nA,2025\\n\"'; yes wwwwwww | head -c 70000000;"
        "  printf '\"\\nB,2025\\n'; } > n.csv");
    feed("n.csv");
    assert_told(0, FEED_SKIPPED, "n.csv:3: skipped: it is longer than 64 MiB");
    assert_string_equal(the.seen[the.len - 1].title, "B");
}

static void test_quote_costs_its_line_only(void **state)
{
    (void)state;
    feed_text("n.csv", "id,title,date\na,\"Ferry,2025\nb,\"Bus, late\",2025\nc,Tram,2025\n"
                       "d,\"Two\nlines\",2025\n\"e\n");
    ASSERT_IDS("b", "c", "d");
    assert_string_equal(the.seen[2].title, "Two lines");
    assert_int_equal(the.seen[2].line, 5);
    assert_told(0, FEED_SKIPPED, "n.csv:2: skipped: its quote is not closed");
    assert_told(1, FEED_SKIPPED, "n.csv:7: skipped: its quote is not closed");
    assert_int_equal(the.told_len, 2);
}

static void test_old_line_ends(void **state)
{
    (void)state;
    feed_text("mac.csv", "id,title,date\ra,Ferry,2025\rb,\"Bus\rlate\",2025\r");
    ASSERT_IDS("a", "b");
    assert_string_equal(the.seen[1].title, "Bus late");
    feed_text("mac.tsv", "id\ttitle\tdate\ra\tFerry\t2025\r");
    ASSERT_IDS("a");
    feed_text("odd.csv", "id,title,date\r\r\na,Ferry,2025\r\r\n");
    ASSERT_IDS("a");
    assert_int_equal(the.told_len, 0);
    feed_text("mac.jsonl", "{\"id\":\"a\",\"title\":\"t\"}\r{\"id\":\"b\",\"title\":\"t\"}\r");
    ASSERT_IDS("a", "b");
}

static void test_lines_before_the_names(void **state)
{
    (void)state;
    feed_text("n.csv", "sep=;\nid;title;date\na;Ferry, late;2025\n");
    assert_string_equal(only()->title, "Ferry, late");
    feed_text("n.csv", "\xEF\xBB\xBF\"sep=|\"\r\nid|title|date\r\na|Ferry|2025\r\n");
    assert_string_equal(only()->title, "Ferry");
    feed_text("n.csv", "# of the harbour office\n\nsep=;\nid;title;date\na;Ferry, late;2025\n");
    assert_string_equal(only()->title, "Ferry, late");
    feed_text("n.csv",
              "\n\n# of the harbour office, 2025\nExport\n\nid,title,date\na,Ferry,2025\n");
    ASSERT_IDS("a");
    feed_text("n.tsv", "#id\ttitle\tdate\na\tFerry\t2025\n");
    ASSERT_IDS("a");
    assert_int_equal(the.told_len, 0);
}

static void test_delimiter_that_names_fields(void **state)
{
    (void)state;
    feed_text("n.csv", "id;title;date;\"a,b,c,d,e\"\na;Ferry;2025;x\n");
    ASSERT_IDS("a");
}

static void test_zero_byte_in_a_cell(void **state)
{
    static const char rows[] = "id,title,date\na,Fer\0ry,2025\nb,Bus,2025\n";

    (void)state;
    put_bytes("n.csv", rows, sizeof rows - 1);
    feed("n.csv");
    ASSERT_IDS("a", "b");
}

static void test_table_by_another_name(void **state)
{
    (void)state;
    feed_text("rows.txt", "id,title,date,body\na,Ferry,2025,late\n");
    ASSERT_IDS("a");
    feed_text("rows", "\"id\"\t\"title\"\t\"date\"\na\tFerry\t2025\n");
    ASSERT_IDS("a");
    feed_text("prose.txt", "The title, date and body,\nof work\n");
    ASSERT_IDS("prose.txt");
}

static void test_field_that_no_column_has(void **state)
{
    (void)state;
    assert_int_equal(feed_parse_field("body=contnet", &the.options, NULL), DATELINE_OK);
    put("n.csv", "id,title,content\na,Ferry,late\n");
    assert_int_equal(feed("n.csv"), DATELINE_BAD_OPTION);
    assert_non_null(strstr(the.err.text, "n.csv:1: --field body=contnet names none"));
}

static void test_role_of_two_columns(void **state)
{
    (void)state;
    assert_int_equal(feed_parse_field("body=lead", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("body=text", &the.options, NULL), DATELINE_OK);
    feed_text("n.csv", "id,title,text,date,lead\na,Ferry,late,2025,It is\n");
    assert_string_equal(only()->body, "It is\nlate");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_quoted_cells),
        FEEDING(test_other_delimiters),
        FEEDING(test_tsv_has_escapes_and_no_quotes),
        FEEDING(test_names_and_dates_of_the_users),
        FEEDING(test_header_that_names_nothing),
        FEEDING(test_rows_of_other_lengths),
        FEEDING(test_quote_that_is_not_closed),
        FEEDING(test_quote_costs_its_line_only),
        FEEDING(test_old_line_ends),
        FEEDING(test_lines_before_the_names),
        FEEDING(test_delimiter_that_names_fields),
        FEEDING(test_zero_byte_in_a_cell),
        FEEDING(test_table_by_another_name),
        FEEDING(test_field_that_no_column_has),
        FEEDING(test_role_of_two_columns),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
