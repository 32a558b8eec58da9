/* Matching through the shim, against answers worked out from what the numbers
 * of the documents say. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include "tests/xap_collection.h"

#include <cmocka.h>

/* ---- Boolean ------------------------------------------------------------ */

static bool both(unsigned k)
{
    return k % 2 == 0 && k % 3 == 0;
}

static bool either(unsigned k)
{
    return k % 2 == 0 || k % 3 == 0;
}

static bool one(unsigned k)
{
    return (k % 2 == 0) != (k % 3 == 0);
}

static bool two_not_three(unsigned k)
{
    return k % 2 == 0 && k % 3;
}

static bool two(unsigned k)
{
    return k % 2 == 0;
}

/* Frees Q, whose matches must be what WANTED says, in both databases. */
static void assert_both_match(xap_query *q, predicate *wanted)
{
    assert_matches(whole, q, wanted);
    assert_matches(parts, q, wanted);
    xap_query_free(q);
}

static void operators_match_what_they_say(void **state)
{
    static const struct {
        enum xap_op op;
        predicate *wanted;
    } operators[] = {
        {XAP_AND, both},       {XAP_OR, either},
        {XAP_XOR, one},        {XAP_AND_NOT, two_not_three},
        {XAP_AND_MAYBE, two},  {XAP_FILTER, both},
        {XAP_SYNONYM, either},
    };

    (void)state;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        assert_both_match(join(operators[i].op, term("t2"), term("t3"), 0), operators[i].wanted);
    assert_both_match(term(""), all);
    assert_both_match(xap_query_nothing(), none);
    assert_both_match(term("t13"), none);
    assert_both_match(xap_query_join(XAP_AND, NULL, 0, 0, &err), none);
    assert_both_match(join(XAP_AND_NOT, term(""), term(""), 0), none);
}

static bool within_1(unsigned k)
{
    return k % 4 + 1 <= 1;
}

static bool within_3(unsigned k)
{
    return k % 4 + 1 <= 3;
}

static void windows_hold_positions(void **state)
{
    (void)state;
    assert_both_match(join(XAP_PHRASE, term("a"), term("b"), 2), within_1);
    assert_both_match(join(XAP_PHRASE, term("a"), term("b"), 4), within_3);
    assert_both_match(join(XAP_PHRASE, term("b"), term("a"), 4), none);
    assert_both_match(join(XAP_NEAR, term("b"), term("a"), 4), within_3);
    assert_both_match(join(XAP_NEAR, term("a"), term("b"), 9), all);
}

static void windows_are_refused_for_more_than_terms(void **state)
{
    xap_query *inner = join(XAP_AND, term("a"), term("b"), 0), *t2 = term("t2");

    (void)state;
    assert_null(xap_query_join(XAP_NEAR, (xap_query *[]){inner, t2}, 2, 5, &err));
    assert_non_null(strstr(err.text, "cannot build the query: "));
    assert_null(xap_query_join(XAP_PHRASE, (xap_query *[]){t2, inner}, 2, 5, NULL));
    xap_query_free(inner);
    xap_query_free(t2);
}

static void queries_are_described(void **state)
{
    xap_query *q = join(XAP_AND_NOT, xap_query_term(span_of("a"), 2, 7), term("b"), 0);
    struct buf text = {0};

    (void)state;
    buf_str(&text, "what stood there");
    xap_query_describe(q, &text);
    assert_string_equal(text.data, "Query((a#2@7 AND_NOT b))");
    xap_query_free(q);
    buf_free(&text);
}

/* ---- Order -------------------------------------------------------------- */

/* Those that the scores below are of. */
static struct xap_bm25 settings;

/* BM25 as Xapian's documentation has it, with k2 = 0 and every word asked for once. */
static double bm25(unsigned k, unsigned prime)
{
    unsigned matching = N_DOCUMENTS / prime;
    double n = matching, idf = (N_DOCUMENTS - n + 0.5) / (n + 0.5), average = 0;
    double length;

    for (unsigned i = 1; i <= N_DOCUMENTS; i++)
        average += (double)length_of(i) / N_DOCUMENTS;
    length = fmax(length_of(k) / average, settings.min_normlen);
    idf = log(idf < 2 ? idf * 0.5 + 1 : idf);
    length = settings.k1 * (1 - settings.b + settings.b * length);
    return k % prime ? 0 : idf * (settings.k1 + 1) * wdf_of(k) / (length + wdf_of(k));
}

static double score_3_or_11(unsigned k)
{
    return bm25(k, 3) + bm25(k, 11);
}

static bool three_or_eleven(unsigned k)
{
    return k % 3 == 0 || k % 11 == 0;
}

static void assert_both_order(const xap_query *q, const struct xap_match_options *o,
                              predicate *wanted, score *scores)
{
    assert_order(whole, q, o, wanted, scores);
    assert_order(parts, q, o, wanted, scores);
}

static void ties_go_by_value_then_number(void **state)
{
    xap_query *q = join(XAP_OR, term("t3"), term("t11"), 0);

    (void)state;
    settings = xapian_bm25;
    for (unsigned i = 0; i < N_PAGES; i++) {
        struct xap_match_options o = page(i, XAP_BY_SCORE);

        assert_both_order(q, &o, three_or_eleven, score_3_or_11);
        o.order = XAP_BY_VALUE;
        assert_both_order(q, &o, three_or_eleven, no_score);
        o.ascending = true;
        assert_both_order(q, &o, three_or_eleven, no_score);
    }
    xap_query_free(q);
}

static void scores_are_bm25_by_any_settings(void **state)
{
    static const struct xap_bm25 all_settings[] = {
        {1, 1, 0.5, 0.5}, {1.5, 0, 0.5, 0}, {1.5, 0, 0.5, 1.2}, {0.4, 2, 1, 0}, {2, 0, 0, 0}};
    xap_query *q = join(XAP_OR, term("t3"), term("t11"), 0);

    (void)state;
    for (size_t i = 0; i < sizeof all_settings / sizeof *all_settings; i++) {
        struct xap_match_options o = page(1, XAP_BY_SCORE);

        o.bm25 = settings = all_settings[i];
        assert_both_order(q, &o, three_or_eleven, score_3_or_11);
    }
    xap_query_free(q);
}

static double score_7_thrice(unsigned k)
{
    return 3 * bm25(k, 7);
}

static bool divided_by_seven(unsigned k)
{
    return k % 7 == 0;
}

/* A term three times over counts three times, whatever k3 is. */
static void repeats_count_each(void **state)
{
    xap_query *q = join(XAP_OR, join(XAP_OR, term("t7"), term("t7"), 0), term("t7"), 0);

    (void)state;
    for (int k3 = 0; k3 < 3; k3++) {
        struct xap_match_options o = page(1, XAP_BY_SCORE);

        o.bm25 = settings = (struct xap_bm25){1.5, k3, 0.5, 0};
        assert_both_order(q, &o, divided_by_seven, score_7_thrice);
    }
    xap_query_free(q);
}

static double score_7_times_nine(unsigned k)
{
    return 9 * bm25(k, 7);
}

/* So does one that is asked for so often at once, with the k3 for it. */
static void frequencies_in_queries_count(void **state)
{
    struct xap_match_options o = page(1, XAP_BY_SCORE);
    xap_query *q = xap_query_term(span_of("t7"), 9, 0);

    (void)state;
    o.bm25 = settings = (struct xap_bm25){1.5, XAP_K3_COUNTS, 0.5, 0};
    assert_both_order(q, &o, divided_by_seven, score_7_times_nine);
    xap_query_free(q);
}

static void scale_multiplies_scores(void **state)
{
    xap_query *q = term("t7"), *tripled = xap_query_scale(q, 3, &err);
    struct xap_match_options o = {.order = XAP_BY_SCORE, .most = 10};
    struct xap_matches once = ask(whole, q, &o), thrice = ask(whole, tripled, &o);

    (void)state;
    assert_int_equal(once.len, 10);
    for (size_t i = 0; i < once.len; i++) {
        assert_int_equal(once.hits[i].id, thrice.hits[i].id);
        assert_true(fabs(3 * once.hits[i].score - thrice.hits[i].score) < 1e-9);
    }
    assert_null(xap_query_scale(q, -1, &err));
    assert_non_null(strstr(err.text, "cannot build the query: "));
    xap_matches_free(&once);
    xap_matches_free(&thrice);
    xap_query_free(tripled);
    xap_query_free(q);
}

static void totals_say_whether_they_are_exact(void **state)
{
    xap_query *t3 = term("t3"), *either_term = join(XAP_OR, term("t2"), term("t7"), 0);
    struct xap_match_options o = {.order = XAP_BY_SCORE, .most = 1};
    struct xap_matches m = ask(parts, t3, &o);

    (void)state;
    assert_true(m.total_exact);
    assert_int_equal(m.total, N_DOCUMENTS / 3);
    xap_matches_free(&m);
    m = ask(parts, either_term, &o);
    assert_false(m.total_exact);
    assert_in_range(m.total, N_DOCUMENTS / 2, N_DOCUMENTS);
    xap_matches_free(&m);
    o = (struct xap_match_options){.order = XAP_BY_SCORE, .check_at_least = UINT32_MAX};
    m = ask(parts, either_term, &o);
    assert_true(m.total_exact);
    assert_int_equal(m.total, 300 + 85 - 42);
    assert_int_equal(m.len, 0);
    xap_matches_free(&m);
    xap_query_free(t3);
    xap_query_free(either_term);
}

/* ---- Time --------------------------------------------------------------- */

static void no_time_is_too_little_for_any_query(void **state)
{
    xap_query *queries[] = {term("t2"), term(""), join(XAP_OR, term("t2"), term("t3"), 0),
                            join(XAP_PHRASE, term("b"), term("a"), 2),
                            join(XAP_XOR, term("t2"), term("a"), 0)};
    struct xap_match_options o = {.order = XAP_BY_SCORE, .most = 1, .limits.seconds = 1e-9};
    const size_t n = sizeof queries / sizeof queries[0];

    (void)state;
    for (size_t i = 0; i < n; i++) {
        struct xap_matches m;

        assert_int_equal(xap_match(parts, queries[i], &o, &m, &err), DATELINE_TIMEOUT);
        xap_query_free(queries[i]);
    }
}

static void enough_time_changes_nothing(void **state)
{
    xap_query *q = join(XAP_OR, term("t3"), term("t11"), 0), *t3 = term("t3");

    (void)state;
    settings = xapian_bm25;
    for (unsigned i = 0; i < N_PAGES; i++) {
        struct xap_match_options o = page(i, XAP_BY_SCORE);

        o.limits.seconds = 1e9;
        assert_both_order(q, &o, three_or_eleven, score_3_or_11);
        struct xap_matches m = ask(parts, t3, &o);
        assert_true(m.total_exact);
        assert_int_equal(m.total, N_DOCUMENTS / 3);
        xap_matches_free(&m);
    }
    xap_query_free(q);
    xap_query_free(t3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_match_what_they_say),
        cmocka_unit_test(windows_hold_positions),
        cmocka_unit_test(windows_are_refused_for_more_than_terms),
        cmocka_unit_test(queries_are_described),
        cmocka_unit_test(ties_go_by_value_then_number),
        cmocka_unit_test(scores_are_bm25_by_any_settings),
        cmocka_unit_test(repeats_count_each),
        cmocka_unit_test(frequencies_in_queries_count),
        cmocka_unit_test(scale_multiplies_scores),
        cmocka_unit_test(totals_say_whether_they_are_exact),
        cmocka_unit_test(no_time_is_too_little_for_any_query),
        cmocka_unit_test(enough_time_changes_nothing),
    };

    return cmocka_run_group_tests(tests, make_collection, remove_collection);
}
