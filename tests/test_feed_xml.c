/* XML: feeds, newswire, and the records that --record names. */
#include <libxml/xmlmemory.h>

#include "feeding.h"

#define PROLOG "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static void test_rss(void **state)
{
    (void)state;
    feed_text(
        "feed.xml", PROLOG
        "<rss version=\"2.0\" xmlns:content=\"c\" xmlns:media=\"m\"><channel>\n"
        "<title>Lindow Courier</title><language>en</language><image><title>No</title></image>\n"
        "<item><title>Ferry &amp;amp; bridge</title><media:title>No</media:title>"
        "<link>http://lindow.example/a</link><guid>tag:a</guid>"
        "<pubDate>Wed, 06 May 2020 23:10:00 -0700</pubDate><author>ada@lindow.example</author>"
        "<description>Short.</description>"
        "<content:encoded><![CDATA[<p>One <b>bold</b></p><script>x</script><p>Two &eacute;</p>]]>"
        "</content:encoded></item>\n"
        "<item><description>Only &lt;i&gt;text&lt;/i&gt; here</description></item><item>"
        "<title>Third</title><link>http://lindow.example/c</link></item>\n"
        "</channel></rss>\n");
    ASSERT_IDS("tag:a", "feed.xml:5", "http://lindow.example/c");
    assert_string_equal(the.seen[0].title, "Ferry & bridge");
    assert_string_equal(the.seen[0].body, "Short.\n\nOne bold\n\nTwo é");
    assert_string_equal(the.seen[0].url, "http://lindow.example/a");
    assert_string_equal(the.seen[0].source, "Lindow Courier");
    assert_string_equal(the.seen[0].lang, "en");
    assert_int_equal(the.seen[0].day, 20200506);
    assert_int_equal(the.seen[0].date_source, DATE_FROM_FIELD);
    assert_string_equal(the.seen[1].title, "Only text here");
    feed_text("rdf", "<rdf:RDF xmlns:rdf=\"r\" xmlns:dc=\"d\" xmlns=\"x\"><channel><title>C</title>"
                     "</channel><item><title>A</title><dc:date>2020-05-06T10:00:00Z</dc:date>"
                     "<description>Text.</description></item></rdf:RDF>");
    assert_int_equal(only()->day, 20200506);
    assert_string_equal(only()->source, "C");
}

static void test_atom(void **state)
{
    (void)state;
    feed_text(
        "a", PROLOG
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Lindow</title>"
        "<updated>2021-01-01T00:00:00Z</updated><entry>"
        "<author><name>Ada</name><uri>no</uri></author>"
        "<source><title>No</title><id>no</id></source>"
        "<title type=\"html\">Ferry &lt;em&gt;late&lt;/em&gt;</title>"
        "<link rel=\"edit\" href=\"http://no\"/><link href=\"http://lindow.example/a\"/>"
        "<link rel=\"self\" href=\"http://no\"/><id>urn:a</id>"
        "<updated>2020-05-07T00:00:00Z</updated><published>2020-05-06T01:00:00+02:00</published>"
        "<summary>Short.</summary><content type=\"xhtml\"><div>One <b>bold</b>er<p>Two</p>3"
        "</div></content></entry></feed>");
    assert_string_equal(only()->id, "urn:a");
    assert_string_equal(only()->title, "Ferry late");
    assert_string_equal(only()->url, "http://lindow.example/a");
    assert_string_equal(only()->body, "Short.\n\nOne bolder\nTwo\n3");
    assert_string_equal(only()->source, "Lindow");
    assert_int_equal(only()->day, 20200506);
}

/* The body of an RSS item called "Late ferry" with this DESCRIPTION and CONTENT. */
static const char *item_body(const char *description, const char *content)
{
    static char text[2000];

    snprintf(text, sizeof text,
             "<rss><channel><item><title>Late ferry</title><description>%s</description>"
             "<content:encoded><![CDATA[%s]]></content:encoded></item></channel></rss>",
             description, content);
    feed_text("feed.xml", text);
    return only()->body;
}

static void test_summary_beside_content(void **state)
{
    static const char content[] = "<p>The <b>Harbour</b> closed at noon.</p><p>Boats waited.</p>";
    static const char text[] = "The Harbour closed at noon.\n\nBoats waited.";
    /* whole, its beginning, a later part, cut in a word or after one, as the title, no words */
    static const char *const repeated[] = {
        "The harbour closed at noon. Boats waited.",
        "The harbour closed at noon",
        "boats waited!\nThe harbour closed",
        "The harbour clo...",
        "&lt;p&gt;The Harbour closed [&amp;#8230;]&lt;/p&gt;",
        "Late Ferry",
        " - ",
        "",
    };

    (void)state;
    for (size_t i = 0; i < sizeof repeated / sizeof *repeated; i++)
        assert_string_equal(item_body(repeated[i], content), text);
    assert_string_equal(item_body("The harbour clo", content),
                        "The harbour clo\n\nThe Harbour closed at noon.\n\nBoats waited.");
    assert_string_equal(item_body("Winds\nBoats waited. More in \u2026 the paper", content),
                        "Winds\nBoats waited. More in \u2026 the paper\n\nThe Harbour closed at "
                        "noon.\n\nBoats waited.");
    assert_string_equal(item_body("A storm is due.", "<img src='a'>"), "A storm is due.");
    feed_text("a.xml", "<rss><channel><item><title>A</title><description>Fog.</description>"
                       "<summary>Ice.</summary></item></channel></rss>");
    assert_string_equal(only()->body, "Fog.\nIce.");
}

/* Podcasts and films have other names for it; any of them is text where there is no content. */
static void test_summaries_of_podcasts_and_films(void **state)
{
    (void)state;
    feed_text("a.xml", "<rss><channel><item><title>A</title><itunes:summary>Of dredgers."
                       "</itunes:summary><media:description>No.</media:description></item><item>"
                       "<title>B</title><media:group><media:title>No</media:title>"
                       "<media:description>Of tugs.</media:description><media:community>"
                       "<media:description>No</media:description></media:community></media:group>"
                       "</item><item><title>C</title><description>Of piers.</description>"
                       "<itunes:summary>Of piers. Of fog.</itunes:summary></item><item>"
                       "<title>D</title><description>Of piers, again.</description>"
                       "<itunes:summary>Of piers</itunes:summary></item></channel></rss>");
    assert_int_equal(the.len, 4);
    assert_string_equal(the.seen[2].body, "Of piers. Of fog.\n\nOf piers.");
    assert_string_equal(the.seen[3].body, "Of piers, again.");
    assert_string_equal(the.seen[0].body, "Of dredgers.");
    assert_string_equal(the.seen[1].title, "B");
    assert_string_equal(the.seen[1].body, "Of tugs.");
}

/* The first 200 pieces alone are compared, so that a summary takes no time by its length squared.
 */
static void test_long_summary_is_kept(void **state)
{
    (void)state;
    run("{ echo '<rss><channel><item><title>A</title><content:encoded>Boats waited.'; yes 'no "
        "boats' | head -n 400000; echo '</content:encoded><description>Winds'; yes 'boats waited' |"
        " head -n 400000; echo '</description></item></channel></rss>'; } > long.xml");
    feed("long.xml");
    assert_true(strlen(only()->body) > 400000 * (sizeof "boats waited" + sizeof "no boats") - 4000);
}

static void test_newswire(void **state)
{
    (void)state;
    feed_text("a.xml", PROLOG
              "<!DOCTYPE nitf SYSTEM \"http://none.example/nitf.dtd\">\n"
              "<nitf><head><title>Long title</title><docdata><doc-id id-string=\"n-1\"/>"
              "<date.issue norm=\"20200506T101500Z\"/></docdata></head><body><body.head>"
              "<hedline><hl1>Ferry late</hl1></hedline><byline>Ada</byline></body.head>"
              "<body.content><p>In <location>Lindow</location>.</p><p>Two.</p></body.content>"
              "</body></nitf>");
    assert_string_equal(only()->id, "n-1");
    assert_string_equal(only()->title, "Ferry late");
    assert_string_equal(only()->body, "In Lindow.\nTwo.");
    assert_int_equal(only()->day, 20200506);
    feed_text("b.xml", PROLOG
              "<newsMessage><itemSet><newsItem guid=\"urn:1\"><itemMeta><versionCreated>"
              "2020-05-08T00:00:00Z</versionCreated></itemMeta><contentMeta><contentCreated>"
              "2020-05-06</contentCreated><language tag=\"en\"/><headline>Ferry</headline>"
              "</contentMeta><contentSet><inlineXML><html><head><title>No</title></head><body>"
              "<p>One.</p></body></html></inlineXML></contentSet></newsItem><newsItem "
              "guid=\"urn:2\"><contentMeta><headline>Bridge</headline></contentMeta>"
              "</newsItem></itemSet></newsMessage>");
    ASSERT_IDS("urn:1", "urn:2");
    assert_string_equal(the.seen[0].title, "Ferry");
    assert_string_equal(the.seen[0].body, "One.");
    assert_string_equal(the.seen[0].lang, "en");
    assert_int_equal(the.seen[0].day, 20200506);
}

static void test_other_xml_by_record(void **state)
{
    static const char text[] =
        "<archive><story key=\"s1\"><Title>Ferry</Title><date>2020-05-06</date>"
        "<text><para>One</para><para>two</para></text><note>three</note></story>\n"
        "<story key=\"s2\"><meta><when "
        "at=\"2020-05-07\"/></meta><body>Four</body></story></archive>";

    (void)state;
    feed_text("a.xml", text);
    assert_told(0, FEED_SKIPPED,
                "a.xml: skipped: it is XML of an unknown kind (<archive>); --record=ELEMENT");
    the.options.record = "story";
    feed_text("a.xml", text);
    ASSERT_IDS("a.xml:1", "a.xml:2");
    assert_string_equal(the.seen[0].title, "Ferry");
    assert_string_equal(the.seen[0].body, "One\ntwo\nthree");
    assert_int_equal(the.seen[0].day, 20200506);
    assert_string_equal(the.seen[1].title, "Four");
    assert_int_equal(feed_parse_field("id=@key", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("date=meta/when/@at", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("body=text.para", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("body=body", &the.options, NULL), DATELINE_OK);
    feed_text("a.xml", text);
    ASSERT_IDS("s1", "s2");
    assert_string_equal(the.seen[0].body, "One\ntwo");
    assert_int_equal(the.seen[1].day, 20200507);
    assert_true(the.counts.named[ROLE_BODY]);
    the.options.record = "nothing";
    feed_text("a.xml", text);
    assert_told(0, FEED_SKIPPED, "a.xml: skipped: it has no element <nothing>");
}

static void test_encodings_are_as_declared(void **state)
{
    (void)state;
    feed_text("a", "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?>\n<rss><channel><item><title>"
                   "\xA3\xF3"
                   "d\xBC</title></item></channel></rss>");
    assert_string_equal(only()->title, "Łódź");
    assert_int_equal(the.told_len, 1); /* undated */
    run("printf '<?xml version=\"1.0\" "
        "encoding=\"UTF-16\"?><rss><channel><item><title>\u0141\u00F3d"
        "</title></item></channel></rss>' | iconv -f UTF-8 -t UTF-16 > b");
    feed("b");
    assert_string_equal(only()->title, "Łód");
    feed_text("c", "<rss><channel><item><title>Caf\xE9 ferm\xE9</title></item></channel></rss>");
    assert_string_equal(only()->title, "Café fermé");
    feed_text("d", "<?xml version=\"1.0\" encoding=\"ISO-8859-22\"?><rss/>");
    assert_told(0, FEED_SKIPPED, "d:1: damaged here, the rest is lost: Unsupported encoding");
    /* An encoding whose quote does not end: libxml2 passes the bytes on as they are. */
    feed_text("e.xml", "<?xml version=\"1.0\" encoding=\"ISO-8859-2?><rss><channel><item><title>"
                       "Caf\xE9 ferm\xE9</title></item></channel></rss>");
    assert_string_equal(only()->title, "Café fermé");
}

static void test_damaged_xml_is_told(void **state)
{
    (void)state;
    run("{ echo '<rss><channel>'; for n in $(seq 20); do echo \"<item><title>Article $n</title>"
        "<guid>$n</guid></item>\"; done; } > whole; { cat whole; echo "
        "'<item><title>B</wrong></item>';"
        " } > a.xml; { cat whole; printf '<item><guid>b</guid><title>Trunca'; } > b.xml");
    feed("a.xml");
    assert_int_equal(the.len, 21);
    assert_told(the.told_len - 1, FEED_SKIPPED, "a.xml:22: damaged here, the rest is lost: ");
    feed("b.xml");
    assert_int_equal(the.len, 21);
    assert_string_equal(the.seen[20].title, "Trunca");
    assert_told(the.told_len - 1, FEED_SKIPPED, "b.xml:22: damaged here, the rest is lost: ");
    feed_text("c.xml", "<rss><channel><item><title>A&nbsp;&eacute;</title></item></channel></rss>");
    assert_string_equal(only()->title, "A\u00A0é");
    feed_text("b.xml", "<");
    assert_int_equal(the.len, 0);
    assert_int_equal(the.counts.skipped, 1);
}

static void test_hostile_xml_is_bounded(void **state)
{
    (void)state;
    put("secret", "no secret");
    feed_text("a.xml",
              "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"secret\">"
              "<!ENTITY y \"why\">]><rss><channel><item><title>A&x;B &y; &eacute;</title></item>"
              "</channel></rss>");
    assert_null(the.len ? strstr(the.seen[0].title, "secret") : NULL);
    run("{ echo '<!DOCTYPE rss [<!ENTITY a0 \"ha ha ha ha ha ha ha ha\">'; for n in $(seq 30); do"
        " echo \"<!ENTITY a$n \\\"&a$((n-1));&a$((n-1));&a$((n-1));&a$((n-1));\\\">\"; done;"
        " echo ']><rss><channel><item><title>&a30;</title><link "
        "x=\"&a30;\"/></item></channel></rss>';"
        "} > bomb.xml");
    feed("bomb.xml");
    assert_int_equal(the.counts.skipped, 1);
    run("{ echo '<rss><channel><item><title>A</title></item><item><title>'; yes x | tr -d '\\n' |"
        " head -c 200000000; } > long.xml 2>/dev/null");
    feed("long.xml");
    ASSERT_IDS("long.xml:1");
    run("{ echo '<rss><channel><item>'; yes '<b>' | head -n 1000000; } > deep.xml");
    feed("deep.xml");
    assert_int_equal(the.counts.skipped, 1);
    run("{ echo '<rss><channel><item><title>A</title><description>'; yes '&lt;!-- &lt;b' |"
        " head -n 500000; echo '</description></item></channel></rss>'; } > comments.xml");
    feed("comments.xml");
    assert_string_equal(only()->title, "A");
}

/* Memory that runs out inside libxml2 ends the program too, and cuts off no article. */
static void test_libxml_allocates_as_we_do(void **state)
{
    xmlFreeFunc release;
    xmlMallocFunc allocate;
    xmlReallocFunc grow;
    xmlStrdupFunc duplicate;

    (void)state;
    feed_text("a.xml", "<rss><channel><item><title>A</title></item></channel></rss>");
    assert_int_equal(xmlMemGet(&release, &allocate, &grow, &duplicate), 0);
    assert_true(allocate == must_alloc && grow == must_realloc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_rss),
        FEEDING(test_atom),
        FEEDING(test_summary_beside_content),
        FEEDING(test_summaries_of_podcasts_and_films),
        FEEDING(test_long_summary_is_kept),
        FEEDING(test_newswire),
        FEEDING(test_other_xml_by_record),
        FEEDING(test_encodings_are_as_declared),
        FEEDING(test_damaged_xml_is_told),
        FEEDING(test_hostile_xml_is_bounded),
        FEEDING(test_libxml_allocates_as_we_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
