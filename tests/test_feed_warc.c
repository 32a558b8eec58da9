/* Web archives: records of WARC and WET. */
#include "feeding.h"

#include <zlib.h>

static FILE *out;

static void begin_archive(const char *path)
{
    out = fopen(path, "w");
    assert_non_null(out);
}

static void end_archive(void)
{
    assert_int_equal(fclose(out), 0);
}

/* Writes a record of KIND whose block is the LEN bytes at BLOCK. */
static void put_record_bytes(const char *kind, const char *url, const char *type, const void *block,
                             size_t len)
{
    fprintf(out,
            "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n"
            "WARC-Date: 2025-03-03T08:00:00Z\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n",
            kind, url, type, len);
    assert_int_equal(fwrite(block, 1, len, out), len);
    fputs("\r\n\r\n", out);
}

static void put_record(const char *kind, const char *url, const char *type, const char *block)
{
    put_record_bytes(kind, url, type, block, strlen(block));
}

/* Writes a response with HEADERS, each with its line end, and BODY. */
static void put_response(const char *url, const char *headers, const char *body)
{
    char block[2000];

    snprintf(block, sizeof block, "HTTP/1.1 200 OK\r\n%s\r\n%s", headers, body);
    put_record("response", url, "application/http; msgtype=response", block);
}

#define TEXT "Content-Type: text/plain\r\n"

static void test_records_are_parts(void **state)
{
    (void)state;
    begin_archive("a.warc");
    put_record("warcinfo", "none", "application/warc-fields", "software: x\r\n");
    put_record("request", "http://lindow.example/a", "application/http", "GET /a HTTP/1.1\r\n\r\n");
    put_response("http://lindow.example/2025/03/01/a", TEXT, "Ferry late\nThe ferry was late.");
    put_response("<http://lindow.example/b>", "content-type: TEXT/PLAIN;Charset=\"ISO-8859-2\"\r\n",
                 "Rynek\n\xA3\xF3"
                 "d\xBC i \xA3omianki.");
    put_response("http://lindow.example/i.png", "Content-Type: image/png\r\n", "PNG");
    put_record("response", "http://lindow.example/c", "application/http",
               "HTTP/1.1 404 Not Found\r\n" TEXT "\r\nNot found");
    put_record("revisit", "http://lindow.example/a", "application/http", "HTTP/1.1 200 OK\r\n\r\n");
    put_record("revisit", "http://lindow.example/b", "application/http", "HTTP/1.1 200 OK\r\n\r\n");
    end_archive();
    feed("a.warc");
    ASSERT_IDS("http://lindow.example/2025/03/01/a", "http://lindow.example/b");
    assert_string_equal(the.seen[0].title, "Ferry late");
    assert_string_equal(the.seen[0].url, "http://lindow.example/2025/03/01/a");
    assert_string_equal(the.seen[0].path, "a.warc/http://lindow.example/2025/03/01/a");
    assert_int_equal(the.seen[0].day, 20250301);
    assert_string_equal(the.seen[1].body, "Łódź i Łomianki.");
    assert_int_equal(the.seen[1].day, 0);
    assert_told(0, FEED_UNDATED, "a.warc/http://lindow.example/b: has no date");
    assert_told(1, FEED_SKIPPED, "a.warc: skipped: 2 revisits of pages that did not change");
    assert_told(2, FEED_NOTED, "passed over: 1 failed requests, 1 images and other types");
    assert_int_equal(the.counts.skipped, 2);
    assert_int_equal(the.counts.records, 4);
    the.options.date_from[0] = DATE_FROM_PATH;
    the.options.date_from[1] = DATE_FROM_CAPTURE;
    run("split -b 100 a.warc s.; for f in s.*; do gzip -c $f; done > a.warc.gz; rm s.*");
    feed("a.warc.gz");
    assert_int_equal(the.len, 2);
    assert_int_equal(the.seen[1].day, 20250303);
    assert_int_equal(the.seen[1].date_source, DATE_FROM_CAPTURE);
}

static void test_response_without_a_type(void **state)
{
    static const char block[] = "HTTP/1.1 200 OK\r\n" TEXT "\r\nFerry late";

    (void)state;
    begin_archive("a.warc");
    fprintf(out,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://lindow.example/a\r\n"
            "Content-Length: %zu\r\n\r\n%s\r\n\r\n",
            sizeof block - 1, block);
    put_record("response", "dns:lindow.example", "text/dns", "lindow.example. IN A 192.0.2.1");
    end_archive();
    feed("a.warc");
    ASSERT_IDS("http://lindow.example/a");
    assert_told(1, FEED_NOTED, "passed over: 0 failed requests, 1 images and other types");
}

static void test_conversions_are_text(void **state)
{
    (void)state;
    begin_archive("a.wet");
    put_record("conversion", "http://lindow.example/a", "text/plain", "Ferry late\nIt was late.");
    put_record("resource", "file:b", "text/plain", "Bridge\nIt opened.");
    end_archive();
    feed("a.wet");
    ASSERT_IDS("http://lindow.example/a", "file:b");
    assert_string_equal(the.seen[0].body, "It was late.");
}

static void test_encodings_of_http_are_undone(void **state)
{
    unsigned char block[500], *at;
    uLongf len = 300;
    char chunks[] = "5;x=y\r\nTitle\r\n6\r\n\nText.\r\n0\r\n\r\n";

    (void)state;
    begin_archive("a.warc");
    put_response("http://x/a", TEXT "Transfer-Encoding: chunked\r\n", chunks);
    put_response("http://x/b", TEXT "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
                 "Title\nText that a crawler decoded.");
    at = (unsigned char *)stpcpy((char *)block,
                                 "HTTP/1.1 200 OK\r\n" TEXT "Content-Encoding: deflate\r\n\r\n");
    assert_int_equal(compress(at, &len, (const unsigned char *)"Title\nDeflated.", 15), Z_OK);
    put_record_bytes("response", "http://x/c", "application/http", block,
                     (size_t)(at - block) + len);
    put_response("http://x/d", TEXT "Content-Encoding: br\r\n", "\x0b\x02\x80");
    end_archive();
    feed("a.warc");
    ASSERT_IDS("http://x/a", "http://x/b", "http://x/c");
    assert_string_equal(the.seen[0].body, "Text.");
    assert_string_equal(the.seen[1].body, "Text that a crawler decoded.");
    assert_string_equal(the.seen[2].body, "Deflated.");
    assert_told(3, FEED_SKIPPED, "a.warc: http://x/d: skipped: its encoding br is not read");
}

static void test_damaged_archives_are_told(void **state)
{
    (void)state;
    begin_archive("a.warc");
    put_record("conversion", "http://x/a", "text/plain", "Title\nText.");
    fputs("rubbish\nmore\n", out);
    fputs("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: "
          "99999999999999999999999\r\n\r\nlost\r\n",
          out);
    put_record("conversion", "http://x/b", "text/plain", "Title\nText.");
    fputs("WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://x/c\r\n"
          "Content-Type: text/plain\r\nContent-Length: 18446744073709551615\r\n\r\nTitle\nCut o",
          out);
    end_archive();
    feed("a.warc");
    ASSERT_IDS("http://x/a", "http://x/b", "http://x/c");
    assert_string_equal(the.seen[2].body, "Cut o");
    assert_told(1, FEED_SKIPPED, "damaged after record 1: read on at the next one");
    assert_told(2, FEED_SKIPPED, "record 2 has no length");
    assert_told(5, FEED_DAMAGED, "the readable part is kept: truncated record");
    the.options.input_format = FEED_WARC;
    feed_text("b", "No archive.\n");
    assert_told(1, FEED_SKIPPED, "b: skipped: it has no records of a web archive");
}

static void test_hostile_archives_are_bounded(void **state)
{
    (void)state;
    run("{ printf 'WARC/1.0\\r\\nWARC-Type: '; head -c 100000000 /dev/zero | tr '\\0' x;"
        " printf '\\r\\nContent-Length: 0\\r\\n\\r\\n'; } > a.warc");
    feed("a.warc");
    assert_int_equal(the.len, 0);
    run("{ printf 'WARC/1.0\\r\\nContent-Length: 0\\r\\n'; yes 'a: b' | head -n 3000000; } > "
        "a.warc");
    feed("a.warc");
    assert_told(0, FEED_SKIPPED, "damaged after record 1");
    /* A bomb inside a page. */
    run("{ printf 'HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\nContent-Encoding: "
        "gzip\\r\\n\\r\\n';"
        " head -c 100000000 /dev/zero | tr '\\0' x | gzip; } > block;"
        "{ printf 'WARC/1.0\\r\\nWARC-Type: response\\r\\nWARC-Target-URI: http://x/\\r\\n"
        "Content-Type: application/http\\r\\nContent-Length: %d\\r\\n\\r\\n' $(stat -c %s block);"
        " cat block; } > a.warc");
    feed("a.warc");
    assert_int_equal(the.len, 0);
    assert_int_equal(the.counts.skipped, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_records_are_parts),         FEEDING(test_response_without_a_type),
        FEEDING(test_conversions_are_text),      FEEDING(test_encodings_of_http_are_undone),
        FEEDING(test_damaged_archives_are_told), FEEDING(test_hostile_archives_are_bounded),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
