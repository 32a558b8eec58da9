/* Any bytes as a file, in every format: each article that comes of it is whole. */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <utf8proc.h>

#include "fuzz.h"
#include "indexer/feed/feed.h"

const char *const fuzz_seeds[] = {
    "date 2025-03-31 Headline\n\nFirst \xC3\xA9 paragraph. Second "
    "\xE2\x80\x9Csentence\xE2\x80\x9D.",
    " \r\n date 2025-02-30\r\ncaf\xE9\r\n\f\xE2\x80\xA8text\rmore",
    "\xFF\xFE"
    "A\nB\xD8\xDC",
    "{\"id\":\"a\",\"title\":\"t\",\"date\":\"2025-03-31\",\"body\":\"One.\\nTwo "
    "\\ud83d\\ude00\"}\n"
    "{\"id\":17,\"body\":[\"p\",\"q\\ud800\",3.5],\"date\":20250331,\"lang\":\"EN\\u0000\"}\n",
    "\xEF\xBB\xBF{\"x\":{\"id\":\"a\"},\"body\":{\"text\":[[[1]]]},\"url\":null}\n\n{",
    "---\ntitle: \"A: b\"\ndate: 2025-03-31\nx: {id: [p, q]}\nbody: *a\n---\n\n# "
    "Heading\n\nText.\n",
    "id,Title,date,body\na,\"He said \"\"no\"\",\nthen\",2025-03-31,text\n\nb;\"c",
    "title\tbody\tdate\na\\tb\\\\\tc\\n\t2025\textra",
    "<!DOCTYPE x \"y\">\n<REUTERS NEWID=\"1\" A='b'>\n<DATE>26-FEB-1987</DATE><TEXT>&#2;<TITLE>A "
    "&lt;B></TITLE>"
    "<BODY>Text &eacute;\n<P>&#xE9;</BODY></TEXT></REUTERS><DOC><DOCNO> X-1 </DOCNO>Rest <!-- c "
    "-->\n</DOC>",
    "[{\"id\":\"a\",\"title\":\"t\"}, [17, {\"body\":[{\"text\":\"b\"}, \"c\"]}]]\n{\"items\":\n"
    "[{\"title\":\"x\"}], \"y\": {\"z\": null}}",
    "+++\ntitle = \"A\\u00e9\" # b\ndate = 2025-03-31\n[x.y]\nid = ['p', {q = 1}]\n+++\nText.\n",
    "sep=;\r# c\rid;title;body\ra;\"b;c\rd;\"e\"\"f\"\rg;h;i\r",
    "<!DOCTYPE html><html lang=de><meta charset=windows-1250><h1>F\xE4hre</h1><p>Bis 3.4.2025 "
    "bleibt&nbsp;sie &#5; im <b>Hafen</b>.<li>a<td>b",
    "Premier pojecha\xB3 do \xA3odzi. Burmistrz Wa\xB3\xEAsa obieca\xB3, \xBF\xB9"
    "daj\xB9 dr\xF3g.\n",
    "From a Mon Mar  3 10:00:00 2025\nMessage-ID: <a@x>\nFrom: A <a@x>\n"
    "Subject: =?utf-8?Q?Caf=C3=A9?= b\nDate: Mon, 3 Mar 2025 10:00:00 +0000\n"
    "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/alternative; "
    "boundary=a\n\n--a\nContent-Type: text/html; charset=koi8-r\n\n<p>One <b>two</b><!-- x -->&amp;"
    "\n--a\nContent-Transfer-Encoding: base64\n\nVGV4dA==\n--a--\n--m\n"
    "Content-Type: message/rfc822\n\nSubject: x\n\n>From y=\n--m--\n\nFrom b Tue Mar  4 10:00:00 "
    "2025\nReceived: from x; Mon, 3 Mar 2025 10:00:00\n\nText\n",
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://lindow.example/a>\r\nWARC-Date: "
    "2025-03-03T08:00:00Z\r\nContent-Type: application/http\r\nContent-Length: 118\r\n\r\nHTTP/1.1 "
    "200 OK\r\nContent-Type: text/plain; charset=iso-8859-2\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5\r\nFerry\r\n6\r\n late\xB1\r\n0\r\n\r\n\r\n\r\nWARC/1.1\r\nWARC-Type: conversion\r\n"
    "WARC-Target-URI: http://lindow.example/b\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
    "\r\nTitle\r\n\r\nWARC/1.1\r\nWARC-Type: revisit\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><!DOCTYPE rss [<!ENTITY a \"b&a;\">]><rss "
    "xmlns:content=\"c\"><channel><title>T&a;</title><item><title>A &amp;lt;b&gt; "
    "&nbsp;\xB1</title>"
    "<link>http://lindow.example/</link><guid>1</guid><pubDate>Mon, 3 Mar 2025 10:00:00 "
    "GMT</pubDate>"
    "<content:encoded><![CDATA[<p>One <b>two]]></content:encoded></item></channel></rss>",
    "<feed xml:lang=\"en\"><entry><title/><link rel=\"self\" href=\"x\"/><link "
    "href=\"y\"/><id>i</id>"
    "<updated>2025</updated><content type=\"xhtml\"><div>a<p>b</p>c</div></content></entry></feed>",
    "<NewsML><NewsItem><DateId>20250303</DateId><HeadLine>H</HeadLine><DataContent><nitf><body>"
    "<body.content><p>x "
    "<em>y</em></p></body.content></body></nitf></DataContent></NewsItem></NewsML>",
    "{\"type\":\"dateline-article\",\"id\":\"a\",\"date\":\"2025-03-30\",\"body\":\"x\"}\n",
    "{\"type\":\"dateline-article\",\"id\":\"a\",\"date_source\":\"path\",\"body\":\"x\"}\n",
    NULL,
};

struct tally {
    uint64_t articles, undated;
};

/* Valid UTF-8; controls only if they may be there, NUL never. */
static void check_text(struct span s, bool one_line)
{
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s.data;
    size_t at = 0;

    while (at < s.len) {
        utf8proc_int32_t c;
        utf8proc_ssize_t len = utf8proc_iterate(p + at, (utf8proc_ssize_t)(s.len - at), &c);

        FUZZ_CHECK(len > 0 && c != 0);
        FUZZ_CHECK(!one_line || utf8proc_category(c) != UTF8PROC_CATEGORY_CC);
        at += (size_t)len;
    }
}

static dateline_status check_article(void *ctx, const struct article *a, const struct place *at,
                                     dateline_error *err)
{
    struct tally *t = ctx;

    (void)err;
    FUZZ_CHECK(a->id.len > 0 && at->path);
    FUZZ_CHECK(a->title.len || a->body.len);
    FUZZ_CHECK(a->day ? day_valid(a->day) : a->date_source == DATE_FROM_NOTHING);
    FUZZ_CHECK(!a->day == !date_source_name(a->date_source));
    check_text(a->id, true);
    check_text(a->title, true);
    check_text(a->source, true);
    check_text(a->url, true);
    check_text(a->lang, true);
    check_text(a->body, false);
    FUZZ_CHECK(!memchr(a->body.len ? a->body.data : "", '\r', a->body.len));
    t->articles++;
    t->undated += !a->day;
    return DATELINE_OK;
}

static void check_message(void *ctx, enum feed_trouble kind, const char *message)
{
    (void)ctx;
    (void)kind;
    for (; *message; message++)
        FUZZ_CHECK((unsigned char)*message >= ' ');
}

/* Feeds the file open as FD in FORMAT, and checks what was counted. */
static void feed_file(int fd, enum feed_format format)
{
    struct feed_options o = {
        .input_format = format,
        .record = format == FEED_XML ? "item" : NULL,
        .date_from = {DATE_FROM_DATELINE, DATE_FROM_HEADER, DATE_FROM_FIELD, DATE_FROM_PATH,
                      DATE_FROM_MTIME, DATE_FROM_CAPTURE},
    };
    struct feed_counts n = {0};
    struct tally t = {0};
    dateline_status status;
    dateline_error err;
    char path[40];

    if (!format)
        FUZZ_CHECK(!feed_parse_field("id=x.id", &o, &err));
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    status = feed_source(path, &o, check_article, check_message, &t, &n, &err);
    /* A table may have no column for the field that is named. */
    FUZZ_CHECK(status == DATELINE_OK || (!format && status == DATELINE_BAD_OPTION));
    FUZZ_CHECK(n.records == t.articles + n.skipped);
    FUZZ_CHECK(n.undated == t.undated);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = memfd_create("input", MFD_CLOEXEC);

    FUZZ_CHECK(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    for (int f = FEED_RECOGNISED; f < FEED_FORMATS; f++)
        feed_file(fd, (enum feed_format)f);
    close(fd);
    return 0;
}
