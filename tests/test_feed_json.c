/* JSON other than JSON Lines: lists, pretty-printed and concatenated objects, objects around
 * records. */
#include "feeding.h"

static void test_list_of_records(void **state)
{
    (void)state;
    feed_text("a.json", "[{\"id\":\"a\",\"title\":\"A\"}, {\"title\":\"B\"},{\"title\":\"C\"},\n"
                        "17, {\"title\":\"D\"}]");
    ASSERT_IDS("a", "a.json:1.2", "a.json:1.3", "a.json:2");
    assert_told(2, FEED_UNDATED, "a.json:1: has no date");
    assert_told(3, FEED_SKIPPED, "a.json:2: skipped: it is not a JSON object");
    feed_text("a", "[\n{\"id\":\"a\",\"title\":\"A\"},\n[{\"id\":\"b\",\"title\":\"B\"}]\n]\n");
    ASSERT_IDS("a", "b");
}

static void test_pretty_printed_and_concatenated(void **state)
{
    (void)state;
    feed_text("a.txt", "{\n  \"id\": \"a\",\n  \"title\": \"A }\\\" ]\"\n}\n{\n \"id\": \"b\",\n"
                       " \"title\": \"B\"\n}");
    ASSERT_IDS("a", "b");
    assert_string_equal(the.seen[0].title, "A }\" ]");
    assert_int_equal(the.seen[1].line, 5);
    feed_text("a.json", "{\"id\":\"a\",\"title\":\"A\"}{\"id\":\"b\",\"title\":\"B\"}\x1E"
                        "{\"id\":\"c\",\"title\":\"C\"}");
    ASSERT_IDS("a", "b", "c");
    feed_text("a.jsonl", "[\n{\"id\":\"a\",\"title\":\"A\"},\n{\"id\":\"b\",\"title\":\"B\"}\n]\n");
    ASSERT_IDS("a", "b");
}

static void test_records_inside_an_object(void **state)
{
    (void)state;
    feed_text("a.json",
              "{\"version\": \"1\", \"title\": \"Feed\", \"errors\": [], \"tags\": [\"x\"],"
              "\"items\": [{\"id\":\"a\",\"body\":\"A\"},{\"id\":\"b\",\"body\":\"B\"}],"
              "\"next\": {\"page\": [2]}, \"more\": [{\"id\":\"c\",\"body\":\"C\"}]}");
    ASSERT_IDS("a", "b", "c");
    feed_text("a.json", "{\"response\": {\"docs\": [\n{\"id\":\"a\",\"body\":\"A\"}]}}\n"
                        "{\"id\":\"z\",\"body\":\"Z\"}");
    ASSERT_IDS("a", "z");
    feed_text("a.json",
              "{\"n1\": {\"id\":\"a\",\"body\":\"A\"}, \"n2\": {\"id\":\"b\",\"body\":\"B\"}}");
    ASSERT_IDS("a", "b");
}

static void test_record_with_lists_is_one_record(void **state)
{
    (void)state;
    feed_text("a.json",
              "{\"id\":\"a\",\"body\":\"A\",\"comments\":[{\"id\":\"x\",\"body\":\"X\"}]}");
    ASSERT_IDS("a");
    feed_text("a.json", "{\"id\":\"a\",\"title\":\"A\",\"date\":\"2025\","
                        "\"related\":[{\"id\":\"x\",\"title\":\"X\"}]}");
    ASSERT_IDS("a");
}

static void test_damaged_json(void **state)
{
    (void)state;
    feed_text("2025.json", "{\n\"id\":\"a\",\"title\":\"A\"\n}\n{\n\"id\":\"b\" \"title\"\n}\n"
                           "{\n\"id\":\"c\",\"title\":\"C\"\n}\n{\n\"id\":\"d\",");
    ASSERT_IDS("a", "c");
    assert_told(1, FEED_SKIPPED, "2025.json:4: skipped: not JSON: unexpected character");
    assert_told(3, FEED_SKIPPED, "2025.json:10: skipped: not JSON: it ends too early");
    feed_text(
        "2025.json",
        "{\"items\": [{\"id\":\"a\",\"title\":\"A\"}, {\"id\":\"b\",\"title\":\"B\"}, {\"id\"");
    ASSERT_IDS("a", "b");
    assert_told(2, FEED_SKIPPED, "2025.json:1: skipped: not JSON: it ends too early");
    feed_text("2025.json", "callback(\n{\"id\":\"a\",\"title\":\"A\"}\n);\n");
    ASSERT_IDS("a");
    assert_told(0, FEED_SKIPPED, "2025.json:1: skipped: not JSON: unexpected character");
    feed_text("2025.json", "plain words\nof more lines\n");
    assert_int_equal(the.told_len, 1);
    feed_text("2025.json", "[]\n");
    assert_int_equal(the.told_len, 0);
}

static void test_json_cut_off_between_records(void **state)
{
    (void)state;
    feed_text("2025.json", "[{\"id\":\"a\",\"title\":\"A\"},\n");
    ASSERT_IDS("a");
    assert_int_equal(the.told_len, 2);
    assert_told(1, FEED_SKIPPED, "2025.json:2: ends too early: a list is not closed");
    feed_text("2025.json", "{\"items\": [{\"id\":\"a\",\"title\":\"A\"}]\n");
    ASSERT_IDS("a");
    assert_told(1, FEED_SKIPPED, "2025.json:2: ends too early: a JSON object is not closed");
    feed_text("2025.json", "{\"items\": [{\"id\":\"a\",\"title\":\"A\"}], \"next\": null}\n");
    assert_int_equal(the.told_len, 1);
}

static void test_records_of_a_large_object_are_streamed(void **state)
{
    (void)state;
    run("{ printf '{\"meta\": 1, \"items\": [{\"id\":\"a\",\"title\":\"A\"}';"
        "  for i in 1 2 3; do printf ',\\n{\"id\":\"%s\",\"title\":\"T\",\"body\":\"' $i;"
        "    yes wwwwwww | tr '\\n' ' ' | head -c 30000000; printf '\"}'; done;"
        "  printf ',{\"id\":\"big\",\"title\":\"T\",\"body\":\"';"
        "  yes wwwwwww | tr '\\n' ' ' | head -c 70000000;"
        "  printf '\"},{\"id\":\"z\",\"title\":\"Z\"}]}'; } > a.json");
    feed("a.json");
    ASSERT_IDS("a", "1", "2", "3", "z");
    assert_told(4, FEED_SKIPPED, "a.json:4: skipped: it is longer than 64 MiB");
}

static void test_fields_in_lists_of_objects(void **state)
{
    (void)state;
    assert_int_equal(feed_parse_field("body=parts.text", &the.options, NULL), DATELINE_OK);
    feed_text("a.jsonl",
              "{\"id\":\"a\",\"title\":\"A\",\"parts\":[{\"text\":\"one\"},{\"type\":\"x\"},"
              "{\"text\":[\"two\",\"three\"]}]}\n{\"id\":\"b\",\"title\":\"B\",\"parts\":"
              "{\"text\":\"four\"}}\n");
    assert_string_equal(the.seen[0].body, "one\ntwo\nthree");
    assert_string_equal(the.seen[1].body, "four");
}

static void test_text_that_an_object_holds(void **state)
{
    (void)state;
    feed_text("a.jsonl",
              "{\"id\":\"a\",\"title\":{\"rendered\":\"A\"},\"body\":[{\"text\":\"one\"},"
              "{\"content\":\"two\"},\"three\"]}\n{\"id\":\"b\",\"title\":\"B\"}\n");
    assert_string_equal(the.seen[0].title, "A");
    assert_string_equal(the.seen[0].body, "one\ntwo\nthree");
}

static void test_role_of_two_members(void **state)
{
    (void)state;
    assert_int_equal(feed_parse_field("body=lead", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("body=text", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("id=paper", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("id=no", &the.options, NULL), DATELINE_OK);
    feed_text("a.jsonl",
              "{\"no\":7,\"paper\":\"Courier\",\"title\":\"A\",\"text\":\"t\",\"lead\":\"l\"}\n"
              "{\"no\":8,\"title\":\"B\",\"text\":\"only\"}\n");
    ASSERT_IDS("Courier/7", "8");
    assert_string_equal(the.seen[0].body, "l\nt");
    assert_string_equal(the.seen[1].body, "only");
    for (int i = 0; i < 6; i++)
        assert_int_equal(feed_parse_field("body=x", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("body=x", &the.options, &the.err), DATELINE_BAD_OPTION);
}

static void test_names_found_are_counted(void **state)
{
    (void)state;
    feed_text("a.jsonl", "{\"id\":\"a\",\"title\":\"A\",\"url\":null}\n{\"title\":\"B\"}\n");
    assert_true(the.counts.named[ROLE_ID]);
    assert_true(the.counts.named[ROLE_URL]);
    assert_false(the.counts.named[ROLE_BODY]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_list_of_records),
        FEEDING(test_pretty_printed_and_concatenated),
        FEEDING(test_records_inside_an_object),
        FEEDING(test_record_with_lists_is_one_record),
        FEEDING(test_damaged_json),
        FEEDING(test_json_cut_off_between_records),
        FEEDING(test_records_of_a_large_object_are_streamed),
        FEEDING(test_fields_in_lists_of_objects),
        FEEDING(test_text_that_an_object_holds),
        FEEDING(test_role_of_two_members),
        FEEDING(test_names_found_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
