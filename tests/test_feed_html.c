/* Web pages as articles: what is taken for their text. */
#include "html_page.h"

/* A page with ADDED after its three paragraphs. */
static void is_left_out(const char *added)
{
    char body[8192];

    snprintf(body, sizeof body, "<article><h1>Ferry stays</h1>%s%s</article>", PROSE, added);
    assert_string_equal(page("", body)->body, BODY);
}

static void test_page(void **state)
{
    const struct seen *a;

    (void)state;
    a = page("<title>Ferry stays in port - Quillhaven Courier</title>"
             "<meta property=\"og:site_name\" content=\"Quillhaven Courier\">"
             "<meta property=\"article:published_time\" content=\"2024-03-05T23:30:00Z\">"
             "<link rel=\"canonical\" href=\"https://www.courier.example/ferry\">",
             "<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
             "<article><h1>Ferry stays in port</h1>" PROSE "</article><footer>Imprint</footer>");
    assert_string_equal(a->id, "a.html");
    assert_string_equal(a->title, "Ferry stays in port");
    assert_string_equal(a->body, BODY);
    assert_int_equal(a->day, 20240305);
    assert_int_equal(a->date_source, DATE_FROM_META);
    assert_string_equal(a->source, "Quillhaven Courier");
    assert_string_equal(a->url, "https://www.courier.example/ferry");
    assert_string_equal(a->lang, "en");
    assert_int_equal(the.told_len, 0);
}

static void test_recognised(void **state)
{
    static const char *const pages[] = {
        "<!doctype HTML><p>" FIRST, "<html><p>" FIRST, " \n<!-- x --><HTML class=a><p>" FIRST,
        "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"x\"><body><p>" FIRST};

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        feed_text("page", pages[i]);
        assert_null(strchr(only()->title, '<'));
        assert_non_null(strstr(only()->title, "The ferry to Quillhaven"));
    }
    feed_text("a.htm", "Plain &amp; simple.");
    assert_string_equal(only()->title, "Plain & simple.");
    feed_text("a.html", "<rss version=\"2.0\"><channel><item><title>Ferry <!-- --></title>"
                        "<guid>a</guid></item></channel></rss>");
    assert_string_equal(only()->id, "a");
}

static void test_layout_of_text(void **state)
{
    (void)state;
    page("", "<article><h1>Ferry</h1><p>" FIRST "</p>"
             "<h2>Why\n <em>now</em></h2><p>One<b>two</b> three&nbsp;four<br>five</p>"
             "<ul><li>a pilot</li><li><p>a tide</p></li></ul>"
             "<blockquote>" SECOND "</blockquote>"
             "<table><tr><th>Day</th><th>Boats</th></tr><tr><td>Monday</td><td>2</td></tr></table>"
             "<pre>if tide:\n    leave()</pre><p>" THIRD "</p></article>");
    assert_string_equal(only()->body,
                        FIRST "\n\nWhy now\n\nOnetwo three\u00A0four\nfive\n\n"
                              "- a pilot\n- a tide\n\n" SECOND "\n\n- Day\tBoats\n- Monday\t2\n\n"
                              "if tide:\n    leave()\n\n" THIRD);
}

static void test_left_out_by_element(void **state)
{
    (void)state;
    is_left_out("<nav>Home of all the pages of this site</nav>");
    is_left_out("<aside><p>" FIRST "</p></aside>");
    is_left_out("<footer>All rights reserved by the Courier.</footer>");
    is_left_out("<script>var x = 'not text';</script><style>p { top: 0 }</style>");
    is_left_out("<form><label>Name.</label><input><button>Send.</button></form>");
    is_left_out("<figure><img src=x><figcaption>The harbour in 1911.</figcaption></figure>");
    is_left_out("<noscript>Please turn on scripts.</noscript><svg><text>x.</text></svg>");
    is_left_out("<p hidden>Not to be seen.</p><p style=\"display:none\">Nor this one.</p>");
    is_left_out("<p aria-hidden=true>Nor this.</p><p class=\"sr-only\">For screen readers.</p>");
}

static void test_left_out_by_name(void **state)
{
    static const char *const names[] = {
        "comments",       "commentList",   "related-articles", "sidebar",       "newsletter_box",
        "cookie-consent", "breadcrumb",    "recommended",      "paginationBar", "advertisement",
        "widget",         "subscribe-now", "sponsored"};
    char added[600];

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(added, sizeof added, "<div class=\"box %s\"><p>%s</p></div>", names[i], FIRST);
        is_left_out(added);
        snprintf(added, sizeof added, "<section id=\"%s\"><p>%s</p></section>", names[i], FIRST);
        is_left_out(added);
    }
    is_left_out("<div class=share-bar><a href=x>Post it</a> Send it.</div>");
    is_left_out("<div class=\"author-box\"><p>Ada Byrd writes about ferries.</p></div>");
    is_left_out("<div class=tags>Ferries. Ports.</div>");
}

static void test_kept_in_spite_of_its_name(void **state)
{
    (void)state;
    /* Most of the page's sentences. */
    page("", "<div class=\"layout-sidebar-left\"><h1>Ferry</h1>" PROSE "</div><p>Short.</p>");
    assert_string_equal(only()->body, BODY);
    /* A lead without links. */
    page("", "<article><h1>Ferry</h1><div class=teaser><p>" FIRST "</p></div><p>" SECOND
             "</p><p>" THIRD "</p></article>");
    assert_string_equal(only()->body, BODY);
    /* A page of scripts that shows its text to all who have none. */
    page("", "<noscript><h1>Ferry</h1>" PROSE "</noscript>");
    assert_string_equal(only()->body, BODY);
}

static void test_left_out_by_links(void **state)
{
    (void)state;
    is_left_out("<ul><li><a href=1>Storm shuts the harbour</a></li>"
                "<li><a href=2>Lighthouse sold to a poet.</a></li></ul>");
    is_left_out("<p>Here: <a href=1>All the ferries of the Sound at a glance.</a></p>");
    is_left_out("<div><a href=1>Storm shuts the harbour again.</a> <a href=2>Next.</a></div>");
}

static void test_left_out_as_pointers(void **state)
{
    (void)state;
    is_left_out("<h2>Related</h2><ul><li><a href=1>Storm shuts the harbour</a></li></ul>");
    is_left_out("<p>Read more: the storm of March.</p>");
    is_left_out("<p>Lesen Sie auch <a href=1>den Bericht vom März.</a></p>");
    is_left_out("<p>Читайте также: буря в марте.</p>");
    is_left_out("<p>Lea también: la tormenta de marzo.</p>");
    is_left_out("<h3>The last word</h3>");
    is_left_out("<p>Photo: A. Byrd</p><p>Last changed by ab</p>");
}

/* Sentences that begin as pointers do, and lines without full stops. */
static void test_no_sentence_is_left_out(void **state)
{
    static const char *const kept[] = {
        "Related parties were told of it on Friday, the harbour office said.",
        "Das könnte den Hafen retten, sagte Wendle.",
        "Subscribe they would not.",
        "Recommended prices for the crossing have risen twice since the winter, to four crowns",
        "O gulls</p><p>O tide</p><p>O bar of sand</p><p>O ferry</p><p>O pilot</p><p>O drawer",
    };
    char body[4096];

    (void)state;
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        snprintf(body, sizeof body, "<article><h1>Ferry</h1>%s<p>%s</p></article>", PROSE, kept[i]);
        page("", body);
        snprintf(body, sizeof body, "%.7s", kept[i]);
        assert_non_null(strstr(only()->body, body));
    }
}

static void test_choice_of_the_body(void **state)
{
    (void)state;
    /* The element that the page calls its body, not the longest text. */
    page("<title>Ferry</title>", "<div><p>" THIRD "</p></div><div itemprop=articleBody><p>" FIRST
                                 "</p><p>" SECOND "</p></div>");
    assert_string_equal(only()->body, FIRST "\n\n" SECOND);
    page("<title>Ferry</title>", "<div><p>" THIRD "</p></div><div class=\"entry-content\"><p>" FIRST
                                 "</p><p>" SECOND "</p></div>");
    assert_string_equal(only()->body, FIRST "\n\n" SECOND);
    page("<title>Ferry</title>",
         "<div><p>" THIRD "</p></div><main><p>" FIRST "</p><p>" SECOND "</p></main>");
    assert_string_equal(only()->body, FIRST "\n\n" SECOND);
    /* Where nothing is named, the densest part. */
    page("<title>Ferry</title>", "<div><a href=1>Home</a><a href=2>News</a></div><div><div>" PROSE
                                 "</div></div><div>Imprint</div>");
    assert_string_equal(only()->body, BODY);
    /* A body in two parts. */
    page("<title>Ferry</title>",
         "<main><div class=\"article-text\"><p>" FIRST "</p><p>" SECOND "</p></div><div>Box"
         "</div><div class=\"article-text\"><p>" THIRD "</p></div></main>");
    assert_string_equal(only()->body, FIRST "\n\n" SECOND "\n\nBox\n\n" THIRD);
    /* A lead between title and body. */
    page("<title>Ferry</title>",
         "<main><h1>Ferry</h1><p>" FIRST "</p><div class=\"article-body\"><p>" SECOND
         "</p><p>" THIRD "</p></div></main>");
    assert_string_equal(only()->body, BODY);
}

static void test_text_is_never_lost(void **state)
{
    static const char *const damaged[] = {
        "<html><body><!-- never closed <p>" FIRST,
        "<html><head><title>" FIRST,
        "<html><body><svg><path d=x>" FIRST,
        "<html><body><iframe src=x>" FIRST,
        "<html><body class=comments><div class=\"nav\">" FIRST,
        "<html><body><ul><li><a href=x>" FIRST "</a></ul>",
        "<html><body>" FIRST "<p",
        "<html><body>" FIRST "<a href=\"",
        "<html lang=en><html lang=de><body id=a><body id=b></p></p><p>" FIRST,
        "<html></html>" FIRST,
        "<!DOCTYPE html [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><p>&b;" FIRST,
    };

    (void)state;
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        feed_text("a.html", damaged[i]);
        assert_int_equal(the.len, 1);
        assert_true(strstr(only()->body, "the harbour had no pilot") ||
                    strstr(only()->title, "the harbour had no pilot"));
    }
    feed_text("a.html", "<p hidden><html>");
    assert_int_equal(the.len, 0);
    feed_text("a.html", "<html><body></body></html>");
    assert_int_equal(the.len, 0);
    assert_told(0, FEED_SKIPPED, "a.html: skipped: it has neither title nor text");
}

static void feed_bytes(const char *path, const void *data, size_t len)
{
    put_bytes(path, data, len);
    assert_int_equal(feed(path), DATELINE_OK);
}

/* N times PIECE, then END. */
static void feed_repeated(const char *piece, size_t n, const char *end)
{
    struct buf page = {0};

    buf_str(&page, "<html><body>");
    while (n--)
        buf_str(&page, piece);
    buf_str(&page, end);
    feed_bytes("a.html", page.data, page.len);
    buf_free(&page);
}

static void test_bounds(void **state)
{
    (void)state;
    feed_repeated("<div>", 1000000, "<p>" FIRST "</p>");
    assert_string_equal(only()->title, FIRST);
    feed_repeated("<b>", 300000, FIRST);
    assert_string_equal(only()->title, FIRST);
    feed_repeated("<div><!-- ", 300000, "<p>" FIRST "</p>");
    assert_non_null(strstr(only()->body, "the harbour had no pilot"));
    feed_repeated("<p ", 300000, "><p>" FIRST "</p>");
    assert_string_equal(only()->title, FIRST);
    feed_repeated("<h1><div>", 200, PROSE);
    assert_non_null(strstr(only()->body, "the tide would not wait"));
    feed_repeated("a<br>", 3000000, "<p>" FIRST "</p>");
    assert_non_null(strstr(only()->body, "the harbour had no pilot"));
}

static void test_too_many_attributes(void **state)
{
    struct buf page = {0};

    (void)state;
    buf_str(&page, "<html><body><p class=x");
    for (int i = 0; i < 200000; i++)
        buf_printf(&page, " a%d=\"%d > 0\"", i, i);
    buf_str(&page, " id=y>" FIRST "</p>");
    feed_bytes("a.html", page.data, page.len);
    assert_string_equal(only()->title, FIRST);
    buf_free(&page);
}

static void test_nul_and_binary(void **state)
{
    static const char page[] = "<html><body><p>One\0two.</p></body></html>";
    char binary[400] = "<html>";

    (void)state;
    feed_bytes("a.html", page, sizeof page - 1);
    assert_string_equal(only()->title, "One two.");
    feed_bytes("b.html", binary, sizeof binary);
    assert_int_equal(the.len, 0);
    assert_told(0, FEED_SKIPPED, "b.html: skipped: it is binary, not text");
}

/* The end of none is looked for, which would take minutes. */
static void test_comments_that_are_not_closed(void **state)
{
    struct buf text = {0};

    (void)state;
    buf_str(&text, "<html><body><p>" FIRST);
    for (int i = 0; i < 1000000; i++)
        buf_str(&text, "<!--");
    feed_text("a.html", text.data);
    assert_non_null(strstr(only()->body, "the harbour had no pilot"));
    buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_page),
        FEEDING(test_recognised),
        FEEDING(test_layout_of_text),
        FEEDING(test_left_out_by_element),
        FEEDING(test_left_out_by_name),
        FEEDING(test_kept_in_spite_of_its_name),
        FEEDING(test_left_out_by_links),
        FEEDING(test_left_out_as_pointers),
        FEEDING(test_no_sentence_is_left_out),
        FEEDING(test_choice_of_the_body),
        FEEDING(test_text_is_never_lost),
        FEEDING(test_bounds),
        FEEDING(test_too_many_attributes),
        FEEDING(test_comments_that_are_not_closed),
        FEEDING(test_nul_and_binary),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
