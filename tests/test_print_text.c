/* What people read: answers and articles, safe for the terminal they are on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/rewrite.h"
#include "print_sample.h"

#include <cmocka.h> /* last: its fail() is a macro */

static void test_hits_are_printed_as_text(void **state)
{
    struct render_options o = {.format = RENDER_TEXT};

    (void)state;
    sample_expect_both(&o, "1. Dockers end strike\n"
                           "   2025-03-31 · agency/0001.txt · 11.532\n"
                           "   The strike ended on Monday …\n"
                           "\n"
                           "2. A \"tab \", a line,\\ �]0;x��[31m�2J� gnp 👩‍🚀 .\n"
                           "   undated · an id\xC2\xA0%41,\xE3\x80\x80.txt · 0.000\n"
                           "   A \"tab \", a line,\\ �]0;x��[31m�2J� gnp 👩‍🚀 .\n"
                           "\n"
                           "2 of 5 matches, since 2025-03-01, until 2025-03-31, 0.000712 s\n");
}

/* A page is introduced by how many articles have all words, where its first hit without them is. */
static void test_text_says_where_widened_hits_begin(void **state)
{
    static const struct {
        uint64_t from;
        const char *before_first, *before_second, *summary;
    } rows[] = {
        {1, "no article matches all words; these match any of them:\n\n", "",
         "2 shown; no article matches all words"},
        {2, "", "1 article matches all words; these match any of them:\n\n",
         "2 shown; 1 article matches all words"},
        {3, "", "", "2 shown; 2 articles match all words"},
    };
    struct render_options o = {.format = RENDER_TEXT, .fields = {RENDER_RANK}, .n_fields = 1};
    struct answer a = {.counted = true, .shown = 2};
    const struct hit hits[] = {sample_plain, sample_hostile};
    struct buf want = {0};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        a.widened_from = rows[i].from;
        a.matches = a.widened_from - 1;
        buf_clear(&want);
        buf_printf(&want, "%srank: 1\n\n%srank: 2\n\n%s\n", rows[i].before_first,
                   rows[i].before_second, rows[i].summary);
        sample_expect(&o, hits, 2, &a, want.data);
    }
    a.widened_from = 2; /* a later page */
    sample_expect(&o, &sample_hostile, 1, &a,
                  "1 article matches all words; these match any of them:\n\nrank: 2\n\n"
                  "2 shown; 1 article matches all words\n");
    a.widened_from = 1;
    a.qid = span_of("q1");
    o.batch = true;
    sample_expect(&o, &sample_hostile, 1, &a,
                  "== q1\nno article matches all words; these match any of them:\n\nrank: 2\n\n"
                  "2 shown; no article matches all words\n");
    buf_free(&want);
}

static void test_text_in_a_batch_tells_whose_answers_they_are(void **state)
{
    struct render_options o = {.format = RENDER_TEXT, .batch = true};
    struct answer none = {.qid = SPAN("q\x1b"), .counted = true};
    struct answer silent = {.qid = SPAN("q1"), .sort = MATCH_NEWEST, .shown = 1};
    struct buf out = {0};

    (void)state;
    sample_answer(&o, NULL, 0, &none, true, &out);
    sample_answer(&o, &sample_plain, 1, &silent, false, &out);
    sample_answer(&o, NULL, 0, &(struct answer){.qid = SPAN("q3")}, false, &out);
    assert_string_equal(out.data, "== q�\nno matches\n\n"
                                  "== q1\n1. Dockers end strike\n   2025-03-31 · agency/0001.txt\n"
                                  "   The strike ended on Monday …\n\n"
                                  "== q3\nno hits\n");
    buf_free(&out);
}

static void test_colour_marks_titles_dates_and_matches(void **state)
{
    struct render_options o = {.format = RENDER_TEXT, .colour = true};

    (void)state;
    sample_expect(&o, &sample_plain, 1, &(struct answer){.counted = true, .matches = 1, .shown = 1},
                  "1. \x1b[1mDockers end strike\x1b[0m\n"
                  "   \x1b[32m2025-03-31\x1b[0m · \x1b[35magency/0001.txt\x1b[0m · 11.532\n"
                  "   The \x1b[01;31mstrike\x1b[0m ended on Monday …\n"
                  "\n"
                  "1 match\n");
}

static void test_lines_are_filled_by_columns_not_bytes(void **state)
{
    struct render_options o = {.format = RENDER_TEXT, .colour = true};
    struct hit hit = sample_plain;
    struct buf text = {0}, out;
    char *line, *rest;
    size_t lines = 0;

    (void)state;
    for (int i = 0; i < 30; i++)
        buf_str(&text, "été " MARKED("naïve") " ");
    for (int i = 0; i < 100; i++)
        buf_str(&text, "日");
    for (int i = 0; i < 200; i++)
        buf_str(&text, "x\xCC\x81");
    hit.snippet = buf_span(&text);
    out = sample_printed(&o, &hit, 1, &(struct answer){.shown = 1});
    for (rest = out.data; (line = strsep(&rest, "\n"));) {
        static const char naive[] = "\x1b[01;31mnaïve\x1b[0m";
        size_t columns = 0, wide = 0;

        if (!strstr(line, "été") && !strstr(line, "日") && !strstr(line, "x\xCC\x81"))
            continue;
        for (char *found; (found = strstr(line, "\x1b"));) {
            assert_memory_equal(found, naive, sizeof naive - 1);
            memmove(found, found + 8, strlen(found + 8) + 1);
            found += strlen("naïve");
            memmove(found, found + 4, strlen(found + 4) + 1);
        }
        for (char *c = line; *c; c++) {
            columns += ((unsigned char)*c & 0xC0) != 0x80 && (unsigned char)*c != 0xCC;
            wide += !strncmp(c, "日", strlen("日"));
        }
        assert_in_range(columns + wide, 4, 79);
        lines++;
    }
    assert_in_range(lines, 9, 10); /* 300, 200 and 200 columns, 76 a line */
    buf_free(&out);
    buf_free(&text);
}

static void test_an_article_is_printed_without_controls(void **state)
{
    struct render_options o = {.format = RENDER_TEXT};
    struct article a = sample_plain.article;
    struct buf out = {0};

    (void)state;
    a.body = span_of("One\r\n\ttwo\x1b[2J\n");
    render_article(&o, &a, &out);
    assert_string_equal(out.data, "Dockers end strike\ndate: 2025-03-31 (header)\n"
                                  "id: agency/0001.txt\nsource: Agency\nlang: en\n\n"
                                  "One\n\ttwo�[2J\n");
    buf_clear(&out);
    o.format = RENDER_JSON;
    render_article(&o, &a, &out);
    assert_string_equal(
        out.data, "{\"id\":\"agency/0001.txt\",\"title\":\"Dockers end strike\","
                  "\"date\":\"2025-03-31\",\"date_source\":\"header\",\"date_confidence\":\"sure\","
                  "\"source\":\"Agency\","
                  "\"url\":null,\"lang\":\"en\",\"text\":\"One\\r\\n\\ttwo\\u001b[2J\\n\"}\n");
    buf_clear(&out);
    o.format = RENDER_TEXT;
    render_article(&o, &(struct article){.id = SPAN("x")}, &out);
    assert_string_equal(out.data, "date: undated\nid: x\n\n");
    buf_free(&out);
}

/* Bytes that are not UTF-8 come out as what the tokeniser takes them for. */
static void test_what_is_printed_is_utf8(void **state)
{
    struct buf out = {0};
    struct json j = {.out = &out};

    (void)state;
    json_string(&j, (struct span)SPAN("caf\xE9 \xED\xA0\x80\xFF"));
    assert_string_equal(out.data, "\"café �ÿ\"");
    buf_clear(&out);
    rewrite_plain(&out, (struct span)SPAN("\x9B"
                                          "31m caf\xE9\xC3"));
    assert_string_equal(out.data, "�31m caféÃ");
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hits_are_printed_as_text),
        cmocka_unit_test(test_text_says_where_widened_hits_begin),
        cmocka_unit_test(test_text_in_a_batch_tells_whose_answers_they_are),
        cmocka_unit_test(test_colour_marks_titles_dates_and_matches),
        cmocka_unit_test(test_lines_are_filled_by_columns_not_bytes),
        cmocka_unit_test(test_an_article_is_printed_without_controls),
        cmocka_unit_test(test_what_is_printed_is_utf8),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
