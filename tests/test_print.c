/* The formats that programs read, to the byte, with a hit that would break a
 * careless one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <json-c/json.h>

#include "print_sample.h"

#include <cmocka.h> /* last: its fail() is a macro */

#define JSON_HOSTILE                                                                    \
    "A \\\"tab\\t\\\", a\\nline,\\r\\\\ \\u001b]0;x\\u0007\\u001b[31m\\u009b2J\\u007f " \
    "\\u202egnp 👩‍🚀\\u2028."
#define JSON_HITS(type, between, query)                                                      \
    "{" type query                                                                           \
    "\"rank\":1,\"id\":\"agency/0001.txt\",\"date\":\"2025-03-31\",\"title\":\"Dockers end " \
    "strike\",\"score\":11.532004,\"snippet\":\"The strike ended on Monday …\","           \
    "\"date_source\":\"header\",\"date_confidence\":\"sure\"}" between "{" type query        \
    "\"rank\":2,\"id\":\"an "                                                                \
    "id\xC2\xA0%41,\xE3\x80\x80.txt\",\"date\":null,\"title\":\"" JSON_HOSTILE               \
    "\",\"score\":0.000005,\"snippet\":\"" JSON_HOSTILE                                      \
    "\",\"date_source\":null,\"date_confidence\":null}"
#define JSON_SUMMARY \
    "\"matches\":5,\"since\":\"2025-03-01\",\"until\":\"2025-03-31\",\"seconds\":0.000712}"

static void test_hits_are_printed_as_json_lines(void **state)
{
    struct render_options o = {.format = RENDER_JSONL};

    (void)state;
    sample_expect_both(
        &o, JSON_HITS("\"type\":\"hit\",", "\n", "") "\n{\"type\":\"summary\"," JSON_SUMMARY "\n");
    o.batch = true;
    sample_expect_both(
        &o, JSON_HITS("\"type\":\"hit\",", "\n",
                      "\"query\":\"q1\",") "\n{\"type\":\"summary\",\"query\":\"q1\"," JSON_SUMMARY
                                           "\n");
}

static void test_a_summary_says_only_what_is_known(void **state)
{
    struct render_options o = {.format = RENDER_JSONL};
    struct answer s = {.qid = SPAN("q1"), .matches = 7};

    (void)state;
    sample_expect(&o, NULL, 0, &s, "{\"type\":\"summary\"}\n");
    o.batch = s.counted = true;
    sample_expect(&o, NULL, 0, &s, "{\"type\":\"summary\",\"query\":\"q1\",\"matches\":7}\n");
    s.widened_from = 8;
    sample_expect(&o, NULL, 0, &s,
                  "{\"type\":\"summary\",\"query\":\"q1\",\"matches\":7,\"widened\":true}\n");
    s.unmarked = 2;
    sample_expect(&o, NULL, 0, &s,
                  "{\"type\":\"summary\",\"query\":\"q1\",\"matches\":7,\"widened\":true,"
                  "\"unmarked\":2}\n");
}

static void test_json_is_one_document(void **state)
{
    struct render_options o = {.format = RENDER_JSON};
    struct answer late = {.matches = 7, .counted = true, .unmarked = 2};

    (void)state;
    sample_expect(&o, NULL, 0, &late, "{\"summary\":{\"matches\":7},\"hits\":[],\"unmarked\":2}\n");
    sample_expect_both(&o, "{\"summary\":{" JSON_SUMMARY
                           ",\"hits\":[\n" JSON_HITS("", ",\n", "") "]}\n");
    o.batch = true;
    sample_expect_both(&o, "[\n{\"summary\":{\"query\":\"q1\"," JSON_SUMMARY
                           ",\"hits\":[\n" JSON_HITS("", ",\n", "\"query\":\"q1\",") "]}\n]\n");
}

static void test_a_batch_in_json_is_one_array(void **state)
{
    struct render_options o = {.format = RENDER_JSON, .batch = true};
    struct buf out = {0};
    struct json_object *all, *one;

    (void)state;
    render_begin(&o, ASK_HITS, &out);
    render_end(&o, ASK_HITS, &out);
    all = json_tokener_parse(out.data);
    assert_int_equal(json_object_array_length(all), 0);
    json_object_put(all);
    buf_clear(&out);

    render_begin(&o, ASK_HITS, &out);
    sample_answer(&o, &sample_plain, 1, &sample_summary, true, &out);
    sample_answer(&o, NULL, 0, &sample_summary, false, &out);
    sample_answer(&o, &sample_hostile, 1, &sample_summary, false, &out);
    render_end(&o, ASK_HITS, &out);
    all = json_tokener_parse(out.data);
    assert_int_equal(json_object_array_length(all), 3);
    one = json_object_object_get(json_object_array_get_idx(all, 2), "hits");
    one = json_object_object_get(json_object_array_get_idx(one, 0), "title");
    assert_string_equal(json_object_get_string(one), HOSTILE);
    json_object_put(all);
    buf_free(&out);
}

static void test_fields_choose_members_and_their_order(void **state)
{
    struct render_options o = {
        .format = RENDER_JSONL,
        .fields = {RENDER_LANG, RENDER_URL, RENDER_SOURCE, RENDER_QUERY, RENDER_ID},
        .n_fields = 5,
    };

    (void)state;
    sample_expect(&o, &sample_plain, 1, &(struct answer){0},
                  "{\"type\":\"hit\",\"lang\":\"en\",\"url\":null,\"source\":\"Agency\","
                  "\"id\":\"agency/0001.txt\"}\n{\"type\":\"summary\"}\n");
    o.format = RENDER_TSV;
    sample_expect(&o, &sample_plain, 1, &sample_summary,
                  "lang\turl\tsource\tquery\tid\nen\t\tAgency\tq1\tagency/0001.txt\n");
    o.format = RENDER_TEXT;
    sample_expect(&o, &sample_plain, 1, &(struct answer){.qid = SPAN("q1"), .shown = 1},
                  "lang: en\nsource: Agency\nquery: q1\nid: agency/0001.txt\n");
    o.format = RENDER_IDS;
    sample_expect(&o, &sample_plain, 1, &sample_summary, "agency/0001.txt\n");
}

static void test_marks_only_where_asked_for(void **state)
{
    struct render_options o = {.format = RENDER_CSV, .fields = {RENDER_SNIPPET}, .n_fields = 1};

    (void)state;
    sample_expect(&o, &sample_plain, 1, &sample_summary,
                  "snippet\r\nThe strike ended on Monday …\r\n");
    o.marks = true;
    sample_expect(&o, &sample_plain, 1, &sample_summary,
                  "snippet\r\nThe " MARKED("strike") " ended on Monday …\r\n");
}

static void test_hits_are_printed_as_csv(void **state)
{
    struct render_options o = {.format = RENDER_CSV};

    (void)state;
    sample_expect_both(&o, "rank,id,date,score,title\r\n"
                           "1,agency/0001.txt,2025-03-31,11.532004,Dockers end strike\r\n"
                           "2,\"an id\xC2\xA0%41,\xE3\x80\x80.txt\",,0.000005,"
                           "\"A \"\"tab\t\"\", a\nline,\r\\ �]0;x��[31m�2J� \xE2\x80\xAEgnp "
                           "👩‍🚀\xE2\x80\xA8.\"\r\n");
    o.batch = true;
    sample_expect(&o, &sample_plain, 1, &sample_summary,
                  "query,rank,id,date,score,title\r\n"
                  "q1,1,agency/0001.txt,2025-03-31,11.532004,Dockers end strike\r\n");
}

static void test_hits_are_printed_as_tsv(void **state)
{
    struct render_options o = {.format = RENDER_TSV};

    (void)state;
    sample_expect_both(&o, "rank\tid\tdate\tscore\ttitle\n"
                           "1\tagency/0001.txt\t2025-03-31\t11.532004\tDockers end strike\n"
                           "2\tan id\xC2\xA0%41,\xE3\x80\x80.txt\t\t0.000005\t"
                           "A \"tab\\t\", a\\nline,\\r\\\\ �]0;x��[31m�2J� \xE2\x80\xAEgnp "
                           "👩‍🚀\xE2\x80\xA8.\n");
}

static void test_tables_on_a_terminal_change_no_line(void **state)
{
    struct render_options o = {.format = RENDER_CSV, .terminal = true};
    struct hit hit = sample_plain;

    (void)state;
    hit.article.id = span_of("a\u202Eb\r\u2028");
    sample_expect(&o, &hit, 1, &sample_summary,
                  "rank,id,date,score,title\r\n"
                  "1,a�b��,2025-03-31,11.532004,Dockers end strike\r\n");
    o.format = RENDER_IDS;
    sample_expect(&o, &hit, 1, &sample_summary, "a�b��\n");
    o.terminal = false;
    sample_expect(&o, &hit, 1, &sample_summary, "a\u202Eb�\u2028\n");
}

static void test_trec_encodes_blanks_of_every_kind(void **state)
{
    struct render_options o = {.format = RENDER_TREC, .tag = "run 1"};

    (void)state;
    sample_expect_both(&o, "q1 Q0 agency/0001.txt 1 11.5320 run%201\n"
                           "q1 Q0 an%20id%C2%A0%2541,%E3%80%80.txt 2 0.0000 run%201\n");
}

static void test_different_ids_differ_in_trec(void **state)
{
    static const char *const ids[] = {"a b", "a%20b", "a%2520b"};
    struct render_options o = {.format = RENDER_TREC};
    struct hit hits[3] = {sample_plain, sample_plain, sample_plain};
    struct answer a = sample_summary;

    (void)state;
    a.sort = MATCH_NEWEST;
    for (int i = 0; i < 3; i++)
        hits[i].article.id = span_of(ids[i]);
    sample_expect(&o, hits, 3, &a,
                  "q1 Q0 a%20b 1 -1 dateline\nq1 Q0 a%2520b 1 -1 dateline\n"
                  "q1 Q0 a%252520b 1 -1 dateline\n");
}

static void test_formulas_get_an_apostrophe_where_asked_for(void **state)
{
    struct render_options o = {
        .format = RENDER_CSV, .fields = {RENDER_TITLE, RENDER_DATE}, .n_fields = 2};
    struct hit hit = sample_plain;

    (void)state;
    hit.article.title = span_of("=HYPERLINK(\"x\")");
    sample_expect(&o, &hit, 1, &sample_summary,
                  "title,date\r\n\"=HYPERLINK(\"\"x\"\")\",2025-03-31\r\n");
    o.safe_csv = true;
    sample_expect(&o, &hit, 1, &sample_summary,
                  "title,date\r\n\"'=HYPERLINK(\"\"x\"\")\",2025-03-31\r\n");
    hit.article.title = span_of("-1 degree");
    o.format = RENDER_TSV;
    sample_expect(&o, &hit, 1, &sample_summary, "title\tdate\n'-1 degree\t2025-03-31\n");
    hit.article.title = span_of("a=b");
    sample_expect(&o, &hit, 1, &sample_summary, "title\tdate\na=b\t2025-03-31\n");
}

static void test_trec_without_a_batch_or_sorted_by_date(void **state)
{
    struct render_options o = {.format = RENDER_TREC};
    struct hit hit = sample_plain;
    struct answer a = sample_summary;

    (void)state;
    a.qid = (struct span){0};
    a.sort = MATCH_NEWEST;
    hit.rank = 12;
    sample_expect(&o, &hit, 1, &a, "1 Q0 agency/0001.txt 12 -12 dateline\n");
}

/* The quoted and the bare cell of RFC 4180 at *P, which moves behind it and its
 * separator; false where a line ends behind it. */
static bool read_cell(const char **p, struct buf *cell)
{
    const char *s = *p;
    bool quoted = *s == '"';

    buf_clear(cell);
    for (s += quoted; *s && (quoted || !strchr(",\r\n\"", *s)); s++) {
        if (quoted && *s == '"' && *++s != '"') {
            quoted = false;
            break;
        }
        buf_char(cell, *s);
    }
    assert_false(quoted);
    assert_true(*s == ',' || !strncmp(s, "\r\n", 2));
    *p = s + (*s == ',' ? 1 : 2);
    return s[0] == ',';
}

static uint32_t random_below(uint32_t n)
{
    static uint64_t x = 88172645463325252;

    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    return (uint32_t)(x >> 33) % n;
}

static void random_text(struct buf *out, const char *const *pieces, uint32_t n)
{
    buf_clear(out);
    for (uint32_t i = random_below(9); i; i--)
        buf_str(out, pieces[random_below(n)]);
}

static void undo_tsv(const char *p, struct buf *cell)
{
    buf_clear(cell);
    for (; *p != '\n'; p++) {
        assert_true(*p && *p != '\t' && *p != '\r');
        if (*p == '\\')
            p++, buf_char(cell, *p == 't' ? '\t' : *p == 'n' ? '\n' : *p == 'r' ? '\r' : '\\');
        else
            buf_char(cell, *p);
    }
}

static void test_any_title_is_read_back(void **state)
{
    static const char *const pieces[] = {",",  "\"", "\r", "\n", "\t", " ",
                                         "\\", "n",  "é",  "日", "'"};
    struct render_options csv = {
        .format = RENDER_CSV, .fields = {RENDER_ID, RENDER_TITLE}, .n_fields = 2};
    struct render_options tsv = {.format = RENDER_TSV, .fields = {RENDER_TITLE}, .n_fields = 1};
    struct render_options json = {.format = RENDER_JSON, .fields = {RENDER_TITLE}, .n_fields = 1};
    struct buf title = {0}, cell = {0};

    (void)state;
    for (int i = 0; i < 2000; i++) {
        struct hit hit = sample_plain;
        struct buf out;
        struct json_object *document, *member;
        const char *p;

        random_text(&title, pieces, sizeof pieces / sizeof *pieces);
        hit.article.title = buf_span(&title);
        out = sample_printed(&csv, &hit, 1, &sample_summary);
        p = out.data + strlen("id,title\r\n");
        assert_true(read_cell(&p, &cell));
        assert_false(read_cell(&p, &cell));
        assert_true(span_eq(buf_span(&cell), buf_span(&title)));
        assert_int_equal(*p, 0);
        buf_free(&out);

        out = sample_printed(&tsv, &hit, 1, &sample_summary);
        undo_tsv(out.data + strlen("title\n"), &cell);
        assert_true(span_eq(buf_span(&cell), buf_span(&title)));
        buf_free(&out);

        out = sample_printed(&json, &hit, 1, &sample_summary);
        document = json_tokener_parse(out.data);
        member = json_object_array_get_idx(json_object_object_get(document, "hits"), 0);
        member = json_object_object_get(member, "title");
        assert_int_equal(json_object_get_string_len(member), title.len);
        assert_memory_equal(json_object_get_string(member), title.data ? title.data : "",
                            title.len);
        json_object_put(document);
        buf_free(&out);
    }
    buf_free(&title);
    buf_free(&cell);
}

static void test_trec_scores_fall_strictly_and_no_more_than_needed(void **state)
{
    struct render_options o = {.format = RENDER_TREC};

    (void)state;
    for (int round = 0; round < 200; round++) {
        struct hit hits[50];
        struct buf out;
        int64_t score = random_below(3000);
        double last = 1e9;
        const char *line;

        for (size_t i = 50; i-- > 0; score += random_below(250)) {
            hits[i] = sample_plain;
            hits[i].rank = i + 1;
            hits[i].score = score;
        }
        out = sample_printed(&o, hits, 50, &sample_summary);
        line = out.data;
        for (size_t i = 0; i < 50; i++, line = strchr(line, '\n') + 1) {
            double printed_score, true_score = (double)hits[i].score / 1e6;
            double want = true_score < last - 1e-4 ? true_score : last - 1e-4;

            assert_int_equal(sscanf(line, "%*s %*s %*s %*s %lf", &printed_score), 1);
            assert_true(printed_score < last);
            assert_true(printed_score > want - 0.000051 && printed_score < want + 0.000051);
            last = printed_score;
        }
        buf_free(&out);
    }
}

static void test_what_a_format_needs_to_be_looked_up(void **state)
{
    static const struct {
        struct render_options o;
        enum hit_parts parts;
    } cases[] = {
        {{.format = RENDER_TEXT}, HIT_SNIPPET},
        {{.format = RENDER_JSONL}, HIT_SNIPPET},
        {{.format = RENDER_CSV}, HIT_ARTICLE},
        {{.format = RENDER_TREC, .batch = true}, HIT_ROW},
        {{.format = RENDER_IDS, .fields = {RENDER_SNIPPET}, .n_fields = 1}, HIT_ROW},
        {{.format = RENDER_JSON, .fields = {RENDER_ID, RENDER_DATE}, .n_fields = 2}, HIT_ROW},
        {{.format = RENDER_JSON, .fields = {RENDER_ID, RENDER_URL}, .n_fields = 2}, HIT_ARTICLE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(render_needs(&cases[i].o), cases[i].parts);
}

static void test_which_answers_a_format_can_show(void **state)
{
    (void)state;
    for (int f = 0; f < RENDER_FORMATS; f++) {
        enum render_format format = (enum render_format)f;

        assert_true(render_can(format, ASK_HITS) && render_can(format, ASK_COUNT));
        assert_int_equal(render_can(format, ASK_TIMELINE), format <= RENDER_TSV);
        assert_int_equal(render_can(format, ASK_FACET), format <= RENDER_TSV);
        assert_int_equal(render_can(format, ASK_EXPLAIN), format <= RENDER_JSONL);
        assert_int_equal(render_can(format, ASK_WHY), format <= RENDER_JSONL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hits_are_printed_as_json_lines),
        cmocka_unit_test(test_a_summary_says_only_what_is_known),
        cmocka_unit_test(test_json_is_one_document),
        cmocka_unit_test(test_a_batch_in_json_is_one_array),
        cmocka_unit_test(test_fields_choose_members_and_their_order),
        cmocka_unit_test(test_marks_only_where_asked_for),
        cmocka_unit_test(test_hits_are_printed_as_csv),
        cmocka_unit_test(test_hits_are_printed_as_tsv),
        cmocka_unit_test(test_tables_on_a_terminal_change_no_line),
        cmocka_unit_test(test_trec_encodes_blanks_of_every_kind),
        cmocka_unit_test(test_different_ids_differ_in_trec),
        cmocka_unit_test(test_formulas_get_an_apostrophe_where_asked_for),
        cmocka_unit_test(test_trec_without_a_batch_or_sorted_by_date),
        cmocka_unit_test(test_any_title_is_read_back),
        cmocka_unit_test(test_trec_scores_fall_strictly_and_no_more_than_needed),
        cmocka_unit_test(test_what_a_format_needs_to_be_looked_up),
        cmocka_unit_test(test_which_answers_a_format_can_show),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
