/* --like: articles that are about the same. */
#include "searcher/plan/like.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "tests/search_index.h"

#include <cmocka.h> /* last: its fail() is a macro */

#define THEFT "agency/2021-12-27-museum-theft.txt"
#define FOUND "agency/2022-01-15-museum-found.txt"

static struct question like_question(const char *id, const char *query)
{
    struct question q = question(query);

    q.like = span_of(id);
    return q;
}

/* The best match. */
static const char *best(const struct found *f)
{
    size_t at = 0;

    assert_true(f->len > 0);
    for (size_t i = 1; i < f->len; i++)
        if (f->scores[i] > f->scores[at])
            at = i;
    return f->ids[at];
}

static void what_is_told_twice_is_alike(void **state)
{
    static const char *const pairs[][2] = {
        {THEFT, FOUND},
        {FOUND, THEFT},
        {"agency/2025-03-06-harbour-offer.txt", "agency/2025-03-06-harbour-offer-update.txt"},
        {"agency/2022-09-12-aydogan-trial-opens.txt", "courier/2022-10-03-ferry-verdict.txt"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (size_t j = 0; j < N_INDEXES; j++) {
            struct question q = like_question(pairs[i][0], "*");
            struct found f = find_all(indexes[j], &q);

            assert_string_equal(best(&f), pairs[i][1]);
            assert_int_equal(found_at(&f, pairs[i][0]), SIZE_MAX);
            found_free(&f);
        }
}

/* The query and the dates choose among what is alike. */
static void the_query_filters_what_is_alike(void **state)
{
    struct question all = like_question(THEFT, "*"), some = like_question(THEFT, "police"),
                    dated = all, police = question("police");
    struct found f = find_all(whole, &all), g = find_all(whole, &some), h, p;

    (void)state;
    dated.days = (struct query_days){20220101, 20221231};
    h = find_all(whole, &dated);
    p = find_all(whole, &police);
    assert_true(g.len > 0 && g.len < f.len);
    for (size_t i = 0; i < f.len; i++)
        assert_int_equal(found_at(&g, f.ids[i]) != SIZE_MAX, found_at(&p, f.ids[i]) != SIZE_MAX);
    assert_true(h.len > 0 && h.len < f.len);
    assert_true(found_at(&h, FOUND) != SIZE_MAX);
    for (size_t i = 0; i < h.len; i++)
        assert_true(found_at(&f, h.ids[i]) != SIZE_MAX);
    found_free(&f);
    found_free(&g);
    found_free(&h);
    found_free(&p);
}

/* The words are those of the article with the greatest wdf times weight, and
 * give the terms that they were chosen by. */
static void words_stand_for_their_stems(void **state)
{
    struct question q = like_question("agency/2022-09-12-aydogan-trial-opens.txt", "*");
    struct asked asked = {0};
    const struct query_node *any;

    (void)state;
    assert_int_equal(ask(&whole->searcher, &q, &asked, &err), DATELINE_OK);
    assert_int_equal(asked.tree.root->kind, QUERY_NOT);
    any = asked.tree.root->children[0];
    assert_int_equal(any->kind, QUERY_OR);
    assert_int_equal(any->n_children, LIKE_WORDS);
    /* Folded, as queries look for it. */
    assert_true(span_eq(any->children[0]->words[0], span_of("aydogan")));
    for (size_t i = 0; i < any->n_children; i++) {
        struct question word = question("");
        struct found f;
        char *text = must_dup(any->children[i]->words[0].data, any->children[i]->words[0].len);

        word.text = span_of(text);
        f = find_all(whole, &word);
        assert_true(f.len >= 2);
        assert_true(found_at(&f, "agency/2022-09-12-aydogan-trial-opens.txt") != SIZE_MAX);
        found_free(&f);
        free(text);
    }
    asked_free(&asked);
}

static void unknown_ids_are_told(void **state)
{
    struct question q = like_question("nobody", "*");
    struct asked asked = {0};

    (void)state;
    assert_int_equal(ask(&whole->searcher, &q, &asked, &err), DATELINE_NOT_FOUND);
    assert_string_equal(err.text, "no article has the id 'nobody'");
    asked_free(&asked);
    asked = (struct asked){0};
    q.like = span_of("nmp-2"); /* deleted */
    assert_int_equal(ask(&grown->searcher, &q, &asked, &err), DATELINE_NOT_FOUND);
    asked_free(&asked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_told_twice_is_alike),
        cmocka_unit_test(the_query_filters_what_is_alike),
        cmocka_unit_test(words_stand_for_their_stems),
        cmocka_unit_test(unknown_ids_are_told),
    };

    return cmocka_run_group_tests(tests, make_search_indexes, remove_search_indexes);
}
