/* Any text as a web page: what is extracted is whole UTF-8, and the same each time. */
#include <utf8proc.h>

#include "fuzz.h"
#include "indexer/feed/html/html.h"
#include "indexer/feed/utf8.h"

const char *const fuzz_seeds[] = {
    "<!DOCTYPE html><html lang=\"en\"><head><title>Ferry - Courier</title><meta "
    "property=\"article:published_time\" content=\"2025-03-31T10:00:00Z\"><link rel=canonical "
    "href=\"https://x.example/2025/03/31/y\"></head><body class=\"a sidebar\"><nav><a "
    "href=/>Home</a></nav><article><h1>Ferry</h1><p>The ferry to Quillhaven stayed in port on "
    "Monday, as the harbour had no pilot who could take her past the bar.<br>Two &amp; "
    "three&nbsp;&eacute;&#x1F600;</p><ul><li>a<li><p>b</ul><pre> x\n y</pre><table><tr><td>1<td>2"
    "</table></article><div class=comments><time datetime=\"2025-04-01\">x</time></div></body>",
    "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":[\"NewsArticle\"],"
    "\"headline\":\"A\",\"datePublished\":\"2025-03-31\",\"author\":[{\"name\":\"B\"}],"
    "\"publisher\":{\"name\":\"C\"},\"url\":\"http://x.example/\"}]}</script>"
    "<noscript><p>x</noscript>",
    "<html lang=de><h1><span>3.4.2025</span></h1><p>Stand: 05/04/2025</p><p "
    "class=\"teaserText\">Lesen Sie auch</p><!-- x --><svg><iframe><title>y</html><html a=b "
    "c='d>'><![CDATA[z]]>",
    "<meta charset=x><p itemprop=\"datePublished headline\" content=\"March 31, 2025\" "
    "style=\"display:none\" hidden><div id=A><div class=\"entry-content "
    "postBody\"><b><i></b></i></p></p></div>",
    NULL,
};

static void check_span(struct span s, bool one_line)
{
    FUZZ_CHECK(utf8_valid(s) == s.len);
    FUZZ_CHECK(!s.len || !memchr(s.data, '\0', s.len));
    FUZZ_CHECK(!one_line || !s.len || !memchr(s.data, '\n', s.len));
}

static void check_page(const struct html_article *a)
{
    check_span(a->title, true);
    check_span(a->author, true);
    check_span(a->site, true);
    check_span(a->lang, true);
    check_span(a->url, true);
    check_span(a->body, false);
    FUZZ_CHECK(!a->date.len == (a->date_source == HTML_DATE_NONE));
    FUZZ_CHECK(!a->date.len || day_valid(day_read(a->date.data, a->date.len)));
}

/* The same of a reader that has read other pages. */
static void check_again(struct html_reader *used, struct span page, const struct html_article *a)
{
    struct html_article b;

    html_extract(used, page, &b);
    FUZZ_CHECK(span_eq(a->title, b.title) && span_eq(a->body, b.body) && span_eq(a->date, b.date));
    FUZZ_CHECK(span_eq(a->site, b.site) && span_eq(a->url, b.url) && span_eq(a->lang, b.lang));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct html_reader used;
    struct html_reader fresh = {0};
    struct span page = {(const char *)data, utf8_valid((struct span){(const char *)data, size})};
    struct html_article a;

    html_extract(&fresh, page, &a);
    check_page(&a);
    check_again(&used, page, &a);
    check_span(html_text(&used, page), false);
    html_is_fragment(page);
    html_reader_free(&fresh);
    return 0;
}
