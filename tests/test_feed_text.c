/* Plain text: the date line, titles, line ends, what is not text. */
#include "feeding.h"

#include <sys/resource.h>

static void assert_article(const char *text, dateline_day day, const char *title, const char *body)
{
    feed_text("a.txt", text);
    assert_string_equal(only()->title, title);
    assert_string_equal(only()->body, body);
    assert_int_equal(only()->day, day);
    assert_int_equal(only()->date_source, day ? DATE_FROM_HEADER : DATE_FROM_NOTHING);
}

static void test_date_line(void **state)
{
    (void)state;
    assert_article("date 2025-03-31 Headline\nText here.", 20250331, "Headline", "Text here.");
    assert_article("date 2025-03-31, LISBON \u2014 Headline\nText.", 20250331,
                   "LISBON \u2014 Headline", "Text.");
    assert_article("date 2025-03-31: Headline\nText.", 20250331, "Headline", "Text.");
    assert_article("date 2025-03-31. Headline\nText.", 20250331, "Headline", "Text.");
    assert_article("date 2025-03, Headline\nText.", 20250300, "Headline", "Text.");
    assert_article(" \tdate 2025-03-31\nHeadline\n\nText.", 20250331, "Headline", "Text.");
    assert_article("date\t2025-03\nHeadline\nText.", 20250300, "Headline", "Text.");
    assert_article("date 1987 Headline\nText.", 19870000, "Headline", "Text.");
    assert_article("date 20250331 Headline\nText.", 20250331, "Headline", "Text.");
    assert_int_equal(the.told_len, 0);
}

static void test_words_that_are_no_date_line(void **state)
{
    (void)state;
    assert_article("date palms grow\nin oases.", 0, "date palms grow", "in oases.");
    assert_article("dated 2025-03-31\ntext", 0, "dated 2025-03-31", "text");
    assert_article("Up to date 2025-03-31\ntext", 0, "Up to date 2025-03-31", "text");
    assert_article("First\ndate 2025-03-31\n", 0, "First", "date 2025-03-31");
    assert_told(0, FEED_UNDATED, "a.txt: has no date");
    assert_int_equal(the.counts.undated, 1);
}

static void test_impossible_date_is_told_and_article_kept(void **state)
{
    (void)state;
    assert_article("date 2025-02-30 Headline\nText.", 0, "Headline", "Text.");
    assert_int_equal(the.told_len, 1);
    assert_told(0, FEED_UNDATED, "a.txt:1: no date can be read from \"2025-02-30\"");
    put("2025-03-31.txt", "date 2025-13-01 Headline\nText.");
    feed("2025-03-31.txt");
    assert_int_equal(only()->day, 20250331);
    assert_told(0, FEED_UNDATED,
                "2025-03-31.txt:1: no date can be read from \"2025-13-01\"; dated by path");
    assert_int_equal(the.counts.undated, 0);
    assert_article("\n\r\n  date 2025-02-29\nHeadline\nText.", 0, "Headline", "Text.");
    assert_told(0, FEED_UNDATED, "a.txt:3: no date can be read from \"2025-02-29\"");
}

static void test_date_format_reads_the_date_line(void **state)
{
    (void)state;
    the.options.date_format = "%d/%m/%Y";
    assert_article("date 31/03/2025 Headline\nText.", 20250331, "Headline", "Text.");
    the.options.date_format = "%d %B %Y";
    assert_article("date 31 March 2025\nHeadline\nText.", 20250331, "Headline", "Text.");
    assert_article("date 2025-03-31 Headline\nText.", 20250331, "Headline", "Text.");
}

static void test_first_line_is_title_and_leaves_body(void **state)
{
    char line[1001];

    (void)state;
    assert_article("\n\n  Headline  \n\n  Text.\nMore.\n", 0, "Headline", "Text.\nMore.");
    /* 200 characters, not bytes. */
    for (size_t i = 0; i < 400; i += 2)
        snprintf(line + i, sizeof line - i, "é");
    snprintf(line + 400, sizeof line - 400, "\nText.");
    feed_text("a.txt", line);
    assert_int_equal(strlen(only()->title), 400);
    assert_string_equal(only()->body, "Text.");
}

static void test_datelines_are_no_part_of_titles(void **state)
{
    static const char *const with[] = {
        "Washington, March 31 (IANS) The ferry is late. More.",
        "KYIV, Feb. 23 (Agency) \u2013 The ferry is late. More.",
        "LONDON, 31 March 2025 /Newswire/ -- The ferry is late. More.",
        "Frankfurt am Main, 5. M\u00e4rz (dpa) - The ferry is late. More.",
        "PORT LOUIS, Mauritius, June 1 - The ferry is late. More.",
        "東京、令和7年3月31日（共同）— The ferry is late. More.",
        "東京２０２５年３月３１日 /Newswire/ -- The ferry is late. More.",
        "القاهرة، ٣١ مارس ٢٠٢٥ (وكالة) – The ferry is late. More.",
    };
    static const char *const without[] = {
        "On Monday, March 31 (its first day) the ferry was late.",
        "The court said, March 31 (IANS) or not, nothing.",
        "Washington, March 31 was a day of rain and of ferries.",
        "Washington (IANS) is wet.",
    };
    char text[400];

    (void)state;
    for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
        snprintf(text, sizeof text, "date 2025-03-31 %s\n\nAnd more.\n", with[i]);
        feed_text("a.txt", text);
        assert_string_equal(only()->title, "The ferry is late.");
        assert_non_null(strstr(only()->body, with[i]));
    }
    for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
        feed_text("a.txt", without[i]);
        assert_memory_equal(only()->title, without[i], 10);
    }
    feed_text("a.txt",
              "Delhi, May 2 (PTI) A long line without any mark at all that goes on and on "
              "past the characters which are allowed for titles of this kind, and further");
    assert_string_equal(only()->title,
                        "A long line without any mark at all that goes on and on past the "
                        "characters which are allowed for titles of this kind,");
}

static void test_first_sentence_is_title_and_stays_in_body(void **state)
{
    (void)state;
    assert_article("One sentence only", 0, "One sentence only", "One sentence only");
    assert_article("The U.S. sent Mr. Smith. He went.", 0, "The U.S. sent Mr. Smith.",
                   "The U.S. sent Mr. Smith. He went.");
    assert_article("He said \"no!\" Then he left", 0, "He said \"no!\"",
                   "He said \"no!\" Then he left");
    assert_article("Prices rose 3.5 percent in May. More", 0, "Prices rose 3.5 percent in May.",
                   "Prices rose 3.5 percent in May. More");
    assert_article("日本語の文。次の文", 0, "日本語の文。", "日本語の文。次の文");
}

/* A title made of text never ends in the first half of a word; the body keeps both halves. */
static void test_titles_have_no_cut_words(void **state)
{
    static const struct {
        const char *text, *title;
    } cut[] = {
        {"Economy was the minis-\nter of the day. More.", "Economy was the minister of the day."},
        {"A talk on the eco\u2010\n  nomy of the har-\nbour. More.",
         "A talk on the economy of the harbour."},
        {"A ferry for the har-\nbour\n\nIt is late.", "A ferry for the harbour"},
        {"\u0427\u0438\u043D-\n\u043D\u0438\u043A. X.", "\u0427\u0438\u043D\u043D\u0438\u043A."},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++)
        assert_article(cut[i].text, 0, cut[i].title, cut[i].text);
    assert_article("Pacts of the Sino-\nSoviet years", 0, "Pacts of the Sino-", "Soviet years");
    assert_article("Ferries late 2019-\nmore", 0, "Ferries late 2019-", "more");
    assert_article("Ferries of Sino-\n\nmore", 0, "Ferries of Sino-", "more");
    assert_article("Ferries late -\nmore", 0, "Ferries late -", "more");
    feed_text("a.txt", "KYIV, Feb. 23 (Agency) - The minis-\nter is late. More.");
    assert_string_equal(only()->title, "The minister is late.");
}

static void test_long_sentence_is_cut_at_a_word(void **state)
{
    char text[1200] = "";

    (void)state;
    for (int i = 0; i < 100; i++)
        strcat(text, "abcdefg ");
    feed_text("a.txt", text);
    assert_int_equal(strlen(only()->title), 25 * 8 - 1);
    memset(text, 'x', 800);
    feed_text("a.txt", text);
    assert_int_equal(strlen(only()->title), 200);
    assert_string_equal(only()->body, text);
}

static void test_line_ends_of_any_kind(void **state)
{
    (void)state;
    assert_article("\xEF\xBB\xBF"
                   "date 2025-03-31\r\nHeadline\r\n\r\nText\r\nmore\r\n",
                   20250331, "Headline", "Text\nmore");
    assert_article("Headline\rText\rmore", 0, "Headline", "Text\nmore");
    assert_article("Headline\u2028Text\fmore\u2029end", 0, "Headline", "Text\nmore\nend");
}

static void test_empty_files_are_told(void **state)
{
    (void)state;
    feed_text("a.txt", "");
    assert_told(0, FEED_SKIPPED, "a.txt: skipped: it is empty");
    feed_text("a.txt", " \n\n\t ");
    assert_told(0, FEED_SKIPPED, "a.txt: skipped: it has neither title nor text");
    feed_text("a.txt", "date 2025-03-31\n");
    assert_told(0, FEED_SKIPPED, "neither title nor text");
    assert_int_equal(the.len, 0);
    assert_int_equal(the.counts.skipped, 1);
    assert_int_equal(the.counts.records, 1);
}

static void test_binary_is_told(void **state)
{
    (void)state;
    put_bytes("a.txt",
              "\x7F"
              "ELF\0\0\0text",
              12);
    assert_int_equal(feed("a.txt"), DATELINE_OK);
    assert_told(0, FEED_SKIPPED, "a.txt: skipped: it is binary");
    the.options.input_format = FEED_TEXT;
    feed("a.txt");
    assert_told(0, FEED_SKIPPED, "binary");
    assert_int_equal(the.len, 0);
}

static void test_too_large_is_told_in_bounded_memory(void **state)
{
    struct rusage usage;

    (void)state;
    run("{ echo Headline; yes 'some words of text' | head -c 400000000; } > large.txt");
    put("small.txt", "Small\nText.");
    feed(".");
    assert_told(0, FEED_SKIPPED, "large.txt: skipped: it is larger than 64 MiB");
    assert_string_equal(only()->id, "small.txt");
    getrusage(RUSAGE_SELF, &usage);
    assert_true(usage.ru_maxrss < 360 << 10); /* KiB; the sanitizers' own included */
}

static void test_formats_that_are_not_read_are_told(void **state)
{
    static const struct {
        const char *path, *text, *what;
    } files[] = {
        {"a.xml", "<?xml version=\"1.0\"?>\n<story><body>Text</body></story>\n",
         "XML of an unknown kind (<story>)"},
        {"d.xml", "<story><p>Text</p></story>\n", "XML of an unknown kind"},
        {"j", "{\\rtf1 Text}", "a PDF, PostScript or RTF document"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char told[100];

        feed_text(files[i].path, files[i].text);
        snprintf(told, sizeof told, "%s: skipped: it is %s", files[i].path, files[i].what);
        assert_int_equal(the.len, 0);
        assert_told(0, FEED_SKIPPED, told);
        assert_int_equal(the.counts.skipped, 1);
    }
    the.options.input_format = FEED_TEXT;
    feed_text("a.xml", "<?xml version=\"1.0\"?>\n<a>Text</a>\n");
    ASSERT_IDS("a.xml");
}

static void test_text_that_looks_like_other_formats(void **state)
{
    (void)state;
    feed_text("a.txt", "From the harbour: a letter\nSubject: ferries\n\nText.\n");
    feed_text("b.txt", "From: Ada\nDate: 3 May\nSubject: ferries\n\nText.\n");
    ASSERT_IDS("b.txt");
    feed_text("c.txt", "<b>Ferry</b> late again\nText.\n");
    ASSERT_IDS("c.txt");
    feed_text("d.txt", "<3 from Lindow\nText.\n");
    ASSERT_IDS("d.txt");
}

static void test_blanks_of_any_width_end_the_date(void **state)
{
    (void)state;
    feed_text("a.txt", "date 2020-01-02\u00A0\u2009Harbour news\nText.\n");
    assert_int_equal(only()->day, 20200102);
    assert_string_equal(only()->title, "Harbour news");
    feed_text("b.txt", "date\u00A02020-01-02\u202F\nTitle\nText.\n");
    assert_int_equal(only()->day, 20200102);
    assert_string_equal(only()->title, "Title");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEEDING(test_date_line),
        FEEDING(test_words_that_are_no_date_line),
        FEEDING(test_impossible_date_is_told_and_article_kept),
        FEEDING(test_date_format_reads_the_date_line),
        FEEDING(test_first_line_is_title_and_leaves_body),
        FEEDING(test_datelines_are_no_part_of_titles),
        FEEDING(test_first_sentence_is_title_and_stays_in_body),
        FEEDING(test_titles_have_no_cut_words),
        FEEDING(test_long_sentence_is_cut_at_a_word),
        FEEDING(test_line_ends_of_any_kind),
        FEEDING(test_empty_files_are_told),
        FEEDING(test_binary_is_told),
        FEEDING(test_too_large_is_told_in_bounded_memory),
        FEEDING(test_formats_that_are_not_read_are_told),
        FEEDING(test_text_that_looks_like_other_formats),
        FEEDING(test_blanks_of_any_width_end_the_date),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
