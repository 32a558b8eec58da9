/* --widen: the articles with all words, then those with any, as two questions find them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/query/query_describe.h"
#include "tests/search_index.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { TRIALS = 100, MOST_WORDS = 4 };

/* ---- The second reading of a query ------------------------------------------- */

/* What QUERY is read as when it is widened; TEXT is replaced. */
static bool read_widened(const char *query, struct buf *text)
{
    struct question q = question(query);
    struct query as_written, widened;
    bool widens;

    q.today = 20250331;
    assert_int_equal(query_parse(&q, &as_written, &err), DATELINE_OK);
    q.widened = true;
    assert_int_equal(query_parse(&q, &widened, &err), DATELINE_OK);
    buf_clear(text);
    query_describe(widened.root, text);
    widens = as_written.widens;
    query_free(&widened);
    query_free(&as_written);
    return widens;
}

static void only_words_side_by_side_are_widened(void **state)
{
    static const char *const rows[][2] = {
        {"a b c", "(OR a b c)"},
        {"\"a b\" c,d title:e", "(OR \"a b\" (AND c d) title:e)"},
        {"a b AND c d", "(AND (OR a b) (OR c d))"},
        {"a b OR c", "(OR a b c)"},
        {"a b XOR c", "(XOR (OR a b) c)"},
        {"a NEAR b c", "(OR (NEAR/10 a b) c)"},
        {"a (b c)", "(OR a b c)"},
        {"title:(a b)", "(OR title:a title:b)"},
        {"a b source:x date:2025", "(AND (OR a b) source:x date:2025-01-01..2025-12-31)"},
        {"a b (source:x OR lang:en)", "(AND (OR a b) (OR source:x lang:en))"},
        {"* a b", "(OR a b)"},
        {"a b (-c)", "(AND (OR a b) (NOT * c))"},
        {"a b (-source:x)", "(AND (OR a b) (NOT * source:x))"},
        {"a b -c NOT d", "(NOT (OR a b) c d)"},
        {"a b -(c d)", "(NOT (OR a b) (AND c d))"},
        {"a b NOT (c d)", "(NOT (OR a b) (AND c d))"},
        {"a b -(c -(d e))", "(NOT (OR a b) (NOT c (AND d e)))"},
        {"+a b c", "(MAYBE a b c)"},
        {"+(a b) c", "(MAYBE (AND a b) c)"},
        {"a,b c", "(OR (AND a b) c)"},
    };
    struct buf text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!read_widened(rows[i][0], &text))
            fail_msg("%s is not widened", rows[i][0]);
        assert_string_equal(text.data, rows[i][1]);
    }
    buf_free(&text);
}

static void other_queries_have_nothing_to_widen(void **state)
{
    static const char *const rows[][2] = {
        {"a", "a"},
        {"*", "*"},
        {"a AND b", "(AND a b)"},
        {"a OR b", "(OR a b)"},
        {"a ADJ b", "(ADJ/10 a b)"},
        {"+a +b", "(AND a b)"},
        {"+* a", "a"},
        {"a -b", "(NOT a b)"},
        {"a -(b c)", "(NOT a (AND b c))"},
        {"+(a b)", "(AND a b)"},
        {"a source:x", "(AND a source:x)"},
        {"source:x lang:en", "(AND source:x lang:en)"},
        {"a (-b)", "(AND a (NOT * b))"},
        {"a,b", "(AND a b)"},
        {"(", "()"},
    };
    struct buf text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (read_widened(rows[i][0], &text))
            fail_msg("%s is widened", rows[i][0]);
        assert_string_equal(text.data, rows[i][1]);
    }
    buf_free(&text);
}

/* ---- Hits ---------------------------------------------------------------------- */

static struct answer *answered(struct engine *e, const struct question *q)
{
    struct answer *a;

    if (engine_answer(e, q, &a, &err) != DATELINE_OK)
        fail_msg("%.*s: %s", (int)q->text.len, q->text.data, err.text);
    return a;
}

static const struct match_results *found_by(const struct answer *a)
{
    return &a->inside->found;
}

static bool has_document(const struct match_results *r, size_t len, snapshot_doc doc)
{
    for (size_t i = 0; i < len; i++)
        if (r->hits[i].doc == doc)
            return true;
    return false;
}

static void assert_same_hit(const struct match_results *a, size_t i, const struct match_results *b,
                            size_t j)
{
    assert_true(i < a->len && j < b->len);
    assert_int_equal(a->hits[i].doc, b->hits[j].doc);
    assert_int_equal(a->hits[i].score, b->hits[j].score);
}

/* WIDE is what ALL has, then the rest of ANY in its order. */
static void check_whole(const struct answer *wide, const struct answer *all,
                        const struct answer *any)
{
    const struct match_results *w = found_by(wide), *strict = found_by(all), *loose = found_by(any);
    size_t at = strict->len;

    for (size_t i = 0; i < strict->len; i++)
        assert_same_hit(w, i, strict, i);
    for (size_t i = 0; i < loose->len; i++)
        if (!has_document(strict, strict->len, loose->hits[i].doc))
            assert_same_hit(w, at++, loose, i);
    assert_int_equal(w->len, at);
    assert_int_equal(wide->matches, strict->len);
    assert_int_equal(wide->widened_from, at > strict->len ? strict->len + 1 : 0);
}

/* Pages of LIMIT hits, joined, are WIDE. */
static void check_pages(struct engine *e, struct question q, const struct answer *wide,
                        uint64_t limit)
{
    size_t at = 0, len;

    q.limit = limit;
    do {
        struct answer *page;
        size_t first = wide->widened_from ? wide->widened_from - 1 : SIZE_MAX;

        q.offset = at;
        page = answered(e, &q);
        len = found_by(page)->len;
        assert_int_equal(page->shown, len);
        assert_int_equal(page->matches, wide->matches);
        for (size_t i = 0; i < len; i++)
            assert_same_hit(found_by(wide), at + i, found_by(page), i);
        at += len;
        assert_int_equal(page->widened_from, len && at > first ? first + 1 : 0);
        answer_free(page);
    } while (len);
    assert_int_equal(at, found_by(wide)->len);
}

static void draw_query(unsigned *seed, char *text, size_t room)
{
    static const char *const frequent[] = {"the", "strike", "harbour", "\"of the\"", "har*"};
    size_t n = 2 + (size_t)rand_r(seed) % (MOST_WORDS - 1), len = 0;

    for (size_t i = 0; i < n; i++)
        len += (size_t)snprintf(text + len, room - len, "%s%s", i ? " " : "",
                                rand_r(seed) % 3 ? frequent[(size_t)rand_r(seed) % 5]
                                                 : some_word(seed));
}

static void hits_with_all_words_come_first_then_those_with_any(void **state)
{
    unsigned seed = 11;

    (void)state;
    for (int i = 0; i < TRIALS; i++) {
        struct engine *e = indexes[i % N_INDEXES];
        char text[MOST_WORDS * 64];
        struct question q = question(text);
        struct answer *all, *any, *wide;

        draw_query(&seed, text, sizeof text);
        q.text = span_of(text);
        q.limit = 0;
        q.sort = (enum match_order)(i % 3);
        q.ranking = i % 2 ? RANK_BM25 : RANK_DATELINE;
        q.days.first = i % 5 ? 0 : 20250101;
        all = answered(e, &q);
        q.any = true;
        any = answered(e, &q);
        q.any = false;
        q.widen = true;
        wide = answered(e, &q);
        check_whole(wide, all, any);
        check_pages(e, q, wide, 1 + (uint64_t)rand_r(&seed) % 20);
        answer_free(all);
        answer_free(any);
        answer_free(wide);
    }
}

/* With XOR the second reading does not match all that the first does. */
static void no_match_of_all_words_is_lost(void **state)
{
    struct question q = question("ferry harbour XOR strike");
    struct answer *all, *wide;

    (void)state;
    q.limit = 0;
    all = answered(whole, &q);
    q.widen = true;
    wide = answered(whole, &q);
    assert_true(found_by(all)->len > 1);
    assert_int_equal(wide->widened_from, found_by(all)->len + 1);
    for (size_t i = 0; i < found_by(wide)->len; i++) {
        if (i < found_by(all)->len)
            assert_same_hit(found_by(wide), i, found_by(all), i);
        assert_false(has_document(found_by(wide), i, found_by(wide)->hits[i].doc));
    }
    answer_free(all);
    answer_free(wide);
}

/* As many as are asked for have all words: none is added. */
static void enough_matches_are_not_widened(void **state)
{
    struct question q = question("harbour strike");
    struct answer *a;

    (void)state;
    q.widen = true;
    q.limit = 5;
    a = answered(whole, &q);
    assert_int_equal(a->shown, 5);
    assert_int_equal(a->widened_from, 0);
    q.offset = a->matches - 5;
    answer_free(a);
    a = answered(whole, &q);
    assert_int_equal(a->shown, 5);
    assert_int_equal(a->widened_from, 0);
    q.offset++;
    answer_free(a);
    a = answered(whole, &q);
    assert_int_equal(a->shown, 5);
    assert_int_equal(a->widened_from, a->matches + 1);
    answer_free(a);
}

static void counts_are_never_widened(void **state)
{
    static const enum question_kind kinds[] = {ASK_COUNT, ASK_TIMELINE, ASK_FACET};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct question q = question("harbour zeppelin");
        struct answer *a;

        q.kind = kinds[i];
        q.timeline = PERIOD_YEAR;
        q.facet = FACET_YEAR;
        q.widen = true;
        a = answered(whole, &q);
        assert_int_equal(a->matches, 0);
        assert_int_equal(a->widened_from, 0);
        answer_free(a);
    }
}

/* The tree of a widened query can be deeper than the limit where the query's own is not. */
static void a_query_too_deep_to_widen_is_answered_as_it_is(void **state)
{
    struct question q = question("harbour");
    struct buf text = {0};
    struct query tree;
    struct answer *a;

    (void)state;
    for (int i = 0; i < 90; i++)
        buf_str(&text, "(+the ");
    buf_str(&text, "harbour");
    for (int i = 0; i < 90; i++)
        buf_str(&text, " AND said -zeppelin OR zeppelin)");
    q.text = buf_span(&text);
    q.widened = true;
    assert_int_equal(query_parse(&q, &tree, &err), DATELINE_BAD_QUERY);
    q.widened = false;
    q.widen = true;
    q.limit = 0;
    a = answered(whole, &q);
    assert_true(a->shown > 0);
    assert_int_equal(a->widened_from, 0);
    answer_free(a);
    buf_free(&text);
}

static void widening_ends_when_told(void **state)
{
    struct question q = question("harbour zeppelin");
    atomic_bool interrupt = true;
    struct answer *a;

    (void)state;
    q.widen = true;
    q.limits.seconds = 1e-9;
    assert_int_equal(engine_answer(grown, &q, &a, &err), DATELINE_TIMEOUT);
    answer_free(a);
    q.limits = (struct match_limits){.interrupt = &interrupt};
    assert_int_equal(engine_answer(grown, &q, &a, &err), DATELINE_INTERRUPTED);
    answer_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_words_side_by_side_are_widened),
        cmocka_unit_test(other_queries_have_nothing_to_widen),
        cmocka_unit_test(hits_with_all_words_come_first_then_those_with_any),
        cmocka_unit_test(no_match_of_all_words_is_lost),
        cmocka_unit_test(enough_matches_are_not_widened),
        cmocka_unit_test(counts_are_never_widened),
        cmocka_unit_test(a_query_too_deep_to_widen_is_answered_as_it_is),
        cmocka_unit_test(widening_ends_when_told),
    };

    return cmocka_run_group_tests(tests, make_search_indexes, remove_search_indexes);
}
