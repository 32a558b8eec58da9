/* Markdown with YAML front matter. */
#include "feeding.h"

static void test_front_matter(void **state)
{
    const struct seen *a;

    (void)state;
    feed_text("a.md", "---\n"
                      "title: \"1 Mr Menzies: a letter\"\n"
                      "date: 1940-07-01T10:00:00Z\n"
                      "id: m1\n"
                      "source: [Cabinet, Archive]\n"
                      "lang: EN\n"
                      "body: not this\n"
                      "---\n\n# Heading\n\nText.\n---\nMore.\n");
    a = only();
    assert_string_equal(a->id, "m1");
    assert_string_equal(a->title, "1 Mr Menzies: a letter");
    assert_string_equal(a->body, "# Heading\n\nText.\n---\nMore.");
    assert_string_equal(a->source, "Cabinet Archive");
    assert_string_equal(a->lang, "en");
    assert_int_equal(a->day, 19400701);
    assert_int_equal(a->date_source, DATE_FROM_FIELD);
    assert_int_equal(the.told_len, 0);
}

static void test_fields_by_other_names(void **state)
{
    (void)state;
    assert_int_equal(feed_parse_field("date=doc.date", &the.options, NULL), DATELINE_OK);
    feed_text("n.markdown", "---\r\ndoc:\r\n  date: 1940\r\ntitle: ~\r\n---\r\n\r\nHead\r\nText.");
    assert_string_equal(only()->id, "n.markdown");
    assert_int_equal(only()->day, 19400000);
    assert_string_equal(only()->title, "Head");
    assert_string_equal(only()->body, "Text.");
}

static void test_title_from_a_heading(void **state)
{
    (void)state;
    feed_text("a.md", "---\ndate: 2025\n---\n\n## The heading \n\nText.\n");
    assert_string_equal(only()->title, "The heading");
    assert_string_equal(only()->body, "Text.");
    the.options.input_format = FEED_MARKDOWN;
    feed_text("b", "# Alone\n#tag is text");
    assert_string_equal(only()->title, "Alone");
    assert_string_equal(only()->body, "#tag is text");
}

static void test_what_is_no_yaml_is_kept_as_text(void **state)
{
    (void)state;
    feed_text("2025-03-31.md", "---\ntitle: a\ndate: [2025\n---\n\nText.\n");
    assert_non_null(strstr(only()->body, "date: [2025"));
    assert_int_equal(the.told_len, 1);
    assert_told(0, FEED_DAMAGED, "2025-03-31.md:4: the front matter is not YAML");
}

/* libyaml needs minutes for either. */
static void test_yaml_of_many_brackets_or_anchors_is_kept_as_text(void **state)
{
    struct buf text = {0};

    (void)state;
    buf_str(&text, "---\ntitle: a\nk: ");
    for (int i = 0; i < 100000; i++)
        buf_char(&text, '[');
    buf_str(&text, "\n---\nText.\n");
    feed_text("deep.md", text.data);
    assert_non_null(strstr(only()->body, "title: a"));
    assert_told(
        0, FEED_DAMAGED,
        "deep.md:3: the front matter is not YAML and is kept as text: it is nested too deeply");
    buf_clear(&text);
    buf_str(&text, "---\ntitle: a\nk:\n");
    for (int i = 0; i < 60000; i++)
        buf_printf(&text, "- &a%d x\n", i);
    buf_str(&text, "---\nText.\n");
    feed_text("anchors.md", text.data);
    assert_told(0, FEED_DAMAGED, "as text: it has too many anchors");
    feed_text("few.md", "---\ntitle: &a b\nkeywords: [*a, [[[[c]]]]]\n---\nText.\n");
    assert_string_equal(only()->title, "b");
    buf_free(&text);
}

static void test_what_is_not_front_matter(void **state)
{
    (void)state;
    feed_text("a.md", "date 2025-03-31 Head\nText.\n---\nMore.");
    assert_int_equal(only()->date_source, DATE_FROM_HEADER);
    feed_text("a.txt", "---\nwords\n---\nmore");
    assert_string_equal(only()->title, "---");
    feed_text("b.md", "---\ntitle: never closed\ntext");
    assert_string_equal(only()->body, "title: never closed\ntext");
}

static void test_block_that_is_no_mapping_stays(void **state)
{
    (void)state;
    feed_text("a.md", "---\n\nThe letter follows.\n\n---\nIts text.\n");
    assert_string_equal(only()->title, "The letter follows.");
    assert_string_equal(only()->body, "---\nIts text.");
    feed_text("b.md", "---\n- one\n- two\n---\nIts text.\n");
    assert_non_null(strstr(only()->body, "- two"));
    feed_text("c.md", "+++\nA rule of another kind.\n+++\nIts text.\n");
    assert_string_equal(only()->title, "A rule of another kind.");
    assert_int_equal(the.counts.damaged, 0);
}

static void test_ends_and_capitals_of_yaml(void **state)
{
    (void)state;
    feed_text("a.md", "---\nTitle: Ferry\nDATE: 2020-01-02\n...\nText.\n");
    assert_string_equal(only()->title, "Ferry");
    assert_int_equal(only()->day, 20200102);
    assert_string_equal(only()->body, "Text.");
}

static void test_values_that_lack_quotes(void **state)
{
    (void)state;
    feed_text("a.md", "---\ntitle: Ferry: late again\ndate: 2020-01-02\n---\nText.\n");
    assert_string_equal(only()->title, "Ferry: late again");
    assert_int_equal(only()->day, 20200102);
    feed_text("a.md", "---\ntitle: \"Late\" again: it's so\ndate: 2020-01-02\n---\nText.\n");
    assert_string_equal(only()->title, "\"Late\" again: it's so");
    feed_text("a.md", "---\ntitle: @ada asks\ndate: 2020-01-02\ntags:\n\t- x\n---\nText.\n");
    assert_string_equal(only()->title, "@ada asks");
    feed_text("a.md", "---\ntitle: 'It's late'\ndate: 2020-01-02\n---\nText.\n");
    assert_string_equal(only()->title, "It's late");
    assert_int_equal(the.told_len, 0);
}

static void test_toml(void **state)
{
    (void)state;
    feed_text("a.md", "+++\r\n# a comment\r\ntitle = \"Ferry \\\"late\\\" caf\\u00e9\"\r\n"
                      "date = 2020-01-02T10:00:00Z # then\r\ntags = [\"a\",\r\n 'b', 1]\r\n"
                      "[extra]\r\nlang = 'DE'\r\nmap = {x = 1, y.z = [2]}\r\n+++\r\nText.\r\n");
    assert_string_equal(only()->title, "Ferry \"late\" café");
    assert_int_equal(only()->day, 20200102);
    assert_string_equal(only()->body, "Text.");
    assert_string_equal(only()->lang, "");
    assert_int_equal(feed_parse_field("lang=extra.lang", &the.options, NULL), DATELINE_OK);
    feed_text("a", "+++\nTITLE = '''\nA\nB'''\ndate = 2020-01\n[extra]\nlang = 'DE'\n+++\nText.\n");
    assert_string_equal(only()->title, "A B");
    assert_string_equal(only()->lang, "de");
    feed_text("2020.md", "+++\ntitle = \"A\"\ndate = [2020\n+++\nText.\n");
    assert_told(0, FEED_DAMAGED, "2020.md:4: the front matter is not TOML");
    assert_non_null(strstr(only()->body, "date = [2020"));
}

static void test_json_front_matter(void **state)
{
    (void)state;
    feed_text("a.md", "{\n  \"Title\": \"Ferry\",\n  \"date\": \"2020-01-02\"\n}\n\nText.\n");
    assert_string_equal(only()->title, "Ferry");
    assert_int_equal(only()->day, 20200102);
    assert_string_equal(only()->body, "Text.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_front_matter),
        FEEDING(test_fields_by_other_names),
        FEEDING(test_title_from_a_heading),
        FEEDING(test_what_is_no_yaml_is_kept_as_text),
        FEEDING(test_yaml_of_many_brackets_or_anchors_is_kept_as_text),
        FEEDING(test_what_is_not_front_matter),
        FEEDING(test_block_that_is_no_mapping_stays),
        FEEDING(test_ends_and_capitals_of_yaml),
        FEEDING(test_values_that_lack_quotes),
        FEEDING(test_toml),
        FEEDING(test_json_front_matter),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
