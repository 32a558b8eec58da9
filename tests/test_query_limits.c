/* What is refused, what is warned of, and what a tree's nodes tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "query_listing.h"

struct warned {
    const char *query, *warning;
};

static void check_refused(const char *query, const char *start)
{
    char *text = query_listing(query, false);

    if (strncmp(text, start, strlen(start)) != 0)
        assert_string_equal(text, start);
    free(text);
}

static void unreadable_dates_are_refused(void **state)
{
    (void)state;
    check_refused("war date:2025-13", "query at 5: 'date:2025-13' cannot be read");
    check_refused("date:2025-02-30 x", "query at 1: 'date:2025-02-30' cannot be read");
    check_refused("-date:soon", "query at 2: 'date:soon' cannot be read");
    check_refused("date:\"a b\" x", "query at 1: 'date:\"a b\"' cannot be read");
    check_refused("date:2025...2026", "query at 1: 'date:2025...2026' cannot be read");
    check_refused("date:\"\"", "query at 1: 'date:\"\"' cannot be read");
    check_refused("a OR (b date:2026..2025)",
                  "query at 9: 'date:2026..2025' ends before it begins");
    check_refused("date:\xFF", "query at 1: 'date:?' cannot be read");
}

/* Each warning, alone, at its place. */
static void each_warning_has_its_place(void **state)
{
    static const struct warned rows[] = {
        {"Portland, OR", "query at 11: 'OR' has nothing to join after it and is read as a word"},
        {"AND a", "query at 1: 'AND' has nothing to join before it and is read as a word"},
        {"a NEAR/0 b",
         "query at 3: 'NEAR/0' is read as a word: the distance is a number from 1 to 10000"},
        {"a NEAR (b OR c)",
         "query at 3: 'NEAR' is read as AND: it joins words of one field, nothing else"},
        {"a and b and c", "query at 3: 'and' is searched for as a word: operators are capitals"},
        {"a not b", "query at 3: 'not' is searched for as a word: operators are capitals"},
        {"WAR AND PEACE IN OUR TIME",
         "query at 5: 'AND' is read as an operator: --literal reads a query in capitals as words"},
        {"OIL, GAS (2025) NOT IN 'THE \xC3\x89TAT', \xD0\xA6\xD0\x95\xD0\x9D\xD0\xAB",
         "query at 17: 'NOT' is read as an operator: --literal reads a query in capitals as words"},
        {"A B C XOR D NEAR/3 E",
         "query at 7: 'XOR' is read as an operator: --literal reads a query in capitals as words"},
        {"x (a", "query at 3: '(' is left out: it has no closing bracket"},
        {"a) x", "query at 2: ')' is left out: it has no opening bracket"},
        {"a () x", "query at 3: '()' holds no words and is left out"},
        {"a \"!\"", "query at 3: '\"!\"' holds no words and is left out"},
        {"a \"b", "query at 3: '\"' has no closing quote and is left out"},
        {"source:\"b", "query at 8: '\"' has no closing quote and is left out"},
        {"a source:\"\"", "query at 3: 'source:\"\"' has no value and is left out"},
        {"a title:", "query at 3: 'title:' has nothing right after it and is read as text"},
        {"source:(a b)",
         "query at 1: 'source:' takes one value, not brackets, and is read as text"},
        {"a foo:b", "query at 3: 'foo:' is not a field (title: source: lang: id: date: "
                    "date_source: name:) and "
                    "is read as text"},
        {"foo:>=2", "query at 1: 'foo:' is not a field (title: source: lang: id: date: "
                    "date_source: name:) and "
                    "is read as text"},
        {"a b*", "query at 3: 'b*' is read as a word: * needs at least 2 letters before it"},
        {"a b-c*", "query at 3: 'b-c*' has a * that is left out: * is a wildcard only in a "
                   "single word"},
        {"a --b", "query at 3: '--' is left out: one + or - is a sign, several are punctuation"},
        {"!!!", "query at 1: '!!!' has no words and matches nothing"},
        {"", "query at 1: '' has no words and matches nothing"},
        {"a \xFF\xE2\x80\xAE\xC2\x85x:y)",
         "query at 8: ')' is left out: it has no opening bracket"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows - 1; i++) {
        char *text = query_listing(rows[i].query, true);
        const char *told = strchr(text, '\n');

        assert_non_null(told);
        assert_string_equal(told + 1, rows[i].warning);
        free(text);
    }
}

static void ordinary_queries_give_no_warning(void **state)
{
    static const char *const queries[] = {
        "rare-earth minerals",
        "AND/OR",
        "NOT-for-profit",
        "foo - bar",
        "http://x.org/a",
        "at 10:30",
        "and also",
        "rock and",
        "C++ & C#",
        "\"a and b\"",
        "--literal a and b (",
        "WAR AND PEACE IN OUR",
        "WAR IN PEACE IN OUR TIME",
        "WAR AND PEACE IN OUR Time",
        "WAR AND PEACE IN OUR TIME \xC3\xA9",
        "\"WAR AND PEACE IN OUR TIME\"",
        "--literal WAR AND PEACE IN OUR TIME",
        "1 OR 2 OR 3 OR 4 OR 5",
        "\xE6\x88\x98 OR \xE5\x92\x8C AND \xE5\xB9\xB3 OR \xE6\x9D\xB1",
        "title:\"a b\"",
        "a (b) c",
        "x -y +z",
        NULL,
    };

    (void)state;
    for (const char *const *q = queries; *q; q++) {
        char *text = query_listing(*q, true);

        if (strchr(text, '\n'))
            fail_msg("%s", text);
        free(text);
    }
}

static void messages_hold_nothing_a_terminal_acts_on(void **state)
{
    char *text = query_listing("*\xE2\x80\xAE\xFF"
                               "foo\xE2\x81\xA6",
                               true);

    (void)state;
    assert_non_null(strstr(text, "at 1: '*??foo?' has a *"));
    free(text);
}

static void warnings_are_counted_past_the_limit(void **state)
{
    struct question asked = {.today = QUERY_LISTING_TODAY};
    struct buf text = {0};
    struct query q;

    (void)state;
    for (int i = 0; i < 50; i++)
        buf_str(&text, "a) ");
    asked.text = buf_span(&text);
    assert_int_equal(query_parse(&asked, &q, NULL), DATELINE_OK);
    assert_int_equal(q.n_warnings, QUERY_MAX_WARNINGS + 1);
    assert_string_equal(q.warnings[QUERY_MAX_WARNINGS], "query: 30 more warnings like these");
    query_free(&q);
    buf_free(&text);
}

/* ---- Limits ------------------------------------------------------------- */

/* COUNT times REPEATED, then BEHIND, then COUNT times CLOSING: refused with MESSAGE, or
 * read where that is NULL. */
static void check_limit(int count, const char *repeated, const char *behind, const char *closing,
                        const char *message)
{
    struct buf text = {0};
    char *result;

    for (int i = 0; i < count; i++)
        buf_str(&text, repeated);
    buf_str(&text, behind);
    for (int i = 0; i < count; i++)
        buf_str(&text, closing);
    result = query_listing_of(buf_span(&text), false, false, false);
    if (message)
        assert_string_equal(result, message);
    else if (!strncmp(result, "query at", 8))
        fail_msg("%s", result);
    free(result);
    buf_free(&text);
}

static void exceeding_a_limit_is_refused(void **state)
{
    (void)state;
    check_limit(QUERY_MAX_BYTES - 1, " ", "a", "", NULL);
    check_limit(QUERY_MAX_BYTES, " ", "a", "",
                "query at 65537: longer than the limit of 65536 bytes (65537)");
    check_limit(QUERY_MAX_WORDS, "a ", "", "", NULL);
    check_limit(QUERY_MAX_WORDS, "a ", "b", "",
                "query at 8193: 'b' is one word more than the limit of 4096");
    check_limit(QUERY_MAX_WORDS, "a,", "\"b c\"", "",
                "query at 8194: 'b' is one word more than the limit of 4096");
    check_limit(QUERY_MAX_WORDS, "id:a ", "id:b", "",
                "query at 20481: 'id:b' is one word more than the limit of 4096");
    check_limit(QUERY_MAX_WORDS, "a ", "OR", "",
                "query at 8193: 'OR' is one word more than the limit of 4096");
    check_limit(QUERY_MAX_DEPTH, "(", "a", ")", NULL);
    check_limit(QUERY_MAX_DEPTH + 1, "(", "a", ")",
                "query at 101: '(' is nested in more than 100 brackets and NOTs");
    check_limit(QUERY_MAX_DEPTH, "NOT ", "a", "", NULL);
    check_limit(QUERY_MAX_DEPTH + 1, "NOT ", "a", "",
                "query at 401: 'NOT' is nested in more than 100 brackets and NOTs");
    check_limit(QUERY_MAX_DEPTH / 2 + 1, "NOT (", "a", ")",
                "query at 251: 'NOT' is nested in more than 100 brackets and NOTs");
    check_limit(QUERY_MAX_DEPTH, "a NOT b (", "c", ")", NULL);
    check_limit(QUERY_MAX_DEPTH - 1, "a OR b XOR c -(", "d", ")", NULL);
}

/* Four operators a bracket make a tree deeper than promised. */
static void trees_are_bounded(void **state)
{
    struct buf text = {0};
    char *result;

    (void)state;
    for (int i = 0; i < QUERY_MAX_DEPTH; i++)
        buf_str(&text, "a OR b XOR c -(d AND +e ");
    for (int i = 0; i < QUERY_MAX_DEPTH; i++)
        buf_char(&text, ')');
    result = query_listing_of(buf_span(&text), true, false, false);
    assert_non_null(strstr(result, "is nested in more than 300 operators and brackets"));
    free(result);
    buf_free(&text);
}

/* 64 KiB of the worst are read at once: nothing is quadratic. */
static void worst_cases_are_fast(void **state)
{
    static const char *const patterns[] = {
        "(",    ")",       "()",        "\"",  "\"a\" ", "+(",           "-",  "a*",    "NOT ",
        "AND ", "title:(", "source:\"", "a.",  "+\"",    "\xE2\x80\x9C", "a:", "NEAR ", "a NEAR ",
        "\xFF", "''",      "a OR ",     "-(-", "*",
    };

    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        struct buf text = {0};
        clock_t before = clock();

        while (text.len + strlen(patterns[i]) <= QUERY_MAX_BYTES)
            buf_str(&text, patterns[i]);
        free(query_listing_of(buf_span(&text), i % 2, false, true));
        assert_true(clock() - before < CLOCKS_PER_SEC);
        buf_free(&text);
    }
}

static void an_over_long_word_is_kept_with_a_warning(void **state)
{
    char word[SCHEMA_WORD_MAX + 2], *text;

    (void)state;
    memset(word, 'x', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    text = query_listing(word, true);
    assert_memory_equal(text, word, sizeof word - 1);
    assert_non_null(strstr(text, "is longer than 64 bytes, so no index has this word"));
    free(text);
}

/* ---- Nodes -------------------------------------------------------------- */

static void check_place(const char *query, const struct query_node *n, const char *expected)
{
    struct span read = {query + n->start, n->end - n->start};

    if (!span_eq(read, span_of(expected)))
        fail_msg("read from '%.*s', not '%s'", (int)read.len, read.data, expected);
}

static void nodes_know_their_place(void **state)
{
    static const char query[] = "x AND (title:rare-earth OR \"b c\") -source:\"New York\" mi*";
    struct question asked = {.today = QUERY_LISTING_TODAY};
    const struct query_node *and, * or ;
    struct query q;

    (void)state;
    asked.text = span_of(query);
    assert_int_equal(query_parse(&asked, &q, NULL), DATELINE_OK);
    assert_int_equal(q.root->kind, QUERY_NOT);
    check_place(query, q.root, query);
    and = q.root->children[0];
    or = and->children[1];
    check_place(query, and->children[0], "x");
    check_place(query, or, "title:rare-earth OR \"b c\"");
    check_place(query, or->children[0], "title:rare-earth");
    check_place(query, or->children[1], "\"b c\"");
    check_place(query, and->children[2], "mi*");
    check_place(query, q.root->children[1], "source:\"New York\"");
    assert_int_equal(or->children[0]->field, FIELD_TITLE);
    assert_int_equal(q.root->children[1]->field, FIELD_SOURCE);
    query_free(&q);
}

static void days_of_filters(void **state)
{
    struct question asked = {.today = QUERY_LISTING_TODAY};
    struct query q;

    (void)state;
    asked.text = span_of("date:2025-02..");
    assert_int_equal(query_parse(&asked, &q, NULL), DATELINE_OK);
    assert_int_equal(q.root->kind, QUERY_DATE);
    assert_int_equal(q.root->days.first, 20250201);
    assert_int_equal(q.root->days.last, DAY_LAST);
    query_free(&q);
    asked.text = span_of("date:none");
    assert_int_equal(query_parse(&asked, &q, NULL), DATELINE_OK);
    assert_int_equal(q.root->days.first, 0);
    assert_int_equal(q.root->days.last, 0);
    query_free(&q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unreadable_dates_are_refused),
        cmocka_unit_test(each_warning_has_its_place),
        cmocka_unit_test(ordinary_queries_give_no_warning),
        cmocka_unit_test(messages_hold_nothing_a_terminal_acts_on),
        cmocka_unit_test(warnings_are_counted_past_the_limit),
        cmocka_unit_test(exceeding_a_limit_is_refused),
        cmocka_unit_test(trees_are_bounded),
        cmocka_unit_test(worst_cases_are_fast),
        cmocka_unit_test(an_over_long_word_is_kept_with_a_warning),
        cmocka_unit_test(nodes_know_their_place),
        cmocka_unit_test(days_of_filters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
