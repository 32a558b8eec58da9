/* JSON Lines: members and roles, ids, numbers, and lines that are none. */
#include "feeding.h"

static void feed_lines(const char *lines)
{
    feed_text("n.jsonl", lines);
}

static void test_all_members(void **state)
{
    const struct seen *a;

    (void)state;
    feed_lines("{\"id\":\"x1\",\"title\":\"A  title\\n here\",\"date\":\"2025-03-31\","
               "\"body\":\"One.\\r\\nTwo.\",\"source\":\"AP\\n\",\"url\":\"http://x/\","
               "\"lang\":\"EN\"}\n");
    a = only();
    assert_string_equal(a->id, "x1");
    assert_string_equal(a->title, "A title here");
    assert_string_equal(a->body, "One.\nTwo.");
    assert_string_equal(a->source, "AP");
    assert_string_equal(a->url, "http://x/");
    assert_string_equal(a->lang, "en");
    assert_int_equal(a->day, 20250331);
    assert_int_equal(a->date_source, DATE_FROM_FIELD);
    assert_string_equal(a->path, "n.jsonl");
    assert_int_equal(a->line, 1);
    assert_int_equal(the.told_len, 0);
}

/* Bytes that are skipped in blocks are seen at each place of a block. */
static void test_line_ends_at_every_place(void **state)
{
    static const struct {
        const char *written, *kept;
    } ends[] = {{"\\r\\n", "\n"},
                {"\\r", "\n"},
                {"\\f", "\n"},
                {"\\u0000", " "},
                {"\xC2\x85", "\n"},
                {"\xE2\x80\xA8", "\n"},
                {"\\u2029", "\n"},
                {"\xC2\xA3", "\xC2\xA3"},
                {"\xE2\x82\xAC", "\xE2\x82\xAC"}};
    char line[200], kept[200], x[100];

    (void)state;
    memset(x, 'x', sizeof x);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        for (int at = 1; at < 99; at++) {
            snprintf(line, sizeof line,
                     "{\"title\":\"T\",\"date\":\"2025\",\"body\":\"%.*s%s%.*s\"}", at, x,
                     ends[i].written, 99 - at, x);
            snprintf(kept, sizeof kept, "%.*s%s%.*s", at, x, ends[i].kept, 99 - at, x);
            feed_lines(line);
            assert_string_equal(only()->body, kept);
            forget();
        }
}

/* The result of LINE: the fields of its article, or why it was skipped. */
static void read_odd_line(const char *line, struct buf *out)
{
    buf_clear(out);
    feed_lines(line);
    for (size_t k = 0; k < the.len; k++) {
        const struct seen *a = &the.seen[k];

        buf_printf(out, "%s|%s|%s|%s|%s|%s", a->id, a->title, a->source, a->url, a->lang, a->body);
    }
    for (size_t k = 0; k < the.told_len; k++)
        if (the.told[k].kind == FEED_SKIPPED)
            buf_str(out, the.told[k].message);
    forget();
}

static const struct {
    const char *line, *came;
} odd_lines[] = {
    {"{\"id\":1,\"title\":-7,\"body\":\"b\"}", "1|-7||||b"},
    {"{\"id\":0,\"title\":-0,\"body\":\"b\"}", "0|-0||||b"},
    {"{\"id\":9223372036854775807,\"title\":-9223372036854775808,\"body\":\"b\"}",
     "9223372036854775807|-9223372036854775808||||b"},
    {"{\"id\":9223372036854775808,\"title\":18446744073709551615,\"body\":\"b\"}",
     "9223372036854775808|18446744073709551615||||b"},
    {"{\"id\":18446744073709551616,\"title\":1e400,\"body\":\"b\"}",
     "18446744073709551616|1e400||||b"},
    {"{\"id\":1.50,\"title\":1e3,\"body\":\"b\",\"source\":-0.0}", "1.50|1e3|-0.0|||b"},
    {"{\"id\":007,\"title\":\"t\"}", "n.jsonl:1: skipped: not JSON: malformed number at byte 10"},
    {"{\"id\":true,\"title\":\"t\",\"body\":false,\"lang\":{},\"source\":null}", "n.jsonl:1|t||||"},
    {"{\"id\":\"1\",\"id\":\"2\",\"title\":\"t\",\"title\":null}",
     "n.jsonl:1: skipped: it has neither title nor text"},
    {"{\"id\":\"1\",\"body\":[\"a\",1,null,[\"x\"],\"b\"],\"title\":[]}", "1|a||||1\n\nx\nb"},
    {"{\"i\\u0064\":\"1\",\"title\":\"\\ud83d\\ude00 \\ud800 \\udc00 \\ud800\\u0041\"}",
     "1|😀 \uFFFD \uFFFD \uFFFDA||||"},
    {"{\"id\":\"1\",\"title\":\"\\u0000 \\b\\f\\n\\r\\t\\/\\\\ \\\" \\u00e9\"}", "1|/\\ \" é||||"},
    {"{\"id\":\"1\",\"title\":\"x\",\"title\\u0000y\":\"z\"}", "1|x||||"},
    {"{\"id\":\"1\",\"title\":\"\\x\"}",
     "n.jsonl:1: skipped: not JSON: malformed escape at byte 21"},
    {"{\"id\":\"1\",\"title\":\"\\u12\"}",
     "n.jsonl:1: skipped: not JSON: malformed escape at byte 24"},
    {"{\"id\":\"1\",\"title\":\"a\tb\x01 c\"}", "1|a b c||||"},
    {"{\"id\":\"1\",\"title\":\"t\"} ", "1|t||||"},
    {"{\"id\":\"1\",\"title\":\"t\"} x",
     "n.jsonl:1: skipped: not JSON: unexpected character at byte 24"},
    {"{\"id\":\"1\",\"title\":\"t\"}{}",
     "n.jsonl:1: skipped: not JSON: unexpected character at byte 23"},
    {"{\"id\":\"1\",\"title\":\"t\",}",
     "n.jsonl:1: skipped: not JSON: unexpected character at byte 23"},
    {"{\"id\":\"1\" \"title\":\"t\"}",
     "n.jsonl:1: skipped: not JSON: unexpected character at byte 11"},
    {"{\"id\":\"1\",\"title\":\"t", "n.jsonl:1: skipped: not JSON: the line ends too early"},
    {"{\"id\":\"1\",\"title\":'t'}",
     "n.jsonl:1: skipped: not JSON: unexpected character at byte 19"},
    {"{\"id\":\"1\",\"title\":\"t\",\"x\":NaN}", "1|t||||"},
    {"{\"id\":\"1\",\"title\":\"t\",\"x\":TRUE}",
     "n.jsonl:1: skipped: not JSON: unexpected character at byte 27"},
    {"{\"id\":\"1\",\"title\":\"t\",/* x */\"x\":1}",
     "n.jsonl:1: skipped: not JSON: unexpected character at byte 23"},
    {"{\"id\":\"1\",\"title\":\"t\",\"x\":{\"id\":\"2\",\"title\":\"u\"}}", "1|t||||"},
    {"{\"\":\"1\",\"title\":\"t\",\"Title\":\"u\"}", "n.jsonl:1|t||||"},
    {"{}", "n.jsonl:1: skipped: it has neither title nor text"},
    {"{", "n.jsonl:1: skipped: not JSON: the line ends too early"},
    {" \t{ \"id\" : \"1\" , \"title\" : \"t\" } \r", "1|t||||"},
    {"\xEF\xBB\xBF{\"id\":\"1\",\"title\":\"t\"}", "1|t||||"},
    {"{\"id\":\"1\",\"title\":\"caf\xE9 \xED\xA0\x80 \xF4\x90\x80\x80\"}",
     "1|café í € ô\uFFFD€€||||"},
};

static void test_odd_lines_are_read_as_ever(void **state)
{
    struct buf came = {0};

    (void)state;
    for (size_t i = 0; i < sizeof odd_lines / sizeof *odd_lines; i++) {
        read_odd_line(odd_lines[i].line, &came);
        assert_string_equal(came.data, odd_lines[i].came);
    }
    buf_free(&came);
}

static void test_ids_and_titles_that_are_not_given(void **state)
{
    (void)state;
    feed_lines("{\"date\":\"2025\",\"body\":\"Headline\\nText.\"}\n\n"
               "{\"id\":\"\",\"date\":\"2025\",\"title\":\"T\",\"body\":null}\n"
               "{\"id\":17,\"date\":\"2025\",\"title\":null,\"body\":[\"Head\",\"p1\",\"p2\"]}");
    ASSERT_IDS("n.jsonl:1", "n.jsonl:3", "17");
    assert_string_equal(the.seen[0].title, "Headline");
    assert_string_equal(the.seen[0].body, "Text.");
    assert_string_equal(the.seen[1].body, "");
    assert_string_equal(the.seen[2].title, "Head");
    assert_string_equal(the.seen[2].body, "p1\np2");
    assert_int_equal(the.seen[2].line, 4);
}

static void test_record_without_words_is_told(void **state)
{
    (void)state;
    feed_lines(
        "{\"id\":\"a\",\"date\":\"2025\"}\n{\"id\":\"b\",\"title\":\"B\",\"date\":\"2025\"}");
    ASSERT_IDS("b");
    assert_told(0, FEED_SKIPPED, "n.jsonl:1: skipped: it has neither title nor text");
}

static void test_fields_by_other_names(void **state)
{
    (void)state;
    assert_int_equal(feed_parse_field("body=content.text", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("title=head.line", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("date=a.b.c", &the.options, NULL), DATELINE_OK);
    feed_lines("{\"title\":\"no\",\"head.line\":\"yes\",\"head\":{\"line\":\"no\"},"
               "\"content\":{\"text\":\"deep\"},\"a\":{\"b.c\":\"2025\"}}");
    assert_string_equal(only()->title, "yes");
    assert_string_equal(only()->body, "deep");
    assert_int_equal(only()->day, 20250000);
}

static void test_numbers(void **state)
{
    (void)state;
    feed_lines("{\"id\":9007199254740993,\"title\":\"t\",\"date\":20250331}\n"
               "{\"id\":1.50,\"title\":\"t\",\"date\":1987}\n"
               "{\"id\":98765432109876543210987,\"title\":\"past 64 bits\",\"date\":2025}\n");
    ASSERT_IDS("9007199254740993", "1.50", "98765432109876543210987");
    assert_int_equal(the.seen[0].day, 20250331);
    assert_int_equal(the.seen[1].day, 19870000);
    the.options.date_format = "epoch";
    feed_lines("{\"id\":\"e\",\"title\":\"t\",\"date\":1743379200}\n");
    assert_int_equal(only()->day, 20250331);
}

static void test_escapes_lose_nothing(void **state)
{
    (void)state;
    feed_lines("{\"id\":\"a\\u0001\\nb\\u0000\",\"date\":\"2025\",\"title\":\"x\\ud800y\","
               "\"body\":\"\\udc00 \\ud83d\\ude00 z\\u0000w\"}");
    assert_string_equal(only()->id, "a%01%0Ab%00");
    assert_string_equal(only()->title, "x\uFFFDy");
    assert_string_equal(only()->body, "\uFFFD \U0001F600 z w");
}

static void test_last_of_two_keys_wins(void **state)
{
    (void)state;
    feed_lines("{\"id\":\"a\",\"id\":\"b\",\"title\":\"t\",\"date\":\"2025\"}");
    assert_string_equal(only()->id, "b");
}

static void test_lines_that_are_no_json(void **state)
{
    (void)state;
    feed_lines("\xEF\xBB\xBF{\"id\":\"a\",\"title\":\"t\",\"date\":\"2025\"}\r\n"
               "{\"id\":\"b\"\n"
               "[1,2]\n"
               "plain words\n"
               "{\"id\":\"c\",\"title\":\"t\",} \n"
               "17\n"
               "{\"id\":\"d\",\"title\":\"t\",\"date\":\"2025\"} x\n"
               "   \n"
               "{\"id\":\"e\",\"title\":\"t\",\"date\":\"2025\"}");
    ASSERT_IDS("a", "e");
    assert_told(0, FEED_SKIPPED, "n.jsonl:2: skipped: not JSON: the line ends too early");
    assert_told(1, FEED_SKIPPED, "n.jsonl:3: skipped: it is not a JSON object");
    assert_told(2, FEED_SKIPPED, "n.jsonl:4: skipped: it is not a JSON object");
    assert_told(3, FEED_SKIPPED, "n.jsonl:5: skipped: not JSON: ");
    assert_told(4, FEED_SKIPPED, "n.jsonl:6: skipped: it is not a JSON object");
    assert_told(5, FEED_SKIPPED, "n.jsonl:7: skipped: not JSON: unexpected character at byte 38");
    assert_int_equal(the.told_len, 6);
    assert_int_equal(the.counts.skipped, 6);
    assert_int_equal(the.counts.records, 8);
}

static void test_deep_nesting_is_told(void **state)
{
    char line[5000] = "{\"id\":\"deep\",\"title\":\"t\",\"x\":";

    (void)state;
    memset(line + strlen(line), '[', 4000);
    feed_lines(line);
    assert_told(0, FEED_SKIPPED, "n.jsonl:1: skipped: not JSON: nesting too deep");
}

static void test_unreadable_date_is_told(void **state)
{
    (void)state;
    feed_lines("{\"id\":\"a\",\"title\":\"t\",\"date\":\"2025-02-30\"}\n"
               "{\"id\":\"b\",\"title\":\"t\",\"date\":\"some\\nday\"}\n"
               "{\"id\":\"c\",\"title\":\"t\",\"date\":null}\n");
    ASSERT_IDS("a", "b", "c");
    assert_told(0, FEED_UNDATED, "n.jsonl:1: no date can be read from \"2025-02-30\"");
    assert_told(1, FEED_UNDATED, "n.jsonl:2: no date can be read from \"some day\"");
    assert_told(2, FEED_UNDATED, "n.jsonl:3: has no date");
    assert_int_equal(the.counts.undated, 3);
}

static void test_line_over_the_limit_is_passed_over(void **state)
{
    (void)state;
    run("{ printf '{\"id\":\"a\",\"title\":\"t\",\"date\":\"2025\"}\\n{\"id\":\"big\",\"body\":\"';"
        "  yes wwwwwww | tr '\\n' ' ' | head -c 70000000;"
        "  printf '\"}\\n{\"id\":\"b\",\"title\":\"t\",\"date\":\"2025\"}\\n'; } > n.jsonl");
    assert_int_equal(feed("n.jsonl"), DATELINE_OK);
    ASSERT_IDS("a", "b");
    assert_int_equal(the.seen[1].line, 3);
    assert_told(0, FEED_SKIPPED, "n.jsonl:2: skipped: it is longer than 64 MiB");
}

/* Its line is short enough, but its text is not as UTF-8. */
static void test_record_that_outgrows_the_limit_is_skipped(void **state)
{
    (void)state;
    run("{ printf '{\"id\":\"big\",\"date\":\"2025\",\"body\":\"';"
        "  yes \"$(printf '\\351t\\351\\351')\" | tr '\\n' ' ' | head -c 50000000;"
        "  printf '\"}\\n{\"id\":\"b\",\"title\":\"t\",\"date\":\"2025\"}\\n'; } > n.jsonl");
    assert_int_equal(feed("n.jsonl"), DATELINE_OK);
    ASSERT_IDS("b");
    assert_told(0, FEED_NOTED, "n.jsonl: not UTF-8, read as WINDOWS-1252");
    assert_told(1, FEED_SKIPPED, "n.jsonl:1: skipped: it is larger than 64 MiB");
}

static void test_byte_order_mark_of_a_field_is_no_text(void **state)
{
    (void)state;
    feed_lines("{\"id\":\"a\",\"title\":\"\\uFEFFTitle\",\"body\":\"\\uFEFFText\","
               "\"date\":\"2025\"}\n");
    assert_string_equal(only()->title, "Title");
    assert_string_equal(only()->body, "Text");
}

static void test_line_in_latin_1(void **state)
{
    (void)state;
    feed_lines("{\"id\":\"a\",\"title\":\"caf\xE9\",\"date\":\"2025\"}\n"
               "{\"id\":\"b\",\"title\":\"caf\xC3\xA9\",\"date\":\"2025\"}\n");
    assert_string_equal(the.seen[0].title, "café");
    assert_string_equal(the.seen[1].title, "café");
}

static void test_recognised_by_name_or_content(void **state)
{
    (void)state;
    feed_text("n.txt", "{\"id\":\"a\",\"title\":\"t\",\"date\":\"2025\"}\n");
    ASSERT_IDS("a");
    feed_text("n.NDJSON", "not json\n");
    assert_told(0, FEED_SKIPPED, "n.NDJSON:1: skipped: it is not");
    feed_text("b.txt", "{braces} are text");
    ASSERT_IDS("b.txt");
    the.options.input_format = FEED_TEXT;
    feed_text("n.jsonl", "{\"id\":\"a\"}");
    ASSERT_IDS("n.jsonl");
}

static void test_times_that_are_not_set_are_no_date(void **state)
{
    (void)state;
    the.options.date_format = "epoch";
    feed_lines("{\"id\":\"a\",\"title\":\"t\",\"date\":0}\n{\"id\":\"b\",\"title\":\"t\",\"date\":"
               "\"0.0\"}\n"
               "{\"id\":\"c\",\"title\":\"t\",\"date\":1743379200}\n");
    assert_int_equal(the.seen[0].day, 0);
    assert_int_equal(the.seen[1].day, 0);
    assert_int_equal(the.seen[2].day, 20250331);
    the.options.date_format = "epoch-ms";
    assert_int_equal(feed_check_options(&the.options, NULL), DATELINE_OK);
    feed_lines("{\"id\":\"c\",\"title\":\"t\",\"date\":1743379200123}\n");
    assert_int_equal(only()->day, 20250331);
}

static void test_century_of_the_user(void **state)
{
    (void)state;
    the.options.century = 1800;
    assert_int_equal(feed_check_options(&the.options, NULL), DATELINE_OK);
    feed_lines("{\"id\":\"a\",\"title\":\"t\",\"date\":\"18-Jul-20\"}\n");
    assert_int_equal(only()->day, 18200718);
    the.options.century = 1850;
    assert_int_equal(feed_check_options(&the.options, &the.err), DATELINE_BAD_OPTION);
}

static void test_a_line_of_nuls_is_one_skipped_record(void **state)
{
    char bytes[400] = {0};
    struct span first = span_of("{\"id\":\"1\",\"date\":\"2024\",\"body\":\"a\"}\n");
    struct span last = span_of("\n{\"id\":\"2\",\"date\":\"2024\",\"body\":\"b\"}\n");

    (void)state;
    memcpy(bytes, first.data, first.len);
    memcpy(bytes + sizeof bytes - last.len, last.data, last.len);
    put_bytes("a.jsonl", bytes, sizeof bytes);
    feed("a.jsonl");
    ASSERT_IDS("1", "2");
    assert_int_equal(the.told_len, 1);
    assert_told(0, FEED_SKIPPED, "a.jsonl:2: skipped: it is not a JSON object");
    memset(bytes, 0, sizeof bytes);
    put_bytes("a.jsonl", bytes, sizeof bytes);
    feed("a.jsonl");
    assert_told(0, FEED_SKIPPED, "a.jsonl: skipped: it is binary");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_all_members),
        FEEDING(test_line_ends_at_every_place),
        FEEDING(test_odd_lines_are_read_as_ever),
        FEEDING(test_ids_and_titles_that_are_not_given),
        FEEDING(test_record_without_words_is_told),
        FEEDING(test_fields_by_other_names),
        FEEDING(test_numbers),
        FEEDING(test_escapes_lose_nothing),
        FEEDING(test_last_of_two_keys_wins),
        FEEDING(test_lines_that_are_no_json),
        FEEDING(test_deep_nesting_is_told),
        FEEDING(test_unreadable_date_is_told),
        FEEDING(test_line_over_the_limit_is_passed_over),
        FEEDING(test_record_that_outgrows_the_limit_is_skipped),
        FEEDING(test_byte_order_mark_of_a_field_is_no_text),
        FEEDING(test_line_in_latin_1),
        FEEDING(test_recognised_by_name_or_content),
        FEEDING(test_times_that_are_not_set_are_no_date),
        FEEDING(test_century_of_the_user),
        FEEDING(test_a_line_of_nuls_is_one_skipped_record),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
