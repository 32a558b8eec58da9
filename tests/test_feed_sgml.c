/* TREC's and Reuters' SGML. */
#include "feeding.h"

static void test_trec_documents(void **state)
{
    (void)state;
    feed_text("ap.txt",
              "<DOC>\n<DOCNO> AP-1 </DOCNO>\n<DATE>March 31, 2025</DATE>\n"
              "<HEAD>A &lt;first&gt;\nheadline</HEAD>\n"
              "<TEXT>\nOne &amp; two, 3 < 4.\n<P>\nCaf&eacute; &#233;&#xE9; AT&T &nonsense;\n"
              "</P></TEXT>\n</DOC>\n"
              "<doc><docno>AP-2</docno><text>Second. More.</text></doc>"
              "<DOC><TEXT>Third. More.</TEXT></DOC>\n");
    ASSERT_IDS("AP-1", "AP-2", "ap.txt:12");
    assert_string_equal(the.seen[0].title, "A <first> headline");
    assert_string_equal(the.seen[0].body, "One & two, 3 < 4.\n\nCafé éé AT&T &nonsense;");
    assert_int_equal(the.seen[0].day, 20250331);
    assert_int_equal(the.seen[0].line, 1);
    assert_string_equal(the.seen[1].title, "Second.");
    assert_int_equal(the.seen[1].line, 12);
}

static void test_dates_of_other_collections(void **state)
{
    (void)state;
    feed_text("fb.sgml", "<DOC><DOCNO>1</DOCNO><DATE1> 5 March 1994 </DATE1><TEXT>T.</TEXT></DOC>");
    assert_int_equal(only()->day, 19940305);
    assert_string_equal(only()->body, "T.");
}

static void test_reuters_documents(void **state)
{
    const struct seen *a;

    (void)state;
    put_bytes(
        "r.sgm",
        "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n"
        "<REUTERS TOPICS=\"YES\" OLDID=\"5\" NEWID=\"17\">\n<DATE>26-FEB-1987 15:01:01.79</DATE>"
        "<TOPICS><D>cocoa</D></TOPICS><UNKNOWN>&#5;&#22;reute</UNKNOWN>\n"
        "<TEXT>&#2;\n<TITLE>BAHIA REVIEW</TITLE>\n<DATELINE>    SALVADOR, Feb 26 - </DATELINE>"
        "<BODY>Showers in S\xE3o Paulo\nwent on.\n&#3;</BODY></TEXT>\n</REUTERS>\n",
        327);
    feed("r.sgm");
    a = only();
    assert_string_equal(a->id, "17");
    assert_string_equal(a->title, "BAHIA REVIEW");
    assert_string_equal(a->body, "SALVADOR, Feb 26 - Showers in São Paulo\nwent on.");
    assert_int_equal(a->day, 19870226);
}

static void test_fields_by_other_names(void **state)
{
    (void)state;
    assert_int_equal(feed_parse_field("title=HL", &the.options, NULL), DATELINE_OK);
    assert_int_equal(feed_parse_field("id=key", &the.options, NULL), DATELINE_OK);
    feed_text("a.sgml", "<DOC KEY='k1'><DOCNO>no</DOCNO><TITLE>not</TITLE><HL>yes</HL>"
                        "<TEXT>text</TEXT></DOC>");
    assert_string_equal(only()->id, "k1");
    assert_string_equal(only()->title, "yes");
}

static void test_documents_that_are_not_whole(void **state)
{
    (void)state;
    feed_text("a.sgml", "<DOC><DOCNO>1</DOCNO>Not in an element. So all of it.</DOC>\n"
                        "<DOC><DOCNO>2</DOCNO><TEXT>never</TITLE>closed\n"
                        "<DOC><DOCNO>3</DOCNO></DOC>\n"
                        "<DOC><DOCNO>4</DOCNO><TEXT>cut off <TE");
    ASSERT_IDS("1", "2", "4");
    assert_string_equal(the.seen[0].body, "Not in an element. So all of it.");
    assert_string_equal(the.seen[1].body, "never closed");
    assert_string_equal(the.seen[2].body, "cut off <TE");
    assert_told(2, FEED_SKIPPED, "a.sgml:3: skipped: it has neither title nor text");
}

static void test_document_that_the_file_cuts_off(void **state)
{
    (void)state;
    feed_text("a.sgml", "<DOC><DOCNO>1</DOCNO><DATE>2025-03-03</DATE>a</DOC>\n"
                        "<DOC><DOCNO>2</DOCNO><DATE>2025-03-03</DATE>\n<TEXT>b and");
    ASSERT_IDS("1", "2");
    assert_int_equal(the.told_len, 1);
    assert_told(0, FEED_DAMAGED, "a.sgml:2: ends before </DOC>: the file may be cut off");
    feed_text("a.sgml", "<DOC><DOCNO>1</DOCNO><DATE>2025-03-03</DATE>a\n"
                        "<DOC><DOCNO>2</DOCNO><DATE>2025-03-03</DATE>b\n");
    assert_int_equal(the.told_len, 0);
}

static void test_document_over_the_limit_is_passed_over(void **state)
{
    (void)state;
    run("{ printf '<DOC><DOCNO>1</DOCNO><TEXT>'; yes wwwwwwww | head -c 70000000;"
        "  printf '</TEXT></DOC>\\n<DOC><DOCNO>2</DOCNO><TEXT>t</TEXT></DOC>'; } > a.sgml");
    feed("a.sgml");
    ASSERT_IDS("2");
    assert_told(0, FEED_SKIPPED, "a.sgml:1: skipped: it is longer than 64 MiB");
}

/* S without blanks. */
static void squeeze(char *s)
{
    char *to = s;

    for (; *s; s++)
        if (!strchr(" \t\n", *s))
            *to++ = *s;
    *to = '\0';
}

struct kept {
    char *id, *title, *body;
    dateline_day day;
};

/* The same articles were once made into JSON by another program. */
static void test_same_as_another_reading_of_reuters(void **state)
{
    struct kept kept[1000];

    (void)state;
    if (access(SHARED "/corpora/reut2-000.sgm.gz", R_OK)) {
        print_message("skipped: there is no " SHARED "/corpora\n");
        skip();
    }
    run("zcat " SHARED "/corpora/reuters21578.jsonl.gz | head -n 1000 > r.jsonl");
    feed("r.jsonl");
    assert_int_equal(the.len, 1000);
    for (size_t i = 0; i < 1000; i++) {
        kept[i] = (struct kept){strdup(the.seen[i].id), strdup(the.seen[i].title),
                                strdup(the.seen[i].body), the.seen[i].day};
        squeeze(kept[i].title);
        squeeze(kept[i].body);
    }
    feed(SHARED "/corpora/reut2-000.sgm.gz");
    assert_int_equal(the.len, 1000);
    for (size_t i = 0; i < 1000; i++) {
        squeeze(the.seen[i].title);
        squeeze(the.seen[i].body);
        assert_string_equal(the.seen[i].id, kept[i].id);
        assert_int_equal(the.seen[i].day, kept[i].day);
        assert_string_equal(the.seen[i].title, kept[i].title);
        if (!strstr(the.seen[i].body, kept[i].body))
            fail_msg("%s: [%s] has no [%s]", kept[i].id, the.seen[i].body, kept[i].body);
        free(kept[i].id);
        free(kept[i].title);
        free(kept[i].body);
    }
}

static void test_byte_order_mark_hides_no_documents(void **state)
{
    static const char wide[] = "\xFF\xFE<\0D\0O\0C\0>\0<\0T\0E\0X\0T\0>\0t\0<\0/\0T\0E\0X\0T\0>\0"
                               "<\0/\0D\0O\0C\0>";

    (void)state;
    feed_text("two.sgm", "\xEF\xBB\xBF<DOC><DOCNO>1</DOCNO><TEXT>a b</TEXT></DOC>\n"
                         "<DOC><DOCNO>2</DOCNO><TEXT>c d</TEXT></DOC>\n");
    ASSERT_IDS("1", "2");
    put_bytes("wide.sgm", wide, sizeof wide);
    feed("wide.sgm");
    ASSERT_IDS("wide.sgm:1");
}

static void test_all_text_of_a_document_is_kept(void **state)
{
    (void)state;
    feed_text("a.sgm", "<DOC><DOCNO>1</DOCNO><HL>Ferry late</HL><HL>Pier shut</HL>\n"
                       "<LP>The lead.</LP><BYLINE>By Ada Quill</BYLINE>\n"
                       "<TEXT>The story</TEXT><TEXT>goes on</TEXT>\n"
                       "<GRAPHIC><P>A lantern</P></GRAPHIC><CORRECTION>Not so.</CORRECTION>\n"
                       "<TOPICS>code</TOPICS></DOC>\n");
    assert_string_equal(only()->title, "Ferry late Pier shut");
    assert_string_equal(only()->body,
                        "The lead.\nThe story\ngoes on\nBy Ada Quill\nA lantern\nNot so.");
}

static void test_fields_inside_the_text_stay_there(void **state)
{
    (void)state;
    feed_text("a.sgm", "<DOC><DOCNO>1</DOCNO><DATE>2025-03-31</DATE><TEXT>On <DATE>1 May</DATE> "
                       "in <SOURCE>Lindow</SOURCE> it rained.</TEXT></DOC>\n");
    assert_string_equal(only()->body, "On 1 May  in Lindow  it rained.");
    assert_int_equal(only()->day, 20250331);
}

static void test_document_number_before_others(void **state)
{
    (void)state;
    feed_text("a.sgm", "<DOC id=\"7\" type=\"story\"><DOCNO>A-1</DOCNO><TEXT>one</TEXT></DOC>\n"
                       "<DOC id=\"7\"><DOCID>x</DOCID><DOCNO>A-2</DOCNO><TEXT>two</TEXT></DOC>\n"
                       "<DOC id=\"A-3\" type=\"story\"><TEXT>three</TEXT></DOC>\n");
    ASSERT_IDS("A-1", "A-2", "A-3");
    assert_string_equal(the.seen[1].body, "two");
}

static void test_addresses_in_brackets_are_text(void **state)
{
    (void)state;
    feed_text("a.sgm", "<DOC><DOCNO>1</DOCNO><TEXT>Write <ada@lindow.example> or "
                       "<http://lindow.example/a> or <www.lindow.example>, x<y.</TEXT></DOC>\n");
    assert_string_equal(only()->body, "Write <ada@lindow.example> or <http://lindow.example/a> or "
                                      "<www.lindow.example>, x<y.");
}

static void test_documents_inside_one_element(void **state)
{
    (void)state;
    feed_text("a.xml", "<?xml version=\"1.0\"?>\n<corpus>\n<DOC><DOCNO>1</DOCNO><TEXT>a b</TEXT>"
                       "</DOC>\n</corpus>\n");
    ASSERT_IDS("1");
}

/* The end of none is looked for, which would take minutes; test_feed_html has the same of HTML. */
static void test_comments_that_are_not_closed(void **state)
{
    struct buf text = {0};

    (void)state;
    buf_str(&text, "<DOC>\n<DOCNO>1</DOCNO>\n<TEXT>a <!-- gone --> b ");
    for (int i = 0; i < 1000000; i++)
        buf_str(&text, "<!--");
    buf_str(&text, " end</TEXT>\n</DOC>\n");
    put("open.sgml", text.data);
    feed("open.sgml");
    assert_null(strstr(only()->body, "gone"));
    assert_non_null(strstr(only()->body, "<!--<!-- end"));
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_trec_documents),
        FEEDING(test_dates_of_other_collections),
        FEEDING(test_reuters_documents),
        FEEDING(test_fields_by_other_names),
        FEEDING(test_documents_that_are_not_whole),
        FEEDING(test_document_that_the_file_cuts_off),
        FEEDING(test_document_over_the_limit_is_passed_over),
        FEEDING(test_same_as_another_reading_of_reuters),
        FEEDING(test_byte_order_mark_hides_no_documents),
        FEEDING(test_all_text_of_a_document_is_kept),
        FEEDING(test_fields_inside_the_text_stay_there),
        FEEDING(test_document_number_before_others),
        FEEDING(test_addresses_in_brackets_are_text),
        FEEDING(test_documents_inside_one_element),
        FEEDING(test_comments_that_are_not_closed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
