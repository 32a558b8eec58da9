/* Web pages as articles: their titles, dates and other fields, the encoding that they
 * declare, and HTML in records of other formats. */
#include "html_page.h"

static void has_title(const char *title, const char *head, const char *body)
{
    assert_string_equal(page(head, body)->title, title);
}

static void test_title(void **state)
{
    (void)state;
    has_title("Ferry stays", "<title>Ferry stays | Courier</title>", PROSE);
    has_title("Ferry - and pilot - stay",
              "<meta property=og:site_name content=Courier><title>Ferry - and pilot - stay - "
              "Courier</title>",
              PROSE);
    has_title("Ferry stays", "<title>x</title><meta property=\"og:title\" content=\"Ferry stays\">",
              PROSE);
    has_title("Ferry stays", "", "<h1>Ferry stays</h1>" PROSE);
    /* The heading that the page's title repeats, not the site's name. */
    has_title("Ferry stays in port", "<title>Ferry stays in port &mdash; The Courier</title>",
              "<h1>The Courier</h1><h2>Ferry stays in port</h2>" PROSE);
    /* A kicker stands in the heading. */
    has_title("Ferry stays in port", "<meta property=og:title content=\"Ferry stays in port\">",
              "<h1><span>Harbour</span> Ferry stays in port</h1>" PROSE);
    has_title("Ferry stays",
              "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\","
              "\"headline\":\"Ferry stays\"}</script>",
              "<h1>One</h1><h1>Two</h1>" PROSE);
    has_title("Ferry & pilot", "<title>Ferry &amp;\n pilot</title>", PROSE);
}

static void has_date(dateline_day day, enum date_source source, const char *head, const char *body)
{
    const struct seen *a = page(head, body);

    assert_int_equal(a->day, day);
    assert_int_equal(a->date_source, source);
}

static void test_date_of_metadata(void **state)
{
    static const char *const heads[] = {
        "<meta property=\"article:published_time\" content=\"2024-03-05T10:00:00+02:00\">",
        "<meta name=\"DC.date.issued\" content=\"2024-03-05\">",
        "<meta name=\"parsely-pub-date\" content=\"Tue, 05 Mar 2024 10:00:00 GMT\">",
        "<meta itemprop=\"datePublished\" content=\"20240305\">",
        "<meta name=date content=\"5.3.2024 10:00\">",
        "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"WebPage\","
        "\"datePublished\":\"2020-01-01\"},{\"@type\":[\"Thing\",\"BlogPosting\"],"
        "\"datePublished\":\"2024-03-05\"}]}</script>",
        "<script type=\"application/ld+json\">//<![CDATA[\n{\"@type\":\"Article\","
        "\"dateCreated\":\"2024-03-05\"}\n//]]></script>",
        "<link rel=canonical href=\"https://x.example/2024/03/05/ferry\">",
        "<link rel=canonical "
        "href=\"https://a.example/web/20190101000000/http://x.example/2024/03/05/"
        "ferry\">",
        "<meta property=\"article:modified_time\" content=\"2024-03-05\">",
    };

    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (page(heads[i], PROSE)->day != 20240305)
            fail_msg("no date of %s", heads[i]);
    has_date(0, DATE_FROM_NOTHING, "<meta name=date content=\"2024\">", PROSE);
    has_date(0, DATE_FROM_NOTHING, "<meta name=date content=\"soon\">", PROSE);
    /* When it was published, not changed. */
    has_date(20240305, DATE_FROM_META,
             "<meta property=og:updated_time content=\"2024-04-01\">"
             "<meta name=dc.date.created content=\"2024-03-05\">",
             PROSE);
}

static void test_date_of_elements(void **state)
{
    (void)state;
    has_date(20240305, DATE_FROM_META, "",
             "<h1>Ferry</h1><time datetime=\"2024-03-05T09:00\">yesterday</time>" PROSE);
    has_date(20240305, DATE_FROM_META, "",
             "<h1>Ferry</h1><span class=\"post-date\">March 5, 2024</span>" PROSE);
    has_date(20240305, DATE_FROM_META, "",
             "<h1>Ferry</h1><div class=pubDate>By Ada | 5 March 2024, 10:00</div>" PROSE);
    has_date(20240305, DATE_FROM_META, "",
             "<h1>Ferry</h1><p itemprop=datePublished content=\"2024-03-05\">today</p>" PROSE);
    has_date(20240305, DATE_FROM_META, "",
             "<h1>Ferry</h1><abbr class=published title=\"2024-03-05T09:00\">then</abbr>" PROSE);
    /* Not that of another article, or of a comment. */
    has_date(20240305, DATE_FROM_META, "",
             "<div class=sidebar><time datetime=\"2024-01-01\"></time></div><h1>Ferry</h1>"
             "<time datetime=\"2024-03-05\"></time>" PROSE
             "<div class=comments><time datetime=\"2024-03-09\"></time></div>");
    has_date(0, DATE_FROM_NOTHING, "",
             "<h1>Ferry</h1>" PROSE "<div class=comments><time datetime=\"2024-03-09\"></time>"
             "</div>");
}

static void test_date_shown(void **state)
{
    (void)state;
    has_date(20240305, DATE_FROM_HEADER, "",
             "<h1>Ferry</h1><p>By Ada Byrd, 5 March 2024</p>" PROSE);
    has_date(20240305, DATE_FROM_HEADER, "", "<h1>Ferry</h1><p>Stand: 05.03.2024</p>" PROSE);
    has_date(20240305, DATE_FROM_HEADER, "", "<p>5.3.2024</p><h1>Ferry</h1>" PROSE);
    has_date(20240305, DATE_FROM_HEADER, "",
             "<h1>Ferry</h1><div><span>Ada</span><span>5.3.2024</span></div>" PROSE);
    /* British pages put the day first; of a page in English nothing is known. */
    has_date(20240305, DATE_FROM_HEADER, "", "<h1>Ferry</h1><p>05/03/2024</p>" PROSE);
    feed_text("a.html", "<html lang=en><h1>Ferry</h1><p>05/03/2024</p>" PROSE);
    assert_int_equal(only()->day, 0);
    feed_text("a.html", "<html lang=en-US><h1>Ferry</h1><p>03/05/2024</p>" PROSE);
    assert_int_equal(only()->day, 20240305);
    /* Without any, that of the file's path. */
    feed_text("2024-03-05.html", "<html><h1>Ferry</h1>" PROSE);
    assert_int_equal(only()->date_source, DATE_FROM_PATH);
}

static void test_other_fields(void **state)
{
    (void)state;
    page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"publisher\":"
         "{\"name\":\"The Courier\"},\"inLanguage\":\"de-AT\","
         "\"mainEntityOfPage\":{\"@id\":\"https://x.example/1\"}}</script>",
         PROSE);
    assert_string_equal(only()->source, "The Courier");
    assert_string_equal(only()->url, "https://x.example/1");
    assert_string_equal(only()->lang, "en");
    page("<meta property=og:url content=\"https://www.x.example/2?y\">", PROSE);
    assert_string_equal(only()->source, "x.example");
    assert_string_equal(only()->url, "https://www.x.example/2?y");
    feed_text("a.html", "<html><meta property=og:locale content=pt_BR>" PROSE);
    assert_string_equal(only()->lang, "pt");
}

static void test_declared_encoding(void **state)
{
    (void)state;
    feed_text("a.html", "<html><meta charset=\"windows-1251\"><p>\xCF\xE0\xF0\xEE\xEC.</p>");
    assert_string_equal(only()->title, "Паром.");
    assert_told(0, FEED_NOTED, "a.html: not UTF-8, read as WINDOWS-1251 (sure)");
    feed_text("a.html", "<html><meta http-equiv=Content-Type content='text/html; "
                        "charset=iso-8859-1'><p>\x93"
                        "F\xE4hre\x94.</p>");
    assert_string_equal(only()->title, "“Fähre”.");
    feed_text("a.html", "<html><meta charset=Shift_JIS><p>\x83t\x83\x46\x83\x8A\x81[.</p>");
    assert_string_equal(only()->title, "フェリー.");
    feed_text("a.xhtml", "<?xml version='1.0' encoding='ISO-8859-2'?><html><p>\xB1\xEA.</p>");
    assert_string_equal(only()->title, "ąę.");
    /* A declaration that the bytes belie. */
    feed_text("a.html", "<html><meta charset=latin1><p>Fähre.</p>");
    assert_string_equal(only()->title, "Fähre.");
    feed_text("a.html", "<html><meta charset=utf-8><p>F\xE4hre und K\xFCste, gr\xFC\xDF"
                        "e.</p>");
    assert_string_equal(only()->title, "Fähre und Küste, grüße.");
    the.options.encoding = "WINDOWS-1250";
    feed_text("a.html", "<html><meta charset=windows-1252><p>\x9C.</p>");
    assert_string_equal(only()->title, "ś.");
}

static void test_bodies_of_records(void **state)
{
    (void)state;
    feed_text("a.jsonl", "{\"title\":\"Ferry &amp; <i>pilot</i>\",\"body\":\"\\n<p>One "
                         "<b>t</b>wo&nbsp;&lt;3.</p>\\n<ul><li>a</li></ul><p>End</p>\"}\n");
    assert_string_equal(only()->title, "Ferry & pilot");
    assert_string_equal(only()->body, "One two\u00A0<3.\n\n- a\n\nEnd");
    feed_text("a.json", "[{\"id\":\"x\",\"title\":\"T\",\"body\":\"One.<br />Two.<br>Three.\"}]");
    assert_string_equal(only()->body, "One.\nTwo.\nThree.");
    feed_text("a.csv", "title,body\nT,\"<div class=\"\"nav\"\">All of it.</div>\"\n");
    assert_string_equal(only()->body, "All of it.");
}

static void test_bodies_that_are_no_html(void **state)
{
    static const char *const bodies[] = {
        "a <b and c> d", "x < y, y > z",       "<ada@x.example> wrote",
        "if (a<b) c",    "<TEXT>x</TEXT> <y>", "The tag <p> begins a paragraph & so on."};
    char line[300];

    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        snprintf(line, sizeof line, "{\"title\":\"T &amp; U\",\"body\":\"%s\"}\n", bodies[i]);
        feed_text("a.jsonl", line);
        assert_string_equal(only()->body, bodies[i]);
        assert_string_equal(only()->title, "T &amp; U");
    }
    the.options.body_type = FEED_BODY_TEXT;
    feed_text("a.jsonl", "{\"title\":\"T\",\"body\":\"<p>One</p><p>Two</p>\"}\n");
    assert_string_equal(only()->body, "<p>One</p><p>Two</p>");
    the.options.body_type = FEED_BODY_HTML;
    feed_text("a.jsonl", "{\"title\":\"T\",\"body\":\"One &amp; two\"}\n");
    assert_string_equal(only()->body, "One & two");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_title),
        FEEDING(test_date_of_metadata),
        FEEDING(test_date_of_elements),
        FEEDING(test_date_shown),
        FEEDING(test_other_fields),
        FEEDING(test_declared_encoding),
        FEEDING(test_bodies_of_records),
        FEEDING(test_bodies_that_are_no_html),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
