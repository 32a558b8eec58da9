/* Mail: mailboxes, maildir folders and single messages. */
#include "feeding.h"

#define ADA  "From: Ada Lindow <ada@lindow.example>\n"
#define SENT "Date: Mon, 3 Mar 2025 23:30:00 -0800\n"

static void test_a_mailbox_is_its_messages(void **state)
{
    (void)state;
    feed_text(
        "list.mbox",
        "From ada@lindow.example Tue Mar  4 07:30:01 2025\n" ADA SENT
        "Subject: =?utf-8?Q?Caf=C3=A9?= =?utf-8?Q?_closed?=\nMessage-ID: <1@lindow.example>\n\n"
        "The harbour.\n>From here on.\n>>From there.\n\nFrom the quay to the mill.\n\n"
        "From bo at lindow.example  Wed Mar  5 07:30:01 2025\n"
        "From: bo at lindow.example (Bo Quill)\nSubject: Second\n\nText.\n");
    ASSERT_IDS("1@lindow.example", "list.mbox:13");
    assert_string_equal(the.seen[0].title, "Café closed");
    assert_string_equal(the.seen[0].source, "Ada Lindow");
    assert_string_equal(the.seen[0].body,
                        "The harbour.\nFrom here on.\n>From there.\n\nFrom the quay to the mill.");
    assert_int_equal(the.seen[0].day, 20250303);
    assert_int_equal(the.seen[0].date_source, DATE_FROM_HEADER);
    assert_string_equal(the.seen[1].source, "Bo Quill");
    assert_int_equal(the.seen[1].day, 20250305);
    assert_int_equal(the.seen[1].line, 13);
    assert_int_equal(the.told_len, 0);
    run("gzip list.mbox");
    feed("list.mbox.gz");
    ASSERT_IDS("1@lindow.example", "list.mbox.gz:13");
    run("zcat list.mbox.gz | sed 's/$/\\r/' > crlf");
    feed("crlf");
    ASSERT_IDS("1@lindow.example", "crlf:13");
    assert_string_equal(the.seen[1].body, "Text.");
}

static void test_a_maildir_is_its_messages(void **state)
{
    (void)state;
    make_directory("mail");
    make_directory("mail/cur");
    make_directory("mail/new");
    make_directory("mail/tmp");
    put("mail/cur/1741044600.M1P2.lindow:2,S",
        "Return-Path: <ada@lindow.example>\n" ADA SENT "Message-ID: <1@x>\nSubject: A\n\nText.\n");
    put("mail/new/1741044601.M1P3.lindow",
        "Delivered-To: bo@lindow.example\n" SENT "\nOnly text.\n");
    feed("mail");
    ASSERT_IDS("1@x", "new/1741044601.M1P3.lindow");
    assert_string_equal(the.seen[1].title, "Only text.");
    assert_int_equal(the.told_len, 0);
}

static void test_the_text_is_decoded(void **state)
{
    (void)state;
    feed_text("a.eml", "Subject: x\n" SENT "MIME-Version: 1.0\n"
                       "Content-Type: text/plain; charset=koi8-r\n"
                       "Content-Transfer-Encoding: base64\n\n8NLJ18XUIM3J0g==\n");
    assert_string_equal(only()->body, "Привет мир");
    feed_text("b.eml", "Subject: =?koi8-r?B?8NLJ18XU?=\n" SENT "Content-Type: text/plain; "
                       "charset=\"iso-8859-2\"\nContent-Transfer-Encoding: quoted-printable\n\n"
                       "=A3=F3d=BC and a long=\n line\n");
    assert_string_equal(only()->title, "Привет");
    assert_string_equal(only()->body, "Łódź and a long line");
    feed_text("c.eml", "Subject: x\n" SENT "Content-Type: text/plain; charset=x-none\n\n"
                       "caf\xC3\xA9\n");
    assert_string_equal(only()->body, "café");
    feed_text("d.eml", "Subject: caf\xE9\n" SENT "\ncaf\xE9 au lait\n");
    assert_string_equal(only()->title, "café");
    assert_string_equal(only()->body, "café au lait");
}

static void test_plain_text_is_preferred(void **state)
{
    (void)state;
    feed_text("a.eml",
              "Message-ID: <a@x>\nSubject: x\n" SENT "Content-Type: multipart/mixed; boundary=m\n\n"
              "--m\nContent-Type: multipart/alternative; boundary=a\n\n"
              "--a\nContent-Type: text/html\n\n<p>Not <b>this</b>\n"
              "--a\nContent-Type: text/plain\n\n> Quoted\nThis\n-- \nAda\n--a--\n"
              "--m\nContent-Type: text/plain; name=log.txt\n"
              "Content-Disposition: attachment; filename=log.txt\n\nnot a log\n"
              "--m\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n"
              "JVBERi0=\n--m--\n");
    assert_string_equal(only()->body, "> Quoted\nThis\n-- \nAda");
    feed_text("b.eml", "Message-ID: <b@x>\nSubject: x\n" SENT
                       "Content-Type: text/html; charset=iso-8859-1\n\n"
                       "<html><head><title>No</title><style>p {}</style></head><body>"
                       "<p>One &amp; caf\xE9 <a href='x'>two</a></p><!-- no --><div>Three"
                       "<script>no()</script></div><table><tr><td>4</td><td>5</td></tr></table>");
    assert_string_equal(only()->body, "One & café two\n\nThree\n\n- 4\t5");
}

static void test_messages_in_a_message_count(void **state)
{
    (void)state;
    feed_text("a.eml", "Message-ID: <a@x>\nSubject: Digest\n" SENT
                       "Content-Type: multipart/digest; boundary=d\n\n"
                       "--d\n\nSubject: one\n\nFirst.\n--d\n\nSubject: two\n\nSecond.\n--d--\n");
    assert_string_equal(only()->body, "one\n\nFirst.\n\ntwo\n\nSecond.");
}

/* A message with headers DATES comes out dated DAY; 0: undated. */
static void check_date(const char *dates, int day)
{
    char text[1000];

    snprintf(text, sizeof text, "Message-ID: <a@x>\nSubject: x\n%s\nText.\n", dates);
    feed_text("a.eml", text);
    assert_int_equal(only()->day, day);
}

static void test_dates_that_are_absent_or_absurd(void **state)
{
    static const char received[] = "Received: from x by y; Tue, 4 Mar 2025 08:00:00 +0000\n"
                                   "Received: from z by x; Mon, 3 Mar 2025 08:00:00 +0000\n";
    char headers[500];

    (void)state;
    check_date("Date: Fri, 4 Feb 94 10:00:00 GMT\n", 19940204);
    check_date("Date: Thu, 3 Feb 1994 23:00:00 -0500 (EST)\n", 19940203);
    check_date(received, 20250304);
    snprintf(headers, sizeof headers, "%sDate: Tue, 1 Jan 2036 00:00:00 +0000\n", received);
    check_date(headers, 20250304);
    snprintf(headers, sizeof headers, "%sDate: Thu, 1 Jan 1970 00:00:00 +0000\n", received);
    check_date(headers, 20250304);
    snprintf(headers, sizeof headers, "%sDate: soon\n", received);
    check_date(headers, 20250304);
    snprintf(headers, sizeof headers, "%sDate: Mon, 3 Mar 2025 23:59:00 -0800\n", received);
    check_date(headers, 20250303);
    check_date("Date: Thu, 1 Jan 1970 00:00:00 +0000\n", 0);
    assert_told(0, FEED_UNDATED, "a.eml: has no date");
    check_date("Date: soon\n", 0);
    assert_told(0, FEED_UNDATED, "a.eml: no date can be read from \"soon\"");
}

/* Writes N parts, each inside the one before it, to PATH. */
static void put_nested(const char *path, int n)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    fputs("Message-ID: <deep@x>\nSubject: x\n" SENT
          "Content-Type: multipart/mixed; boundary=b0\n\n",
          f);
    for (int i = 0; i < n; i++)
        fprintf(f, "--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n", i, i + 1);
    fprintf(f, "--b%d\nContent-Type: text/plain\n\nDeep text\n", n);
    assert_int_equal(fclose(f), 0);
}

static void test_hostile_messages_are_bounded(void **state)
{
    (void)state;
    put_nested("a.eml", 900);
    feed("a.eml");
    assert_string_equal(only()->body, "Deep text");
    put_nested("a.eml", 30000);
    feed("a.eml");
    assert_int_equal(the.counts.records, 1);
    run("{ echo 'Message-ID: <a@x>'; echo; yes -- --b | head -n 60000; } > a.eml");
    feed("a.eml");
    assert_told(0, FEED_SKIPPED, "a.eml: skipped: it has more than 50000 parts");
    run("{ echo 'Message-ID: <a@x>'; yes 'a: b' | head -n 200000; } > a.eml");
    feed("a.eml");
    assert_told(0, FEED_SKIPPED, "a.eml: skipped: it has more than 100000 lines of headers");
    run("{ printf 'From a Mon Mar  3 10:00:00 2025\\nMessage-ID: <1@x>\\n\\n'; yes x | tr -d '\\n' "
        "|"
        " head -c 80000000; printf '\\n\\nFrom a Mon Mar  3 10:00:00 2025\\nMessage-ID: <2@x>\\n\\n"
        "Text.\\n'; } > a.mbox");
    feed("a.mbox");
    ASSERT_IDS("2@x");
    assert_told(0, FEED_SKIPPED, "a.mbox:1: skipped: it is longer than 64 MiB");
}

static void test_a_truncated_mailbox_is_told(void **state)
{
    (void)state;
    run("for n in 1 2 3; do printf 'From a Mon Mar  3 10:00:00 2025\\nMessage-ID: <%d@x>\\n\\n' $n;"
        " head -c 300 /dev/urandom | base64; echo; done | gzip | head -c 900 > a.mbox.gz");
    feed("a.mbox.gz");
    assert_in_range(the.len, 2, 3);
    assert_told(0, FEED_SKIPPED, "damaged here, the rest is lost: truncated gzip input");
    the.options.input_format = FEED_MBOX;
    feed_text("b", "Nothing of mail.\n");
    assert_told(0, FEED_SKIPPED, "b: skipped: no line \"From \" begins a message in it");
    feed_text("c", "From a Mon Mar  3 10:00:00 2025\n\n");
    assert_int_equal(the.len, 0);
    assert_int_equal(the.counts.skipped, 1);
}

static void test_a_mailbox_of_empty_messages(void **state)
{
    (void)state;
    feed_text("empty",
              "From a@x Thu Feb  3 10:00:01 1994\n\nFrom a@x Thu Feb  3 10:00:02 1994\n\n");
    assert_int_equal(the.len, 0);
    assert_told(0, FEED_SKIPPED, "empty:1: skipped: it has neither title nor text");
    assert_told(1, FEED_SKIPPED, "empty:3: skipped: it has neither title nor text");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_a_mailbox_is_its_messages),    FEEDING(test_a_maildir_is_its_messages),
        FEEDING(test_the_text_is_decoded),          FEEDING(test_plain_text_is_preferred),
        FEEDING(test_messages_in_a_message_count),  FEEDING(test_dates_that_are_absent_or_absurd),
        FEEDING(test_hostile_messages_are_bounded), FEEDING(test_a_truncated_mailbox_is_told),
        FEEDING(test_a_mailbox_of_empty_messages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
