/* Plans, and matching them node by node. */
#include "searcher/match/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include "snapshot/articles.h"
#include "tests/search_index.h"

#include <cmocka.h> /* last: its fail() is a macro */

static const struct match_limits no_limits;

static struct asked asked_of(struct searcher *s, const struct question *q)
{
    struct asked a = {0};

    if (ask(s, q, &a, &err) != DATELINE_OK)
        fail_msg("%.*s: %s", (int)q->text.len, q->text.data, err.text);
    return a;
}

/* ---- Plans ------------------------------------------------------------------ */

/* A plan as text: terms, ~N for a window, *0 for what never scores. */
static void write_plan(const struct plan_node *n, struct buf *out)
{
    static const char *const names[] = {"nothing", "all",    "",    "phrase", "near",
                                        "synonym", "ranges", "and", "or",     "least",
                                        "xor",     "maybe",  "not", "filter"};

    buf_printf(out, "%s", names[n->kind]);
    buf_span_add(out, n->term);
    if (n->window && n->n_children)
        buf_printf(out, "~%u", n->window);
    if (n->weight != 1)
        buf_printf(out, "*%g", n->weight);
    for (size_t i = 0; i < n->n_children; i++) {
        buf_str(out, i ? " " : "(");
        write_plan(n->children[i], out);
    }
    buf_str(out, n->n_children ? ")" : "");
}

/* By the ranking that gives words no factors. */
static void assert_plan(struct searcher *s, const struct question *q, const char *expected)
{
    struct question plain = *q;
    struct asked a;
    struct buf text = {0};

    plain.ranking = RANK_BM25;
    a = asked_of(s, &plain);
    write_plan(a.plan.root, &text);
    assert_string_equal(text.data, expected);
    buf_free(&text);
    asked_free(&a);
}

/* No word of Q's plan has a factor. */
static void assert_unweighed(const struct question *q)
{
    struct asked a = asked_of(&whole->searcher, q);

    for (size_t i = 0; i < a.plan.root->n_children; i++)
        assert_true(a.plan.root->children[i]->weight == 1);
    asked_free(&a);
}

static void words_are_planned_as_terms(void **state)
{
    static const struct {
        const char *query, *expected;
    } plans[] = {
        {"", "nothing"},
        {"*", "all"},
        {"Strikes", "Zstrike"},
        {"title:strikes \"The Harbour\"", "and(ZSstrike phrase~2(the harbour))"},
        {"a NEAR/3 b ", "near~4(a b)"},
        {"a ADJ/3 b", "phrase~4(a b)"},
        {"mine*", "synonym(mine minerals mines)"},
        {"zzqzz*", "nothing"},
        {"strike OR harbour -pay", "or(Zstrike not(Zharbour Zpay))"},
        {"strike source:nmp", "and(Zstrike XSOURCEnmp*0)"},
        {"strike XOR id:x", "xor(Zstrike Qx*0)"},
        {"strike date:2025-03", "and(Zstrike ranges*0)"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        struct question q = question(plans[i].query);

        assert_plan(&whole->searcher, &q, plans[i].expected);
    }
}

/* The factors of words stand in the plan of what is ranked, and of nothing else. */
static void words_have_factors_where_they_score(void **state)
{
    struct question q = question("the strikes");
    struct asked a = asked_of(&whole->searcher, &q);
    const struct plan_node *the = a.plan.root->children[0], *strikes = a.plan.root->children[1];

    (void)state;
    assert_true(the->stop == 0.05 && the->burst > 1 && the->weight == the->stop * the->burst);
    assert_true(strikes->stop == 1 && strikes->burst > 1 && strikes->weight == strikes->burst);
    asked_free(&a);
    q.kind = ASK_COUNT;
    assert_unweighed(&q);
    q.kind = ASK_HITS;
    q.sort = MATCH_NEWEST;
    assert_unweighed(&q);
}

static void optional_words_are_one_node(void **state)
{
    struct question q = question("+strike harbour pay");

    (void)state;
    q.any = true;
    assert_plan(&whole->searcher, &q, "maybe(Zstrike or(Zharbour Zpay))");
}

static void several_words_are_one_node(void **state)
{
    struct question q = question("strike harbour pay");

    (void)state;
    q.any = true;
    q.min_match = 2;
    assert_plan(&whole->searcher, &q, "least(Zstrike Zharbour Zpay)");
}

/* Bounds of the question are a filter at the root, whatever the query. */
static void bounds_are_a_filter_at_the_root(void **state)
{
    struct question q = question("strike"), all = question("*");

    (void)state;
    q.days.first = all.days.first = 20250301;
    assert_plan(&whole->searcher, &q, "filter(Zstrike ranges*0)");
    assert_plan(&whole->searcher, &all, "filter(all ranges*0)");
    q.days.last = 20250302;
    assert_plan(&bare->searcher, &q, "filter(Zstrike or*0(D20250301 D20250302))");
}

/* ---- Matching ---------------------------------------------------------------- */

static uint64_t count_of(struct searcher *s, const struct plan_node *n)
{
    uint64_t matches;

    assert_int_equal(match_count(s->matcher, n, &no_limits, &matches, &err), DATELINE_OK);
    return matches;
}

/* Counts, lists, and articles one by one say the same of N, and of all below it. */
static void assert_agrees(struct searcher *s, const struct plan_node *n, uint64_t counted)
{
    struct match_listing l;
    bool any;

    assert_int_equal(match_list(s->matcher, n, &no_limits, &l, &err), DATELINE_OK);
    assert_int_equal(match_any(s->matcher, n, &no_limits, &any, &err), DATELINE_OK);
    assert_int_equal(l.total, counted);
    assert_int_equal(any, counted > 0);
    for (size_t i = 0; i < l.n; i++)
        for (size_t k = 0; k < l.segments[i].len; k++) {
            snapshot_doc doc = snapshot_document(s->snapshot, i, l.segments[i].numbers[k]), found;
            struct snapshot_row row;
            struct match_article article;
            struct buf record = {0};
            struct article a;

            assert_false(snapshot_deleted(s->snapshot, doc));
            assert_int_equal(snapshot_article(s->snapshot, doc, &record, &a, &err), DATELINE_OK);
            assert_int_equal(snapshot_row(s->snapshot, doc, &row, &err), DATELINE_OK);
            assert_true(!row.known || span_eq(row.id, a.id));
            assert_int_equal(snapshot_find(s->snapshot, a.id, &found, &err), DATELINE_OK);
            assert_int_equal(found, doc);
            assert_int_equal(
                match_one(s->matcher, n, RANK_DATELINE, doc, a.id, &no_limits, &article, &err),
                DATELINE_OK);
            assert_true(article.matches);
            buf_free(&record);
        }
    match_listing_free(&l);
    for (size_t i = 0; i < n->n_children; i++)
        assert_agrees(s, n->children[i], count_of(s, n->children[i]));
}

static void nodes_match_alone(void **state)
{
    static const char *const queries[] = {"strike harbour -pay", "\"harbour strike\" OR mine*",
                                          "strike XOR source:courier", "*"};

    (void)state;
    for (size_t i = 0; i < N_INDEXES; i++)
        for (size_t k = 0; k < sizeof queries / sizeof *queries; k++) {
            struct question q = question(queries[k]);
            struct found f = find_all(indexes[i], &q);
            struct asked a;

            a = asked_of(&indexes[i]->searcher, &q);
            assert_agrees(&indexes[i]->searcher, a.plan.root, f.len);
            asked_free(&a);
            found_free(&f);
        }
}

static void a_set_interrupt_ends_any_match(void **state)
{
    struct question q = question("strike OR harbour");
    atomic_bool interrupt = false;
    struct question r = {.limits.interrupt = &interrupt, .limit = 10, .total = true};

    (void)state;
    for (size_t i = 0; i < N_INDEXES; i++) {
        struct searcher *s = &indexes[i]->searcher;
        struct asked a = asked_of(s, &q);
        struct match_results found;
        struct match_listing listed;
        uint64_t n;
        bool any;

        interrupt = false;
        assert_int_equal(match_hits(s->matcher, a.plan.root, &r, &found, &err), DATELINE_OK);
        assert_int_equal(found.len, 10);
        assert_int_equal(found.matches, count_of(s, a.plan.root));
        match_free(&found);
        interrupt = true;
        for (int order = MATCH_RELEVANCE; order <= MATCH_OLDEST; order++) {
            r.sort = (enum match_order)order;
            assert_int_equal(match_hits(s->matcher, a.plan.root, &r, &found, &err),
                             DATELINE_INTERRUPTED);
        }
        assert_non_null(strstr(err.text, "interrupted"));
        assert_int_equal(match_count(s->matcher, a.plan.root, &r.limits, &n, &err),
                         DATELINE_INTERRUPTED);
        assert_int_equal(match_any(s->matcher, a.plan.root, &r.limits, &any, &err),
                         DATELINE_INTERRUPTED);
        assert_int_equal(match_list(s->matcher, a.plan.root, &r.limits, &listed, &err),
                         DATELINE_INTERRUPTED);
        r.sort = MATCH_RELEVANCE;
        asked_free(&a);
    }
}

/* A snapshot may be closed before those opened from it. */
static void openings_of_a_commit_outlive_each_other(void **state)
{
    struct question q = question("strike date:2025-03");
    struct searcher first, second;
    struct asked a;
    uint64_t matches;

    (void)state;
    assert_int_equal(searcher_open_same(&grown->searcher, &first, &err), DATELINE_OK);
    assert_int_equal(searcher_open_same(&first, &second, &err), DATELINE_OK);
    a = asked_of(&first, &q);
    matches = count_of(&first, a.plan.root);
    asked_free(&a);
    searcher_close(&first);
    a = asked_of(&second, &q);
    assert_int_equal(count_of(&second, a.plan.root), matches);
    asked_free(&a);
    searcher_close(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_planned_as_terms),
        cmocka_unit_test(words_have_factors_where_they_score),
        cmocka_unit_test(optional_words_are_one_node),
        cmocka_unit_test(several_words_are_one_node),
        cmocka_unit_test(bounds_are_a_filter_at_the_root),
        cmocka_unit_test(nodes_match_alone),
        cmocka_unit_test(a_set_interrupt_ends_any_match),
        cmocka_unit_test(openings_of_a_commit_outlive_each_other),
    };

    return cmocka_run_group_tests(tests, make_search_indexes, remove_search_indexes);
}
