/* Forms of other search languages: how each is read, and the warning that says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "query_listing.h"
#include "searcher/query/query_pattern.h"

/* The tree of a query, then its warnings, without "query at ", a line each. */
struct reading {
    const char *query, *tree;
};

static void check_reading(const char *query, const char *expected)
{
    char *listing = query_listing(query, true), *at;

    while ((at = strstr(listing, "\nquery at ")))
        memmove(at + 1, at + 10, strlen(at + 9));
    if (strcmp(listing, expected) != 0) {
        print_error("%s\n", query);
        assert_string_equal(listing, expected);
    }
    free(listing);
}

static void check_readings(const struct reading *rows)
{
    for (; rows->query; rows++)
        check_reading(rows->query, rows->tree);
}

static void signs_before_a_word_exclude_it(void **state)
{
    static const struct reading rows[] = {
        {"!oil", "(NOT * oil)\n1: '!' is read as NOT before a word"},
        {"a !\"b c\" !d", "(NOT a \"b c\" d)\n3: '!' is read as NOT before a word"},
        {"a !(b c)", "(NOT a (AND b c))\n3: '!' is read as NOT before a word"},
        {"a !title:b", "(NOT a title:b)\n3: '!' is read as NOT before a word"},
        {"NOT !a", "(NOT * (NOT * a))\n5: '!' is read as NOT before a word"},
        {"a \xE2\x80\x93war",
         "(NOT a war)\n3: '\xE2\x80\x93' is read as NOT before a word, as - is"},
        {"a \xE2\x88\x92war",
         "(NOT a war)\n3: '\xE2\x88\x92' is read as NOT before a word, as - is"},
        {"a \xE2\x80\x90war b \xE2\x80\x91peace",
         "(NOT (AND a b) war peace)\n3: '\xE2\x80\x90' is read as NOT before a word, as - is"},
        {"a ANDNOT b andnot c", "(NOT (AND a andnot c) b)\n3: 'ANDNOT' is read as NOT"},
        {"a \xE2\x80\x94war",
         "(AND a war)\n3: '\xE2\x80\x94' is left out: only - or a short dash is read as NOT "
         "before a word"},
        {"Yahoo! Mail! a",
         "(AND yahoo mail a)\n1: 'Yahoo!' is read as a word: !word is NOT, word* finds words "
         "that begin so"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

static void bars_and_ampersands_are_operators(void **state)
{
    static const struct reading rows[] = {
        {"!oil | \"rare earth\"~5",
         "(OR (NOT * oil) (NEAR/5 rare earth))\n1: '!' is read as NOT before a word\n"
         "8: '\"rare earth\"~5' is read as its words with NEAR/5 between them\n"
         "6: '|' is read as OR"},
        {"a | b || c && d", "(OR a b (AND c d))\n3: '|' is read as OR\n12: '&&' is read as AND"},
        {"\"a\"|\"b c\"", "(OR \"a\" \"b c\")\n4: '|' is read as OR"},
        {"(a)||(b)", "(OR a b)\n4: '||' is read as OR"},
        {"a | -b", "(OR a (NOT * b))\n3: '|' is read as OR"},
        {"--any a b && c d", "(AND (OR a b) (OR c d))\n5: '&&' is read as AND"},
        {"a |", "a\n3: '|' is left out: nothing to join is after it"},
        {"| a", "a\n1: '|' is left out: nothing to join is before it"},
        {"a | | b",
         "(OR a b)\n3: '|' is left out: nothing to join is after it\n5: '|' is read as OR"},
        {"( | ) a", "a\n3: '|' is left out: nothing to join is before it\n"
                    "1: '( | )' holds no words and is left out"},
        {"a | ( && )", "a\n7: '&&' is left out: nothing to join is before it\n"
                       "5: '( && )' holds no words and is left out\n"
                       "3: '|' is left out: nothing to join is after it"},
        {"a AND | b", "(AND a b)\n7: '|' is left out: nothing to join is before it"},
        {"a | (- ) b", "(OR a b)\n5: '(- )' holds no words and is left out\n3: '|' is read as OR"},
        {"either|or a&&b",
         "(AND either or a b)\n1: 'either|or' is read as words: | and && are operators between "
         "blanks"},
        {"OIL | GAS | COAL | TAR | WATER | AIR",
         "(OR oil gas coal tar water air)\n5: '|' is read as OR"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

static void operators_in_small_letters(void **state)
{
    static const struct reading rows[] = {
        {"a near/3 b Near/3 c Adj/2 d",
         "(AND (NEAR/3 a b c) (ADJ/2 c d))\n3: 'near/3' is read as NEAR/3"},
        {"a near/far b near c", "(AND a \"near far\" b near c)"},
        {"a near/0 b",
         "(AND a \"near 0\" b)\n3: 'near/0' is read as a word: the distance is a number from 1 to "
         "10000"},
        {"near/3 a",
         "(AND \"near 3\" a)\n1: 'near/3' has nothing to join before it and is read as a word"},
        {"a And b", "(AND a and b)\n3: 'And' is searched for as a word: operators are capitals"},
        {"a nOT b", "(AND a not b)\n3: 'nOT' is searched for as a word: operators are capitals"},
        {"And so Or", "(AND and so or)"},
        {"a xor b", "(AND a xor b)\n3: 'xor' is searched for as a word: operators are capitals"},
        {"a W/3 b /3 c Pre/2 d", "(AND (NEAR/3 a b c) (ADJ/2 c d))\n3: 'W/3' is read as NEAR/3"},
        {"a NEAR2 b", "(NEAR/2 a b)\n3: 'NEAR2' is read as NEAR/2"},
        {"a within/4 b", "(NEAR/4 a b)\n3: 'within/4' is read as NEAR/4"},
        {"a w/o b W c near5 d 24/7", "(AND a \"w o\" b w c near5 d \"24 7\")"},
        {"7 /5", "(AND \"7\" \"5\")\n3: '/5' has nothing to join after it and is read as a word"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

static void a_distance_after_a_phrase(void **state)
{
    static const struct reading rows[] = {
        {"title:\"a b\"~4, c",
         "(AND title:(NEAR/4 a b) c)\n1: 'title:\"a b\"~4' is read as its words with NEAR/4 "
         "between them"},
        {"\"a b\"~0", "\"a b\""},
        {"\"a\"~2", "\"a\"\n4: '~2' is left out: it is a distance between words"},
        {"\"a b\"~", "\"a b\"\n6: '~' is left out: the distance is a number from 1 to 10000"},
        {"\"a b\"~1.5", "\"a b\"\n6: '~1.5' is left out: the distance is a number from 1 to 10000"},
        {"\"a b\"~5.", "(NEAR/5 a b)\n1: '\"a b\"~5' is read as its words with NEAR/5 between "
                       "them"},
        {"\"a b\"~99999999999",
         "\"a b\"\n6: '~99999999999' is left out: the distance is a number from 1 to 10000"},
        {"\"a b\"~2x", "(AND \"a b\" \"2x\")"},
        {"\"a b\" ~5", "(AND \"a b\" \"5\")"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

static void patterns_of_letters(void **state)
{
    static const struct reading rows[] = {
        {"wom?n s?ng",
         "(AND wom?n s?ng)\n1: 'wom?n' is read as a pattern: ? is one letter, * any number of "
         "them"},
        {"(Wom**N?),",
         "wom*n\n2: 'Wom**N' is read as a pattern: ? is one letter, * any number of them"},
        {"title:w?m*n*",
         "title:w?m*n*\n7: 'w?m*n*' is read as a pattern: ? is one letter, * any number of them"},
        {"Erdo?\xC3\xA4n",
         "erdo?an\n1: 'Erdo?\xC3\xA4n' is read as a pattern: ? is one letter, * any number of "
         "them"},
        {"\xC2\xBCry?x",
         "(AND \"1\xE2\x81\x84"
         "4ry\" x)\n1: '\xC2\xBCry?x' has a ? that is left out: ? is a wildcard only in a "
         "single word"},
        {"miner* really? oil?", "(AND miner* really oil)"},
        {"*berg",
         "berg\n1: '*berg' has a * that is left out: words are found by their first letters, as in "
         "wild*"},
        {"?erg*",
         "erg*\n1: '?erg*' has a ? that is left out: words are found by their first letters, as in "
         "wild*"},
        {"??l ??? a",
         "(AND l a)\n1: '??l' has a ? that is left out: words are found by their first letters, as "
         "in wild*"},
        {"\"rare ear*\" \"Who? *\"",
         "(AND \"rare ear\" \"who\")\n10: '*' is left out: a phrase has words as they are, without "
         "wildcards"},
        {"title:\"wom?n a\" \"x.org/a?b\"",
         "(AND title:\"wom n a\" \"x org a b\")\n11: '?' is left out: a phrase has words as they "
         "are, without wildcards"},
        {"/oi[l]/ /usr/bin/ /oil/",
         "(AND oi l \"usr bin\" oil)\n1: '/oi[l]/' is read as words: there are patterns, as wom?n "
         "and w*n, no regular expressions"},
        {"rare-ear?h",
         "(AND \"rare ear\" h)\n1: 'rare-ear?h' has a ? that is left out: ? is a wildcard only in "
         "a single word"},
        {"rare-ea*h",
         "(AND \"rare ea\" h)\n1: 'rare-ea*h' has a * that is left out: * is a wildcard only in "
         "a single word"},
        {"page?id=3 x.org/a?b", "(AND page id \"3\" \"x org a\" b)"},
        {"a NEAR wom?n",
         "(AND a wom?n)\n8: 'wom?n' is read as a pattern: ? is one letter, * any number of them\n"
         "3: 'NEAR' is read as AND: it joins words of one field, nothing else"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

/* By the definition: what the pattern's first sign may stand for. */
static bool is_of(const char *pattern, const char *word)
{
    if (!*pattern)
        return !*word;
    if (*pattern == '*')
        return is_of(pattern + 1, word) || (*word && is_of(pattern, word + 1));
    return *word && (*pattern == '?' || *pattern == *word) && is_of(pattern + 1, word + 1);
}

static void patterns_match_as_defined(void **state)
{
    unsigned seed = 5, matched = 0;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char pattern[9] = "", word[9] = "";

        for (int k = rand_r(&seed) % 8; k-- > 0;)
            pattern[k] = "ab?*"[rand_r(&seed) % 4];
        for (int k = rand_r(&seed) % 8; k-- > 0;)
            word[k] = "ab"[rand_r(&seed) % 2];
        if (query_pattern_matches(span_of(pattern), span_of(word)) != is_of(pattern, word))
            fail_msg("%s %s", pattern, word);
        matched += is_of(pattern, word);
    }
    assert_in_range(matched, 1000, 19000);
    assert_true(query_pattern_matches(span_of("erdo?an"), span_of("erdo\xC4\x9F"
                                                                  "an")));
    assert_true(query_pattern_matches(span_of("*?"), span_of("\xE6\x9D\xB1")));
    assert_false(query_pattern_matches(span_of("??"), span_of("\xE6\x9D\xB1")));
}

static void spellings_of_a_word(void **state)
{
    static const struct reading rows[] = {
        {"oil~ gas~1", "(AND oil~2 gas~1)\n1: 'oil~' is read as words of the index within 2 edits "
                       "of it"},
        {"(title:Oil~2,) -gas~1.",
         "(NOT title:oil~2 gas~1)\n8: 'Oil~2' is read as words of the index within 2 edits of it"},
        {"oil~1", "oil~1\n1: 'oil~1' is read as words of the index within 1 edit of it"},
        {"oil~9", "oil~2\n1: 'oil~9' is read as words of the index within 2 edits of it"},
        {"tariffs~0.8", "tariffs~1\n1: 'tariffs~0.8' is read as words of the index within 1 edit "
                        "of it"},
        {"oil~0", "\"oil\"\n1: 'oil~0' is read as the word without other spellings"},
        {"rare-earth~ mi*~",
         "(AND \"rare earth\" mi*)\n1: 'rare-earth~' has a ~ that is left out: it stands after a "
         "single word\n13: 'mi*~' has a ~ that is left out: it stands after a single word"},
        {"~a ~b", "(AND a b)\n1: '~' is left out: it stands after a word, as in word~"},
        {"name:x~ name:\"x y\"~2",
         "(AND name:\"x\" name:\"x y\")\n7: '~' is left out: name: finds other spellings without "
         "it\n19: '~2' is left out: name: finds other spellings without it"},
        {"name:\"a Zel*\" name:-y",
         "(AND name:\"a zel\" name:\"y\")\n12: '*' is left out: name: finds other spellings "
         "without "
         "it\n20: '-' is left out: a sign goes before the name of a field"},
        {"foo~bar x.org/~bob ~5 ~", "(AND foo bar \"x org\" bob \"5\")"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

static void weights(void **state)
{
    static const struct reading rows[] = {
        {"oil^2 gas^3", "(AND oil^2 gas^3)\n1: 'oil^2' is read with 2 times its weight"},
        {"title:\"a b\"^2.5, c",
         "(AND title:\"a b\"^2.5 c)\n1: 'title:\"a b\"^2.5' is read with 2.5 "
         "times its weight"},
        {"rare-earth^.5.", "\"rare earth\"^0.5\n1: 'rare-earth^.5' is read with 0.5 times its "
                           "weight"},
        {"a,b^2", "(AND a^2 b^2)\n1: 'a,b^2' is read with 2 times its weight"},
        {"((a^3 OR b)^2 c)^4", "(AND (OR a^24 b^8) c^4)\n3: 'a^3' is read with 3 times its weight"},
        {"title:(a \"b c\")^2 d",
         "(AND title:a^2 title:\"b c\"^2 d)\n15: ')^2' is read with 2 times its weight"},
        {"(a NEAR/2 b)^2", "(NEAR/2 a b)^2\n12: ')^2' is read with 2 times its weight"},
        {"\"a b\"~3^2",
         "(NEAR/3 a b)^2\n1: '\"a b\"~3' is read as its words with NEAR/3 between them\n1: "
         "'\"a b\"~3^2' is read with 2 times its weight"},
        {"oil~^2", "oil~2^2\n1: 'oil~' is read as words of the index within 2 edits of it\n1: "
                   "'oil~^2' is read with 2 times its weight"},
        {"a^1.23456", "a^1.234\n1: 'a^1.23456' is read with 1.234 times its weight"},
        {"a^0 b^1001",
         "(AND a b)\n2: '^0' is left out: a weight is a number from 0.001 to 1000\n6: '^1001' is "
         "left out: a weight is a number from 0.001 to 1000"},
        {"a^2 NEAR b",
         "(NEAR/10 a b)\n1: 'a^2' is read with 2 times its weight\n1: 'a^2' has a weight that is "
         "left out: (a NEAR b)^2 weighs the words together"},
        {"a^b c^ ^d ^ -(e)^", "(NOT (AND a b c d) e)"},
        {"a)^2", "a\n2: ')^2' is left out: it has no opening bracket"},
        {"source:x^2", "source:x^2"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

static void names_of_fields(void **state)
{
    static const struct reading rows[] = {
        {"title=a title=\"b c\" title=(d e)",
         "(AND title:a title:\"b c\" title:d title:e)\n1: 'title=' is read as title:"},
        {"source=AP id=a/b.txt",
         "(AND id:a/b.txt source:AP)\n1: 'source=' is read as source:\n11: 'id=' is read as id:"},
        {"subject:a -subject:b site:bbc.co.uk",
         "(NOT (AND title:a source:bbc.co.uk) title:b)\n1: 'subject:' is read as title:\n"
         "22: 'site:' is read as source:"},
        {"site:\"New York Times\"", "source:\"New York Times\"\n1: 'site:' is read as source:"},
        {"subject: a",
         "(AND subject a)\n1: 'subject:' has nothing right after it and is read as text"},
        {"title:>5", "title:\"5\"\n1: 'title:>' is no range: only dates have ranges"},
        {"id:[x]", "id:[x]"},
        {"a lang!=en subject!=\"b c\"",
         "(NOT a lang:en title:\"b c\")\n3: 'lang!=' is read as NOT lang:\n12: 'subject!=' is read "
         "as NOT title:"},
        {"date!=2024", "(NOT * date:2024-01-01..2024-12-31)\n1: 'date!=' is read as NOT date:"},
        {"-lang!=en Yahoo!=b", "(NOT (AND yahoo b) (AND lang en))\n2: 'lang!=' is read as text: a "
                               "sign is before it"},
        {"intitle:a", "title:a\n1: 'intitle:' is read as title:"},
        {"titles=a x=title=b e=mc2", "(AND titles a x title b e mc2)"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

static void bounds_of_dates(void **state)
{
    static const struct reading rows[] = {
        {"a after:2024 before:2025-02",
         "(AND a date:2024-01-01.. date:..2025-01-31)\n3: 'after:2024' is read as "
         "date:2024-01-01..\n14: 'before:2025-02' is read as date:..2025-01-31"},
        {"since:7d", "date:2025-03-24..\n1: 'since:7d' is read as date:2025-03-24.."},
        {"until:yesterday", "date:..2025-03-30\n1: 'until:yesterday' is read as date:..2025-03-30"},
        {"year:2023..2024", "date:2023-01-01..2024-12-31\n1: 'year:2023..2024' is read as "
                            "date:2023-01-01..2024-12-31"},
        {"date>=2024-02 date<2025",
         "(AND date:2024-02-01.. date:..2024-12-31)\n1: 'date>=2024-02' is read as "
         "date:2024-02-01..\n15: 'date<2025' is read as date:..2024-12-31"},
        {"date=2024-02-29", "date:2024-02-29\n1: 'date=2024-02-29' is read as date:2024-02-29"},
        {"date:[2020-02 TO 2021}",
         "date:2020-02-01..2020-12-31\n1: 'date:[2020-02 TO 2021}' is read as "
         "date:2020-02-01..2020-12-31"},
        {"date:[* TO *] a", "(AND a date:..)\n1: 'date:[* TO *]' is read as date:.."},
        {"-date:[2020 TO 2021] -after:2024",
         "(NOT * date:2020-01-01..2021-12-31 date:2024-01-01..)\n2: 'date:[2020 TO 2021]' is read "
         "as date:2020-01-01..2021-12-31\n23: 'after:2024' is read as date:2024-01-01.."},
        {"date=soon before:0001",
         "(AND date soon before \"0001\")\n1: 'date=soon' has no date that can be read and is read "
         "as text\n11: 'before:0001' has no date that can be read and is read as text"},
        {"after:\"a b\"",
         "(AND after \"a b\")\n1: 'after:\"a b\"' has no date that can be read and is read as "
         "text"},
        {"after:9999", "date:9999-01-01..\n1: 'after:9999' is read as date:9999-01-01.."},
        {"date:[2020",
         "query at 1: 'date:[2020' cannot be read: a date is 2025, 2025-03, "
         "2025-03-31, 7d, 2w, 3m, 1y, today, yesterday, last-week, none, or two of them but "
         "none as FIRST..LAST"},
        {"date:{2020 TO 2021}", "query at 1: 'date:{2020 TO 2021}' ends before it begins"},
        {"date:>9999",
         "query at 1: 'date:>9999' cannot be read: a date is 2025, 2025-03, "
         "2025-03-31, 7d, 2w, 3m, 1y, today, yesterday, last-week, none, or two of them but "
         "none as FIRST..LAST"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

static void ordinary_text_stays_text(void **state)
{
    static const struct reading rows[] = {
        {"AT&T C++ what? e=mc2 10:30 x-y", "(AND at&t c++ what e mc2 \"10\" \"30\" \"x y\")"},
        {"http://x.org/~a?b=c&d=e", "(AND http \"x org\" a b c&d e)"},
        {"a & b & c", "(AND a b c)"},
        {"!!! wow !?", "wow"},
        {"Russia\xE2\x80\x93Ukraine a \xE2\x80\x93 b", "(AND russia ukraine a b)"},
        {"12:30 since Monday", "(AND \"12\" \"30\" since monday)"},
        {"--literal !a | b after:2024 \"c d\"~5", "(AND a b after \"2024\" c d \"5\")"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

static void no_reading_is_silent(void **state)
{
    static const struct reading rows[] = {
        {"a^2^3", "a^3\n1: 'a^2^3' is read with 3 times its weight: the last of several counts"},
        {"a^2^.5^4,", "a^4\n1: 'a^2^.5^4' is read with 4 times its weight: the last of several "
                      "counts"},
        {"b^2 \"a b\"^2^3",
         "(AND b^2 \"a b\"^3)\n1: 'b^2' is read with 2 times its weight\n5: '\"a b\"^2^3' is read "
         "with 3 times its weight: the last of several counts"},
        {"(a b)^2^3 c", "(AND a^3 b^3 c)\n5: ')^2^3' is read with 3 times its weight: the last of "
                        "several counts"},
        {"name:x^2^3", "name:\"x\"^3\n1: 'name:x^2^3' is read with 3 times its weight: the last of "
                       "several counts"},
        {"a^2^0", "a\n4: '^0' is left out: a weight is a number from 0.001 to 1000"},
        {"a ! b ! c", "(AND a b c)\n3: '!' is left out: it is read as NOT right before a word"},
        {"a !", "a"},
        {"a !? b", "(AND a b)"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

/* Today is 31 March 2025. */
static void dates_may_have_several_words(void **state)
{
    static const struct reading rows[] = {
        {"since:last week a",
         "(AND a date:2025-03-24..)\n1: 'since:last week' is read as date:2025-03-24.."},
        {"a until:3 days ago",
         "(AND a date:..2025-03-28)\n3: 'until:3 days ago' is read as date:..2025-03-28"},
        {"(before:31  March 2021) a",
         "(AND a date:..2021-03-30)\n2: 'before:31  March 2021' is read as date:..2021-03-30"},
        {"date:last year", "date:2024-01-01..2024-12-31"},
        {"date:2024 march", "(AND march date:2024-01-01..2024-12-31)"},
        {"2020..2024 wait..what",
         "(AND \"2020 2024\" \"wait what\")\n1: '2020..2024' is searched for as words: "
         "date:2020..2024 finds articles so dated"},
        {"date:\"last year\" 3", "(AND \"3\" date:2024-01-01..2024-12-31)"},
        {"after:lunch 2021", "(AND after lunch \"2021\")\n1: 'after:lunch' has no date that can be "
                             "read and is read as text"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

static void dates_among_words_are_told(void **state)
{
    static const struct reading rows[] = {
        {"a since 2021", "(AND a since \"2021\")\n3: 'since 2021' is searched for as words: "
                         "since:2021 finds articles so dated"},
        {"Before 31 March 2021 a", "(AND before \"31\" march \"2021\" a)\n1: 'Before 31 March "
                                   "2021' is searched for as words: "
                                   "before:\"31 March 2021\" finds articles so dated"},
        {"a last week", "(AND a last week)\n3: 'last week' is searched for as words: "
                        "date:\"last week\" finds articles so dated"},
        {"since 2021 until 2022",
         "(AND since \"2021\" until \"2022\")\n1: 'since 2021' is searched "
         "for as words: since:2021 finds articles so dated"},
        {"since lunch", "(AND since lunch)"},
        {"last supper", "(AND last supper)"},
        {"2021 since", "(AND \"2021\" since)"},
        {"\"since 2021\"", "\"since 2021\""},
        {"since \"2021\"", "(AND since \"2021\")"},
        {"since title:2021", "(AND since title:\"2021\")"},
        {"since", "since"},
        {NULL, NULL},
    };

    (void)state;
    check_readings(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_reading_is_silent),
        cmocka_unit_test(dates_may_have_several_words),
        cmocka_unit_test(dates_among_words_are_told),
        cmocka_unit_test(signs_before_a_word_exclude_it),
        cmocka_unit_test(bars_and_ampersands_are_operators),
        cmocka_unit_test(operators_in_small_letters),
        cmocka_unit_test(a_distance_after_a_phrase),
        cmocka_unit_test(patterns_of_letters),
        cmocka_unit_test(patterns_match_as_defined),
        cmocka_unit_test(spellings_of_a_word),
        cmocka_unit_test(weights),
        cmocka_unit_test(names_of_fields),
        cmocka_unit_test(bounds_of_dates),
        cmocka_unit_test(ordinary_text_stays_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
