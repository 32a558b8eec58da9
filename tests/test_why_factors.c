/* --why: the factors of a score, which stop words, clumps of a word and recency give. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include "searcher/plan/bm25.h"
#include "searcher/plan/recency.h"
#include "tests/why_asked.h"

#include <cmocka.h> /* last: its fail() is a macro */

/* The part that the query's word number I has in the score of BEGINS. */
static struct why_part part_of(const char *query, enum ranking ranking, size_t i)
{
    struct question q = question(query);
    struct why_part part;
    struct answer *a;

    q.any = true;
    q.ranking = ranking;
    a = asked_why(whole, &q, BEGINS);
    assert_in_range(i, 0, a->why->n_parts - 1);
    part = a->why->parts[i];
    answer_free(a);
    return part;
}

/* Stop words have a twentieth of their weight where anything else scores, in phrases
 * and titles too. */
static void stop_words_count_less(void **state)
{
    static const struct {
        const char *query;
        size_t part;
        bool less;
    } examples[] = {
        {"the", 0, false},           {"the harbour", 0, true},  {"the harbour", 1, false},
        {"The of", 0, false},        {"\"the port\"", 0, true}, {"\"the port\"", 1, false},
        {"the date:2025", 0, false}, {"the har*", 0, true},     {"the -museum", 0, false},
        {"the zeppelin", 0, true},
    };

    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct why_part ours = part_of(examples[i].query, RANK_DATELINE, examples[i].part);
        struct why_part plain = part_of(examples[i].query, RANK_BM25, examples[i].part);

        if (ours.stop != (examples[i].less ? 0.05 : 1))
            fail_msg("%s: factor %f", examples[i].query, ours.stop);
        assert_true(plain.stop == 1);
    }
}

static void clumped_words_count_more(void **state)
{
    const double e = 2.718281828459045;
    struct why_part harbour = part_of("harbour", RANK_DATELINE, 0);
    struct why_part plain = part_of("harbour", RANK_BM25, 0);

    (void)state;
    /* In as many documents as occurrences, none: chance would not scatter it more. */
    assert_true(ranking_burst(1, 1, 85) == 1);
    assert_true(ranking_burst(40, 40, 85) == 1);
    assert_true(ranking_burst(0, 0, 85) == 1);
    assert_true(ranking_burst(0, 0, 0) == 1);
    /* A hundred occurrences among a hundred documents reach 63 of them by chance. */
    assert_true(ranking_burst(10, 100, 100) * 1024 == round(sqrt(10 * (1 - 1 / e)) * 1024));
    assert_true(ranking_burst(50, 200, 100) * 1024 == round(sqrt(2 * (1 - 1 / e / e)) * 1024));
    assert_true(harbour.burst > 1.1 && plain.burst == 1);
}

static void newer_articles_weigh_more(void **state)
{
    const struct recency r = {100, 20250411}, off = {0, 20250411};

    (void)state;
    assert_true(recency_factor(&off, 20000101) == 1);
    assert_true(recency_factor(&r, 20250411) == 1);
    assert_true(recency_factor(&r, 20260101) == 1);
    assert_true(fabs(recency_factor(&r, 20250101) - 0.75) < 1e-12);
    assert_true(recency_factor(&r, 20250100) == recency_factor(&r, 20250101));
    assert_true(fabs(recency_factor(&r, 20240923) - 0.625) < 1e-12);
    assert_true(recency_factor(&r, 10101) == 0.5);
    assert_true(recency_factor(&r, 0) == 0.75);
}

/* The score of --why is that of the hit, its parts add up, and the factor is shown. */
static void recency_is_in_score_and_parts(void **state)
{
    struct question q = question("harbour strike");
    const struct hit *hit;
    struct answer *hits;
    double plain;

    (void)state;
    q.any = true;
    q.limit = 0;
    q.today = 20250401;
    for (int halflife = 0; halflife <= 400; halflife += 200) {
        q.recent = (struct recency){halflife, q.today};
        assert_int_equal(engine_answer(whole, &q, &hits, &err), DATELINE_OK);
        while (answer_next(hits, &hit, &err) == DATELINE_OK && hit) {
            struct buf id = {0};
            struct answer *a;

            buf_span_add(&id, hit->article.id);
            buf_str(&id, "");
            a = asked_why(whole, &q, id.data);
            assert_adds_up(a->why, (double)hit->score / 1e6);
            assert_true(a->why->recency == recency_factor(&q.recent, a->why->article.day));
            plain = a->why->parts[0].exact / a->why->recency;
            assert_true(plain >= a->why->parts[0].exact);
            answer_free(a);
            buf_free(&id);
        }
        answer_free(hits);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stop_words_count_less),
        cmocka_unit_test(clumped_words_count_more),
        cmocka_unit_test(newer_articles_weigh_more),
        cmocka_unit_test(recency_is_in_score_and_parts),
    };

    return cmocka_run_group_tests(tests, make_search_indexes, remove_search_indexes);
}
