/* What is told where nothing matches: other spellings, clauses to blame, dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "searcher/engine/advice.h"
#include "searcher/engine/spelling.h"
#include "snapshot/terms.h"
#include "tests/search_index.h"
#include "text/edit_distance.h"

#include <cmocka.h> /* last: its fail() is a macro */

/* ---- Edit distance ------------------------------------------------------------ */

static unsigned distance(const char *a, const char *b, unsigned limit)
{
    struct edit_word x = edit_word_of(span_of(a)), y = edit_word_of(span_of(b));

    return edit_distance(&x, &y, limit);
}

/* By the definition, without a table: what the first slip may have been. */
static unsigned defined(const char *a, const char *b, unsigned limit)
{
    unsigned d;

    if (!*a || !*b)
        return (unsigned)(strlen(a) + strlen(b));
    if (*a == *b)
        return defined(a + 1, b + 1, limit);
    if (!limit)
        return 1;
    d = 1 + defined(a + 1, b + 1, limit - 1);
    if (1 + defined(a + 1, b, limit - 1) < d)
        d = 1 + defined(a + 1, b, limit - 1);
    if (1 + defined(a, b + 1, limit - 1) < d)
        d = 1 + defined(a, b + 1, limit - 1);
    if (a[0] == b[1] && a[1] == b[0] && 1 + defined(a + 2, b + 2, limit - 1) < d)
        d = 1 + defined(a + 2, b + 2, limit - 1);
    return d;
}

static void distances_are_as_defined(void **state)
{
    unsigned seed = 11;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char a[9] = "", b[9] = "";
        unsigned limit = (unsigned)rand_r(&seed) % 4, expected;

        for (int j = rand_r(&seed) % 8; j-- > 0;)
            a[j] = (char)('a' + rand_r(&seed) % 3);
        for (int j = rand_r(&seed) % 8; j-- > 0;)
            b[j] = (char)('a' + rand_r(&seed) % 3);
        expected = defined(a, b, limit);
        if (distance(a, b, limit) != (expected > limit ? limit + 1 : expected))
            fail_msg("%s %s: %u, not %u", a, b, distance(a, b, limit), expected);
    }
}

static void letters_count_not_bytes(void **state)
{
    (void)state;
    assert_int_equal(distance("москва", "мсоква", 2), 1);
    assert_int_equal(distance("москва", "москв", 2), 1);
    assert_int_equal(distance("ab", "a漢b", 2), 1);
}

/* ---- Spelling ------------------------------------------------------------------- */

/* WORD with a slip of the hand, which may leave it as it was. */
static void misspell(const char *word, unsigned *seed, char *out)
{
    size_t len = strlen(word), at = (size_t)rand_r(seed) % len;

    strcpy(out, word);
    switch (rand_r(seed) % 4) {
    case 0:
        memmove(out + at, out + at + 1, len - at);
        break;
    case 1:
        memmove(out + at + 1, out + at, len - at + 1);
        out[at] = (char)('a' + rand_r(seed) % 26);
        break;
    case 2:
        out[at] = (char)('a' + rand_r(seed) % 26);
        break;
    default:
        if (at + 1 < len) {
            out[at] = word[at + 1];
            out[at + 1] = word[at];
        }
    }
}

/* The least distance of a plain word of the index, not the same, from WORD. */
static unsigned nearest(const char *word)
{
    struct edit_word sought = edit_word_of(span_of(word));
    struct snapshot_term t;
    struct snapshot_terms *terms;
    bool more;
    unsigned least = 9;

    assert_int_equal(snapshot_terms_open(whole->searcher.snapshot, span_of(""), &terms, &err),
                     DATELINE_OK);
    while (snapshot_terms_next(terms, &t, &more, &err) == DATELINE_OK && more) {
        struct edit_word has = edit_word_of(t.term);
        unsigned d = *t.term.data >= 'a' ? edit_distance(&sought, &has, 2) : 9;

        least = d && d < least ? d : least;
    }
    snapshot_terms_close(terms);
    return least;
}

/* The first suggestion is as near as any word of the index. */
static void one_slip_is_found_anywhere(void **state)
{
    unsigned seed = 7, n = 0;

    (void)state;
    while (n < 150) {
        const char *word = some_word(&seed);
        char slipped[SCHEMA_WORD_MAX + 2];
        struct spelling s;

        misspell(word, &seed, slipped);
        if (strlen(slipped) < SPELLING_LETTERS || nearest(slipped) != 1)
            continue;
        n++;
        assert_int_equal(
            spelling_suggest(&whole->searcher.planner, FIELD_TEXT, span_of(slipped), &s, &err),
            DATELINE_OK);
        if (!s.len)
            fail_msg("nothing for %s", slipped);
        assert_int_equal(distance(slipped, s.words[0].data, 2), 1);
        spelling_free(&s);
    }
}

static void assert_suggested(const char *word, const char *expected)
{
    struct spelling s;

    assert_int_equal(
        spelling_suggest(&whole->searcher.planner, FIELD_TEXT, span_of(word), &s, &err),
        DATELINE_OK);
    if (!expected) {
        assert_int_equal(s.len, 0);
    } else {
        assert_true(s.len > 0 && s.len <= SPELLING_WORDS);
        assert_string_equal(s.words[0].data, expected);
    }
    spelling_free(&s);
}

static void nearest_and_most_frequent_come_first(void **state)
{
    (void)state;
    assert_suggested("harbuor", "harbour");
    assert_suggested("ahrbour", "harbour");
    assert_suggested("hrabour", "harbour");
    assert_suggested("jarbour", "harbour");
    assert_suggested("musuem", "museum");
    assert_suggested("stike", "strike");
    assert_suggested("qzqzqz", NULL);
    assert_suggested("zz", NULL);
    assert_suggested("", NULL);
}

/* The index has "flood" and "floods", which find the same articles. */
static void one_word_of_a_stem_is_suggested(void **state)
{
    struct spelling s;

    (void)state;
    assert_int_equal(
        spelling_suggest(&whole->searcher.planner, FIELD_TEXT, span_of("floodx"), &s, &err),
        DATELINE_OK);
    assert_int_equal(s.len, 1);
    assert_string_equal(s.words[0].data, "flood");
    spelling_free(&s);
}

/* ---- Advice ---------------------------------------------------------------------- */

/* What GIVE advises on Q, as lines. */
static void assert_told(struct engine *e, const struct question *q, void (*give)(struct answer *),
                        const char *expected)
{
    struct buf told = {0};
    struct answer *a;

    buf_str(&told, "");
    assert_int_equal(engine_answer(e, q, &a, &err), DATELINE_OK);
    give(a);
    for (size_t i = 0; i < a->n_advice; i++)
        buf_printf(&told, "%s\n", a->advice[i]);
    assert_string_equal(told.data, expected);
    answer_free(a);
    buf_free(&told);
}

static void assert_advice(struct engine *e, const struct question *q, const char *expected)
{
    assert_told(e, q, engine_advise, expected);
}

static void words_that_nothing_has_are_told(void **state)
{
    struct question one = question("harbuor"), two = question("title:hrbour zzzzq -qqqq");

    (void)state;
    assert_advice(whole, &one, "no article has 'harbuor'; did you mean harbour?\n");
    assert_advice(whole, &two,
                  "no article has 'hrbour' in its title; did you mean harbour?\n"
                  "no article has 'zzzzq'\n");
}

static uint64_t matches_of(struct engine *s, const char *query)
{
    struct question q = question(query);
    struct found f = find_all(s, &q);
    uint64_t n = f.len;

    found_free(&f);
    return n;
}

static void clauses_are_blamed_with_counts(void **state)
{
    struct question q = question("museum football");
    struct buf expected = {0};

    (void)state;
    for (size_t i = 0; i < N_INDEXES; i++) {
        buf_clear(&expected);
        buf_printf(&expected, "without museum: %d matches\nwithout football: %d matches\n",
                   (int)matches_of(indexes[i], "football"), (int)matches_of(indexes[i], "museum"));
        assert_advice(indexes[i], &q, expected.data);
    }
    buf_free(&expected);
}

static void exclusions_and_dates_are_blamed(void **state)
{
    struct question excluded = question("strike -harbour -strike"), dated = question("museum");
    struct question hopeless = question("museum football date:1987");

    (void)state;
    dated.days = (struct query_days){20250301, 0};
    excluded.days = dated.days;
    assert_advice(whole, &dated,
                  "without museum: 43 matches\nwithout --since and --until: 3 matches\n");
    assert_advice(whole, &hopeless, "leaving out any one part of the query finds nothing either\n");
    excluded = question("\"harbour strike\" -strike");
    assert_advice(whole, &excluded,
                  "without \"harbour strike\": 68 matches\nwithout -strike: 4 matches\n");
}

static void what_matches_needs_no_advice(void **state)
{
    struct question q = question("harbour");

    (void)state;
    q.offset = 1000;
    assert_advice(whole, &q, "");
}

static void assert_dates(struct engine *e, const struct question *q, const char *expected)
{
    assert_told(e, q, engine_advise_dates, expected);
}

#define SPAN "; the index covers 0079-08-24 to 2025-04-01\n"

static void empty_ranges_are_told(void **state)
{
    struct question beyond = question("harbour"), within = question("harbour date:1900..1910");
    struct question fine = question("harbour -date:1905"), before = question("date:..0050");

    (void)state;
    beyond.days.first = 20300101;
    assert_dates(whole, &beyond, "no article is dated 2030-01-01 or later" SPAN);
    assert_dates(whole, &within, "no article is dated from 1900-01-01 to 1910-12-31" SPAN);
    assert_dates(whole, &before, "no article is dated 0050-12-31 or earlier" SPAN);
    fine.days = (struct query_days){20250101, 20250331};
    assert_dates(whole, &fine, "");
}

static void advise_all(struct answer *a)
{
    engine_advise_dates(a);
    engine_advise(a);
}

/* Advice on dates does not suppress the other advice. */
static void advice_on_dates_comes_first_and_alone(void **state)
{
    struct question q = question("museum football date:1905");

    (void)state;
    assert_told(whole, &q, advise_all,
                "no article is dated from 1905-01-01 to 1905-12-31" SPAN
                "leaving out any one part of the query finds nothing either\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_are_as_defined),
        cmocka_unit_test(letters_count_not_bytes),
        cmocka_unit_test(one_slip_is_found_anywhere),
        cmocka_unit_test(nearest_and_most_frequent_come_first),
        cmocka_unit_test(one_word_of_a_stem_is_suggested),
        cmocka_unit_test(words_that_nothing_has_are_told),
        cmocka_unit_test(clauses_are_blamed_with_counts),
        cmocka_unit_test(exclusions_and_dates_are_blamed),
        cmocka_unit_test(what_matches_needs_no_advice),
        cmocka_unit_test(empty_ranges_are_told),
        cmocka_unit_test(advice_on_dates_comes_first_and_alone),
    };

    return cmocka_run_group_tests(tests, make_search_indexes, remove_search_indexes);
}
