/* --min-match: what several of the words find, by libxapian and by the matcher, is what they
 * find one by one. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/match/match.h"
#include "searcher/plan/plan_xapian.h"
#include "snapshot/articles.h"
#include "tests/search_index.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { TRIALS = 120, MOST_WORDS = 9 };

/* Words, and what each of them finds. */
struct words {
    char text[MOST_WORDS * 64];
    struct found found[MOST_WORDS];
    size_t len;
};

static void draw_words(struct engine *s, unsigned *seed, struct words *out)
{
    static const char *const frequent[] = {"the",        "strike", "harbour",
                                           "\"of the\"", "har*",   "said"};

    *out = (struct words){.len = 2 + (size_t)rand_r(seed) % (MOST_WORDS - 1)};
    for (size_t i = 0; i < out->len; i++) {
        const char *word = rand_r(seed) % 3 ? frequent[(size_t)rand_r(seed) % 6] : some_word(seed);
        struct question q = question(word);

        out->found[i] = find_all(s, &q);
        snprintf(out->text + strlen(out->text), 64, "%s%s", i ? " " : "", word);
    }
}

static void free_words(struct words *w)
{
    for (size_t i = 0; i < w->len; i++)
        found_free(&w->found[i]);
}

/* Of the words that find ID, how many there are, and their scores together. */
static size_t matching(const struct words *w, const char *id, double *score)
{
    size_t n = 0;

    *score = 0;
    for (size_t i = 0; i < w->len; i++) {
        size_t at = found_at(&w->found[i], id);

        if (at == SIZE_MAX)
            continue;
        *score += w->found[i].scores[at];
        n++;
    }
    return n;
}

/* What libxapian finds is what matches LEAST words, and nothing else. */
static void check_found(const struct words *w, const struct found *all, const struct found *found,
                        size_t least)
{
    for (size_t i = 0; i < all->len; i++) {
        double score;
        bool wanted = matching(w, all->ids[i], &score) >= least;
        size_t at = found_at(found, all->ids[i]);

        if (wanted != (at != SIZE_MAX))
            fail_msg("%zu of %s: %s is %sfound", least, w->text, all->ids[i], wanted ? "not " : "");
    }
}

/* The matcher has as many, in falling order, with the scores that libxapian gives. */
static void check_hits(struct engine *s, const struct question *q, const struct found *found)
{
    struct question r = {.total = true};
    struct match_results hits;
    struct asked asked = {0};

    assert_int_equal(ask(&s->searcher, q, &asked, &err), DATELINE_OK);
    assert_int_equal(match_hits(s->searcher.matcher, asked.plan.root, &r, &hits, &err),
                     DATELINE_OK);
    assert_int_equal(hits.len, found->len);
    assert_int_equal(hits.matches, found->len);
    for (size_t i = 0; i < hits.len; i++) {
        struct buf record = {0}, id = {0};
        struct article a;

        assert_int_equal(
            snapshot_article(s->searcher.snapshot, hits.hits[i].doc, &record, &a, &err),
            DATELINE_OK);
        buf_span_add(&id, a.id);
        buf_str(&id, "");
        assert_int_not_equal(found_at(found, id.data), SIZE_MAX);
        assert_true(llabs(hits.hits[i].score -
                          llround(found->scores[found_at(found, id.data)] * 1e6)) <= 1);
        assert_true(!i || hits.hits[i].score <= hits.hits[i - 1].score);
        buf_free(&record);
        buf_free(&id);
    }
    match_free(&hits);
    asked_free(&asked);
}

static void several_words_are_found(void **state)
{
    struct question everything = question("*");
    unsigned seed = 11;

    (void)state;
    for (int i = 0; i < TRIALS; i++) {
        struct engine *s = indexes[i % N_INDEXES];
        struct found all = find_all(s, &everything), found;
        struct words w;
        struct question q;
        size_t least;

        draw_words(s, &seed, &w);
        least = 1 + (size_t)rand_r(&seed) % MOST_WORDS;
        least = least < w.len ? least : w.len;
        q = question(w.text);
        q.any = true;
        q.min_match = (uint32_t)least;
        found = find_all(s, &q);
        check_found(&w, &all, &found, least);
        check_hits(s, &q, &found);
        found_free(&found);
        found_free(&all);
        free_words(&w);
    }
}

/* What all the matching words score, filters aside. */
static void scores_are_of_all_matching_words(void **state)
{
    struct question q = question("harbour strike ferry museum date:2025");
    struct words w = {.len = 4};
    struct found found;
    double score;

    (void)state;
    for (size_t i = 0; i < w.len; i++) {
        struct question one = question((const char *[]){"harbour", "strike", "ferry", "museum"}[i]);

        w.found[i] = find_all(whole, &one);
    }
    q.any = true;
    q.min_match = 50;
    q.min_percent = true;
    found = find_all(whole, &q);
    assert_in_range(found.len, 2, 40);
    for (size_t i = 0; i < found.len; i++) {
        assert_in_range(matching(&w, found.ids[i], &score), 2, 4);
        assert_true(fabs(score - found.scores[i]) < 1e-9);
    }
    check_hits(whole, &q, &found);
    found_free(&found);
    free_words(&w);
}

static bool stop_at_once(const void *ctx)
{
    (void)ctx;
    return true;
}

/* The words are counted within the limits of the search. */
static void counting_ends_when_told(void **state)
{
    static const struct xap_limits limits[] = {{.seconds = 1e-9}, {.stop = stop_at_once}};
    static const dateline_status ends[] = {DATELINE_TIMEOUT, DATELINE_INTERRUPTED};
    struct searcher *s = &whole->searcher;
    struct question q = question("harbour strike ferry");
    struct asked a = {0};

    (void)state;
    q.any = true;
    q.min_match = 2;
    assert_int_equal(ask(s, &q, &a, &err), DATELINE_OK);
    for (size_t i = 0; i < 2; i++) {
        xap_query *query;

        assert_int_equal(plan_to_xapian(s->snapshot, a.plan.root, &limits[i], &query, &err),
                         ends[i]);
    }
    asked_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_words_are_found),
        cmocka_unit_test(counting_ends_when_told),
        cmocka_unit_test(scores_are_of_all_matching_words),
    };

    return cmocka_run_group_tests(tests, make_search_indexes, remove_search_indexes);
}
