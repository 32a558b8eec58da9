/* The engine: questions in, answers out, all of it data. */
#include "searcher/engine/engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "tests/search_index.h"

#include <cmocka.h> /* last: its fail() is a macro */

static struct answer *answered(struct engine *e, const struct question *q)
{
    struct answer *a;

    if (engine_answer(e, q, &a, &err) != DATELINE_OK)
        fail_msg("%.*s: %s", (int)q->text.len, q->text.data, err.text);
    return a;
}

/* The next hit; NULL after the last one. */
static const struct hit *next(struct answer *a)
{
    const struct hit *h;

    assert_int_equal(answer_next(a, &h, &err), DATELINE_OK);
    return h;
}

static void hits_come_one_at_a_time_with_their_ranks(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_INDEXES; i++) {
        struct question q = question("harbour");
        struct answer *a;
        const struct hit *h;
        uint64_t n = 0;
        int64_t last = INT64_MAX;

        q.limit = 4;
        q.offset = 2;
        a = answered(indexes[i], &q);
        assert_true(a->counted && a->matches > 6);
        assert_int_equal(a->shown, 4);
        while ((h = next(a))) {
            assert_int_equal(h->rank, ++n + 2);
            assert_true(h->article.id.len && h->score <= last);
            last = h->score;
        }
        assert_int_equal(n, 4);
        assert_null(next(a));
        answer_free(a);
    }
}

static void a_limit_of_0_is_all(void **state)
{
    struct question q;
    struct answer *a;
    size_t n = 0;

    (void)state;
    question_init(&q, 20250331);
    q.total = true;
    a = answered(grown, &q);
    while (next(a))
        n++;
    assert_int_equal(n, a->matches);
    assert_int_equal(n, snapshot_live(engine_snapshot(grown)));
    answer_free(a);
}

static void hits_have_the_parts_that_were_asked_for(void **state)
{
    struct question q = question("harbour");

    (void)state;
    for (size_t i = 0; i < N_INDEXES; i++)
        for (enum hit_parts parts = HIT_ROW; parts <= HIT_SNIPPET; parts++) {
            struct answer *a;
            const struct hit *h;

            q.parts = parts;
            a = answered(indexes[i], &q);
            while ((h = next(a))) {
                assert_true(h->article.id.len > 0);
                assert_int_equal(h->snippet.len > 0, parts == HIT_SNIPPET);
                assert_true(parts == HIT_ROW || h->article.title.len);
                assert_true(parts != HIT_SNIPPET || h->article.body.len);
            }
            answer_free(a);
        }
}

/* An answer owns its texts: the question may go. */
static void answers_outlive_their_questions(void **state)
{
    char *text = must_dup("harbour and strike", 18), *qid = must_dup("q1", 2);
    struct question q = question(text);
    struct answer *a;
    const struct hit *h;

    (void)state;
    q.qid = span_of(qid);
    q.parts = HIT_SNIPPET;
    a = answered(whole, &q);
    free(text);
    free(qid);
    memset(&q, 0xFF, sizeof q);
    assert_true(span_eq(a->qid, span_of("q1")));
    assert_int_equal(a->n_warnings, 1);
    assert_non_null(strstr(a->warnings[0], "'and' is searched for as a word"));
    h = next(a);
    assert_true(h && h->snippet.len > 0);
    answer_free(a);
}

static void warnings_are_there_after_a_failure_too(void **state)
{
    struct question q = question("harbour and strike");
    struct answer *a;

    (void)state;
    q.like = span_of("nobody");
    assert_int_equal(engine_answer(whole, &q, &a, &err), DATELINE_NOT_FOUND);
    assert_int_equal(a->n_warnings, 1);
    answer_free(a);
    q = question("date:2025-13");
    assert_int_equal(engine_answer(whole, &q, &a, &err), DATELINE_BAD_QUERY);
    assert_int_equal(a->n_warnings, 0);
    answer_free(a);
}

static uint64_t count_on(dateline_day today)
{
    struct question q = question("date:today");
    struct answer *a;
    uint64_t matches;

    q.kind = ASK_COUNT;
    q.today = today;
    a = answered(whole, &q);
    matches = a->matches;
    answer_free(a);
    return matches;
}

static void relative_dates_count_from_the_questions_day(void **state)
{
    struct question q = question("date:2025-03-04");
    struct answer *a;

    (void)state;
    q.kind = ASK_COUNT;
    a = answered(whole, &q);
    assert_true(a->matches > 0);
    assert_int_equal(count_on(20250304), a->matches);
    assert_int_equal(count_on(19000101), 0);
    answer_free(a);
}

static void several_questions_share_a_timeline(void **state)
{
    static const char *const words[] = {"harbour", "museum", "zeppelin"};
    struct timeline t = {.unit = PERIOD_YEAR};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct question q = question(words[i]);
        struct answer *a;

        q.kind = ASK_TIMELINE;
        q.timeline = PERIOD_YEAR;
        q.qid = span_of(words[i]);
        a = answered(grown, &q);
        assert_true(answer_matched(a) == (i < 2));
        for (int32_t year = 1; year < 2030; year++)
            assert_true(timeline_at(&a->periods, year) <= timeline_at(a->articles, year));
        assert_int_equal(answer_timeline(a, &t, &err), DATELINE_OK);
        answer_free(a);
    }
    assert_int_equal(t.len, 3);
    assert_true(span_eq(t.columns[1].qid, span_of("museum")));
    assert_true(timeline_at(&t.columns[0].counts, 2025) > 0);
    assert_int_equal(t.columns[2].counts.total, 0);
    timeline_free(&t);
}

static void a_timeline_has_its_limit(void **state)
{
    struct question q = question("*");
    struct timeline t = {.unit = PERIOD_DAY};
    struct answer *a;

    (void)state;
    q.kind = ASK_TIMELINE;
    q.timeline = PERIOD_DAY;
    a = answered(whole, &q);
    assert_int_equal(answer_timeline(a, &t, &err), DATELINE_BAD_QUERY);
    assert_non_null(strstr(err.text, "more than 100000"));
    assert_int_equal(t.len, 0);
    answer_free(a);
    timeline_free(&t);
}

static void an_interrupt_ends_any_answer(void **state)
{
    atomic_bool interrupt = true;

    (void)state;
    for (enum question_kind kind = ASK_HITS; kind <= ASK_EXPLAIN; kind++) {
        struct question q = question("harbour");
        struct answer *a;

        q.kind = kind;
        q.timeline = PERIOD_YEAR;
        q.facet = FACET_YEAR;
        q.limits.interrupt = &interrupt;
        assert_int_equal(engine_answer(grown, &q, &a, &err), DATELINE_INTERRUPTED);
        answer_free(a);
    }
}

/* The value with the most matches first, of two with as many the lesser one; by value where that is
 * asked for, and articles without one last. */
static void facets_have_an_order(void **state)
{
    static const char *const most_first[] = {"", "nmp"}, *const by_value[] = {"nmp", ""};

    (void)state;
    for (int sorted = 0; sorted < 2; sorted++) {
        struct question q = question("strike");
        struct answer *a;

        q.kind = ASK_FACET;
        q.facet = FACET_SOURCE;
        q.by_value = sorted;
        assert_int_equal(engine_answer(whole, &q, &a, &err), DATELINE_OK);
        assert_int_equal(a->values.len, 2);
        for (size_t i = 0; i < 2; i++)
            assert_true(
                span_eq(a->values.list[i].value, span_of((sorted ? by_value : most_first)[i])));
        answer_free(a);
        q.facet = FACET_YEAR;
        assert_int_equal(engine_answer(whole, &q, &a, &err), DATELINE_OK);
        for (size_t i = 1; i < a->values.len; i++) {
            const struct facet_value *x = &a->values.list[i - 1], *y = x + 1;
            bool before = span_cmp(x->value, y->value) < 0;

            assert_true(sorted ? before || !y->value.len
                               : x->matches > y->matches || (x->matches == y->matches && before));
        }
        assert_true(a->values.len > 2);
        answer_free(a);
    }
}

static void articles_are_read_by_id(void **state)
{
    struct buf record = {0};
    struct article a;

    (void)state;
    assert_int_equal(engine_article(grown, span_of("nmp-1"), &record, &a, &err), DATELINE_OK);
    assert_true(span_eq(a.id, span_of("nmp-1")) && a.body.len);
    assert_int_equal(engine_article(grown, span_of("nmp-2"), &record, &a, &err),
                     DATELINE_NOT_FOUND);
    assert_string_equal(err.text, "no article has the id 'nmp-2'");
    buf_free(&record);
}

static void another_opening_gives_the_same_answers(void **state)
{
    struct question q = question("strike");
    struct engine *again;
    struct answer *a, *b;
    const struct hit *h;

    (void)state;
    assert_int_equal(engine_open_same(grown, &again, &err), DATELINE_OK);
    a = answered(grown, &q);
    b = answered(again, &q);
    assert_int_equal(a->matches, b->matches);
    while ((h = next(a)))
        assert_true(span_eq(h->article.id, next(b)->article.id));
    answer_free(a);
    answer_free(b);
    engine_close(again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hits_come_one_at_a_time_with_their_ranks),
        cmocka_unit_test(a_limit_of_0_is_all),
        cmocka_unit_test(hits_have_the_parts_that_were_asked_for),
        cmocka_unit_test(answers_outlive_their_questions),
        cmocka_unit_test(warnings_are_there_after_a_failure_too),
        cmocka_unit_test(relative_dates_count_from_the_questions_day),
        cmocka_unit_test(several_questions_share_a_timeline),
        cmocka_unit_test(a_timeline_has_its_limit),
        cmocka_unit_test(an_interrupt_ends_any_answer),
        cmocka_unit_test(facets_have_an_order),
        cmocka_unit_test(articles_are_read_by_id),
        cmocka_unit_test(another_opening_gives_the_same_answers),
    };

    return cmocka_run_group_tests(tests, make_search_indexes, remove_search_indexes);
}
