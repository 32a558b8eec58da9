/* The query language, row by row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "query_listing.h"

struct row {
    const char *query, *tree;
};

static void check_rows(const struct row *rows)
{
    for (; rows->query; rows++)
        assert_query_tree(rows->query, rows->tree);
}

static void text_is_split_into_words(void **state)
{
    static const struct row rows[] = {
        {"war", "war"},
        {"War WAR wAR", "(AND war war war)"},
        {"  war\t\n peace ", "(AND war peace)"},
        {"trade\xC2\xA0war\xE3\x80\x80peace", "(AND trade war peace)"},
        {"5 3.14 1,000 50%", "(AND \"5\" \"3.14\" \"1,000\" \"50\")"},
        {"2nd _x", "(AND \"2nd\" \"_x\")"},
        {"don't Trump\xE2\x80\x99s AT&T", "(AND don't trump's at&t)"},
        {"'war and peace'", "(AND war and peace)"},
        {"U.S. U.S.A. N.A.T.O", "(AND us usa nato)"},
        {"U.S.-Ukraine", "\"us ukraine\""},
        {"u.s.", "\"u s\""},
        {"C++ C# F#", "(AND c++ c# f#)"},
        {"fish+chips", "(AND fish chips)"},
        {"S\xC3\xA3o Erdo\xC4\x9F"
         "an",
         "(AND sao erdogan)"},
        {"war; peace: love? (hope)", "(AND war peace love hope)"},
        {"war,peace", "(AND war peace)"},
        {"and or not near", "(AND and or not near)"},
        {"東京", "\"東 京\""},
        {"東 京", "(AND 東 京)"},
        {"東京tower C++で", "(AND \"東 京 tower\" \"c++ で\")"},
        {"war & peace - love", "(AND war peace love)"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

static void quotes_make_phrases(void **state)
{
    static const struct row rows[] = {
        {"\"rare earth\"", "\"rare earth\""},
        {"\"Rare, EARTH!\"", "\"rare earth\""},
        {"\"war\"", "\"war\""},
        {"\xE2\x80\x9Crare earth\xE2\x80\x9D", "\"rare earth\""},
        {"\xE2\x80\x9Erare earth\xE2\x80\x9C", "\"rare earth\""},
        {"\xC2\xABrare earth\xC2\xBB", "\"rare earth\""},
        {"\xE2\x80\x9Crare earth\"", "\"rare earth\""},
        {"\"a\"\"b c\"", "(AND \"a\" \"b c\")"},
        {"x\"a b\"y", "(AND x \"a b\" y)"},
        {"\"a AND -b OR (c\" d", "(AND \"a and b or c\" d)"},
        {"\"title:a wild*\"", "\"title a wild\""},
        {"rare-earth", "\"rare earth\""},
        {"J-D Vance", "(AND \"j d\" vance)"},
        {"AC/DC", "\"ac dc\""},
        {"a@b.com", "\"a b com\""},
        {"2025-03-31", "\"2025 03 31\""},
        {"31.03.2025", "\"31.03.2025\""},
        {"foo- bar", "(AND foo bar)"},
        {"foo--bar..baz", "\"foo bar baz\""},
        {"http://x.org/a?b=c", "(AND http \"x org a\" b c)"},
        {"10:30", "(AND \"10\" \"30\")"},
        {"Russia\xE2\x80\x93Ukraine", "(AND russia ukraine)"},
        {"e\xE2\x80\x91mail co\xC2\xADop", "(AND \"e mail\" coop)"},
        {"AND/OR", "\"and or\""},
        {"NOT-for-profit OR-gate", "(AND \"not for profit\" \"or gate\")"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

static void an_asterisk_makes_a_wildcard(void **state)
{
    static const struct row rows[] = {
        {"miner*", "miner*"},
        {"MINER*", "miner*"},
        {"miner** x", "(AND miner* x)"},
        {"miner*, x", "(AND miner* x)"},
        {"\xC3\xA9t*", "et*"},
        {"20*", "20*"},
        {"title:miner*", "title:miner*"},
        {"-miner*", "(NOT * miner*)"},
        {"w*", "w"},
        {"*", "*"},
        {"* war", "war"},
        {"* *", "*"},
        {"war *.txt", "(AND war txt)"},
        {"(*)", "*"},
        {"foo-bar*", "\"foo bar\""},
        {"wild*card", "wild*card"},
        {"wild*,card", "(AND wild* card)"},
        {"*foo", "foo"},
        {"--any * war", "(OR * war)"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

static void operators_bind_in_order(void **state)
{
    static const struct row rows[] = {
        {"a AND b", "(AND a b)"},
        {"a b AND c d", "(AND a b c d)"},
        {"a OR b", "(OR a b)"},
        {"a OR b c", "(OR a (AND b c))"},
        {"a b OR c", "(OR (AND a b) c)"},
        {"a XOR b XOR c", "(XOR a b c)"},
        {"a OR b XOR c AND d", "(OR a (XOR b (AND c d)))"},
        {"a OR b OR (c OR d)", "(OR a b c d)"},
        {"(a b) (c (d e))", "(AND a b c d e)"},
        {"((((a))))", "a"},
        {"(a OR b) AND (c XOR d)", "(AND (OR a b) (XOR c d))"},
        {"a(b)c", "(AND a b c)"},
        {"a NOT b", "(NOT a b)"},
        {"a AND NOT b", "(NOT a b)"},
        {"a NOT b NOT c d", "(NOT (AND a d) b c)"},
        {"NOT a", "(NOT * a)"},
        {"NOT NOT a", "(NOT * (NOT * a))"},
        {"NOT -a", "(NOT * (NOT * a))"},
        {"NOT(a b) c", "(NOT c (AND a b))"},
        {"a OR NOT b", "(OR a (NOT * b))"},
        {"a OR -b", "(OR a (NOT * b))"},
        {"(a -b) -c", "(NOT a b c)"},
        {"(a -b) -(c -d)", "(NOT a b (NOT c d))"},
        {"(a -b) c", "(AND (NOT a b) c)"},
        {"-a", "(NOT * a)"},
        {"-a -b", "(NOT * a b)"},
        {"-a b -c", "(NOT b a c)"},
        {"+a b", "(AND a b)"},
        {"-\"a b\"", "(NOT * \"a b\")"},
        {"-(a b)", "(NOT * (AND a b))"},
        {"-title:a b", "(NOT b title:a)"},
        {"(-a)", "(NOT * a)"},
        {"a -rare-earth", "(NOT a \"rare earth\")"},
        {"a - b", "(AND a b)"},
        {"a -b,c", "(NOT a (AND b c))"},
        {"a-b", "\"a b\""},
        {"a -- b --- c", "(AND a b c)"},
        {"a -!!! b", "(AND a b)"},
        {"--a", "a"},
        {"+-a", "a"},
        {"+AND -OR", "(NOT and or)"},
        {"a:AND", "(AND a and)"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

static void near_and_adj_have_distances(void **state)
{
    static const struct row rows[] = {
        {"a NEAR b", "(NEAR/10 a b)"},
        {"a ADJ b", "(ADJ/10 a b)"},
        {"a NEAR/3 b", "(NEAR/3 a b)"},
        {"a ADJ/10000 b", "(ADJ/10000 a b)"},
        {"a NEAR/007 b", "(NEAR/7 a b)"},
        {"a NEAR b NEAR c", "(NEAR/10 a b c)"},
        {"a NEAR b ADJ c", "(AND (NEAR/10 a b) (ADJ/10 b c))"},
        {"a NEAR/2 b NEAR/3 c NEAR/3 d", "(AND (NEAR/2 a b) (NEAR/3 b c d))"},
        {"x a NEAR b y", "(AND x (NEAR/10 a b) y)"},
        {"a NEAR b OR c", "(OR (NEAR/10 a b) c)"},
        {"\"a\" NEAR 5", "(NEAR/10 a 5)"},
        {"title:a NEAR title:b", "title:(NEAR/10 a b)"},
        {"title:(a NEAR b)", "title:(NEAR/10 a b)"},
        {"title:a NEAR b", "(AND title:a b)"},
        {"a NEAR \"b c\"", "(AND a \"b c\")"},
        {"a NEAR b-c", "(AND a \"b c\")"},
        {"a NEAR mi*", "(AND a mi*)"},
        {"a NEAR (b c)", "(AND a b c)"},
        {"(a) NEAR (b)", "(NEAR/10 a b)"},
        {"a NEAR b NEAR (c OR d) NEAR e", "(AND (NEAR/10 a b) (OR c d) e)"},
        {"a NEAR -b", "(NOT a b)"},
        {"-a NEAR b", "(NOT b a)"},
        {"a NEAR source:x", "(AND a source:x)"},
        {"a NEAR/0 b", "(AND a \"near 0\" b)"},
        {"a NEAR/10001 b", "(AND a \"near 10001\" b)"},
        {"a NEAR/4294967297 b", "(AND a \"near 4294967297\" b)"},
        {"a NEAR/x b", "(AND a \"near x\" b)"},
        {"a NEARBY b", "(AND a nearby b)"},
        {"--any a NEAR (b c)", "(AND a (OR b c))"},
        {"--any +a NEAR b c", "(MAYBE (NEAR/10 a b) c)"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

static void operators_without_a_side_are_words(void **state)
{
    static const struct row rows[] = {
        {"Portland, OR", "(AND portland or)"},
        {"AND", "and"},
        {"OR OR OR", "(AND or or or)"},
        {"a AND AND b", "(AND a and b)"},
        {"a AND OR b", "(OR (AND a and) b)"},
        {"a NOT", "(AND a not)"},
        {"a AND NOT", "(AND a not)"},
        {"NOT AND b", "(AND not b)"},
        {"a AND )", "(AND a and)"},
        {"(OR a)", "(AND or a)"},
        {"a OR (AND)", "(OR a and)"},
        {"a AND ()", "(AND a and)"},
        {"a AND -", "(AND a and)"},
        {"NEAR/5 a", "(AND \"near 5\" a)"},
        {"AND\"a\"", "(AND and \"a\")"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

static void brackets_and_quotes(void **state)
{
    static const struct row rows[] = {
        {"(a b", "(AND a b)"},
        {"a b)", "(AND a b)"},
        {"(a OR b)) c", "(AND (OR a b) c)"},
        {"((a OR b) c", "(AND (OR a b) c)"},
        {"a :-) b", "(AND a b)"},
        {"-(a", "(NOT * a)"},
        {"-() a", "a"},
        {"( ( ) ) a", "a"},
        {"a (-) b", "(AND a b)"},
        {"\"a b", "(AND a b)"},
        {"-\"a", "(NOT * a)"},
        {"6\" pipe", "(AND \"6\" pipe)"},
        {"\"\" a \"!\"", "a"},
        {"title:\"a b", "(AND title:a b)"},
        {"title:(a b", "(AND title:a b)"},
        {"source:\"a b", "(AND b source:a)"},
        {"", "()"},
        {"!!!", "()"},
        {"\"...\" ()", "()"},
        {")(", "()"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

static void fields_apply_to_what_follows(void **state)
{
    static const struct row rows[] = {
        {"title:War", "title:war"},
        {"title:rare-earth", "title:\"rare earth\""},
        {"title:\"a b\" c", "(AND title:\"a b\" c)"},
        {"title:(a OR \"b c\" -d)", "(OR title:a (NOT title:\"b c\" title:d))"},
        {"title:(a source:b title:c)", "(AND title:a title:c source:b)"},
        {"title:a,b", "(AND title:a title:b)"},
        {"title:AND", "title:and"},
        {"title: a", "(AND title a)"},
        {"title:)", "title"},
        {"Title:a TITLE:(b \"c d\")", "(AND title:a title:b title:\"c d\")"},
        {"SOURCE:Reuters", "source:Reuters"},
        {"foo:bar", "(AND foo bar)"},
        {"foo:\"a b\"", "(AND foo \"a b\")"},
        {"source:Reuters", "source:Reuters"},
        {"source:a:b/c*", "source:a:b/c*"},
        {"source:\"New York Times\"x", "(AND x source:\"New York Times\")"},
        {"(source:a)", "source:a"},
        {"source:(a b)", "(AND source a b)"},
        {"source:\"\" a", "a"},
        {"lang:en lang:fr", "(OR lang:en lang:fr)"},
        {"id:a/b.txt", "id:a/b.txt"},
        {"source:a x source:b lang:en", "(AND x (OR source:a source:b) lang:en)"},
        {"source:a AND source:b", "(AND source:a source:b)"},
        {"x -source:a -source:b", "(NOT x source:a source:b)"},
        {"x OR source:a", "(OR x source:a)"},
        {"x (source:a OR lang:en)", "(AND x (OR source:a lang:en))"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

static void any_makes_words_alternatives(void **state)
{
    static const struct row rows[] = {
        {"--any a b", "(OR a b)"},
        {"--any a", "a"},
        {"--any a AND b c", "(AND a (OR b c))"},
        {"--any a b -c", "(NOT (OR a b) c)"},
        {"--any +a", "a"},
        {"--any +a +b c d", "(MAYBE (AND a b) c d)"},
        {"--any +a +(*) y", "(MAYBE a y)"},
        {"--any +* +(*) y", "(MAYBE * y)"},
        {"--any +(a -b) +* y", "(MAYBE (NOT a b) y)"},
        {"--any a (b c)", "(OR a b c)"},
        {"--any a (+b c)", "(OR a (MAYBE b c))"},
        {"--any a (b AND c)", "(OR a (AND b c))"},
        {"--any a b source:x", "(AND (OR a b) source:x)"},
        {"--any source:x source:y lang:en", "(AND (OR source:x source:y) lang:en)"},
        {"--any a b (source:x OR source:y)", "(AND (OR a b) (OR source:x source:y))"},
        {"--any a b (-source:x)", "(AND (OR a b) (NOT * source:x))"},
        {"--any (a b source:x) c", "(OR (AND (OR a b) source:x) c)"},
        {"--any +source:x a b", "(AND (OR a b) source:x)"},
        {"--any -a", "(NOT * a)"},
        {"--any rare-earth a,b", "(OR \"rare earth\" a b)"},
        {"--literal a AND (b \"c-d\" title:e* -f", "(AND a and b c d title e f)"},
        {"--literal U.S. 5", "(AND us \"5\")"},
        {"--literal ()", "()"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

static void least_asks_for_so_many(void **state)
{
    static const struct row rows[] = {
        {"--min-match=1 a b c", "(OR a b c)"},
        {"--min-match=2 a b c", "(OR/2 a b c)"},
        {"--min-match=3 a b c", "(AND a b c)"},
        {"--min-match=9 a b c", "(AND a b c)"},
        {"--min-match=2 a", "a"},
        {"--min-match=2 ()", "()"},
        {"--min-match=33% a b c", "(OR a b c)"},
        {"--min-match=34% a b c", "(OR/2 a b c)"},
        {"--min-match=50% a b c d e", "(OR/3 a b c d e)"},
        {"--min-match=100% a b c", "(AND a b c)"},
        {"--min-match=1% a b c", "(OR a b c)"},
        {"--min-match=2 (a OR b) c d", "(OR/2 (OR a b) c d)"},
        {"--min-match=2 a (b c d) e", "(OR/2 a (OR/2 b c d) e)"},
        {"--min-match=1 +a b c", "(MAYBE a b c)"},
        {"--min-match=2 +a b c", "(AND a (OR b c))"},
        {"--min-match=2 +a +b c", "(MAYBE (AND a b) c)"},
        {"--min-match=3 +a b c d", "(AND a (OR/2 b c d))"},
        {"--min-match=2 a b c -d source:x", "(NOT (AND (OR/2 a b c) source:x) d)"},
        {"--min-match=2 a b c AND d e f", "(AND (OR/2 a b c) (OR/2 d e f))"},
        {"--min-match=2 --literal a OR b", "(OR/2 a or b)"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

static void dates_become_ranges_of_days(void **state)
{
    static const struct row rows[] = {
        {"date:2024-02", "date:2024-02-01..2024-02-29"},
        {"date:2024-2 date:\"26-FEB-1987 15:01:01.79\"",
         "(OR date:2024-02-01..2024-02-29 date:1987-02-26)"},
        {"date:\"March 1987..2 May 1987\"", "date:1987-03-01..1987-05-02"},
        {"date:2025-03-31T10:00Z", "date:2025-03-31"},
        {"date:2025..2025-02", "date:2025-01-01..2025-02-28"},
        {"date:\"2025-02-20\"", "date:2025-02-20"},
        {"date:3m", "date:2024-12-31.."},
        {"date:1m..", "date:2025-02-28.."},
        {"date:today", "date:2025-03-31"},
        {"date:..yesterday", "date:..2025-03-30"},
        {"date:0001-01-01", "date:0001-01-01"},
        {"date:9999-12-31", "date:9999-12-31"},
        {"(date:2025-02-20)", "date:2025-02-20"},
        {"-date:none", "(NOT * date:none)"},
        {"date: 2025", "(AND date \"2025\")"},
        {"Date:2025", "date:2025-01-01..2025-12-31"},
        {"Date:tbd", "(AND date tbd)"},
        {"date:none date:2025-02-20", "(OR date:none date:2025-02-20)"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

static void names_are_words_without_titles_and_particles(void **state)
{
    static const struct row rows[] = {
        {"name:Zelensky", "name:\"zelensky\""},
        {"name:\"President Volodymyr Zelensky\" oil", "(AND name:\"volodymyr zelensky\" oil)"},
        {"name:\"Zelensky, Mr Volodymyr\"", "name:\"zelensky volodymyr\""},
        {"-name:\"V. Zelensky\"", "(NOT * name:\"v zelensky\")"},
        {"name:\"Dr Ursula von der Leyen\"", "name:\"ursula leyen\""},
        {"name:\"von der Leyen\"", "name:\"leyen\""},
        {"name:\"Van Morrison\"", "name:\"van morrison\""},
        {"name:\"Ben Affleck\"", "name:\"ben affleck\""},
        {"name:\"David Ben-Gurion\"", "name:\"david gurion\""},
        {"name:\"Al-Assad\"", "name:\"assad\""},
        {"name:\"Martin Luther King, Jr.\"", "name:\"martin luther king\""},
        {"name:\"Boutros Boutros-Ghali\"", "name:\"boutros ghali\""},
        {"name:President", "name:\"president\""},
        {"name:\"Dr Jr\"", "name:\"jr\""},
        {"name:\"\xE6\x96\x87\xE8\xB1\xAA\"", "\"\xE6\x96\x87 \xE8\xB1\xAA\""},
        {"name:\"a b c d e f\"", "\"a b c d e f\""},
        {"title:(name:Zelensky)", "title:name:\"zelensky\""},
        {"name:\"\" x", "x"},
        {"name:(a b)", "(AND name a b)"},
        {NULL, NULL},
    };

    (void)state;
    check_rows(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_split_into_words),
        cmocka_unit_test(quotes_make_phrases),
        cmocka_unit_test(an_asterisk_makes_a_wildcard),
        cmocka_unit_test(operators_bind_in_order),
        cmocka_unit_test(near_and_adj_have_distances),
        cmocka_unit_test(operators_without_a_side_are_words),
        cmocka_unit_test(brackets_and_quotes),
        cmocka_unit_test(fields_apply_to_what_follows),
        cmocka_unit_test(any_makes_words_alternatives),
        cmocka_unit_test(least_asks_for_so_many),
        cmocka_unit_test(dates_become_ranges_of_days),
        cmocka_unit_test(names_are_words_without_titles_and_particles),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
