/* --explain: the query as it was understood, and what the index has of it. */
#include "searcher/explain/explain.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <json-c/json.h>

#include "searcher/plan/bm25.h"
#include "searcher/render/render.h"
#include "tests/search_index.h"

#include <cmocka.h> /* last: its fail() is a macro */

static struct answer *opened;

static const struct explanation *explained(struct engine *s, const struct question *q)
{
    struct question asked = *q;

    asked.kind = ASK_EXPLAIN;
    if (engine_answer(s, &asked, &opened, &err) != DATELINE_OK)
        fail_msg("%.*s: %s", (int)q->text.len, q->text.data, err.text);
    return opened->explanation;
}

/* The terms of the clause at AT, blanks between them. */
static void assert_terms(const struct explanation *e, size_t at, const char *expected)
{
    struct buf terms = {0};

    buf_str(&terms, "");
    assert_true(at < e->len);
    for (size_t i = 0; i < e->clauses[at].terms.len; i++) {
        buf_str(&terms, i ? " " : "");
        buf_span_add(&terms, e->clauses[at].terms.list[i].term);
    }
    assert_string_equal(terms.data, expected);
    buf_free(&terms);
}

static void clauses_are_terms_of_the_index(void **state)
{
    struct question q = question("Strikes \"the harbour the\" title:offers mine* source:nmp "
                                 "-(pay OR lang:zz) id:x date:2025-03-30..");
    const struct explanation *e = explained(whole, &q);

    (void)state;
    assert_int_equal(e->len, 9);
    assert_terms(e, 0, "Zstrike");
    assert_terms(e, 1, "the harbour the");
    assert_terms(e, 2, "ZSoffer");
    assert_terms(e, 3, "mine minerals mines");
    assert_int_equal(e->clauses[3].role, CLAUSE_SCORED);
    assert_int_equal(e->clauses[4].role, CLAUSE_FILTER);
    assert_terms(e, e->len - 2, "Zpay");
    assert_int_equal(e->clauses[e->len - 2].role, CLAUSE_EXCLUDED);
    assert_int_equal(e->clauses[e->len - 1].role, CLAUSE_EXCLUDED);
    answer_free(opened);
}

static void dates_are_told_as_resolved(void **state)
{
    struct question q = question("date:2025-02 date:..  date:none");
    const struct explanation *e;

    (void)state;
    q.days = (struct query_days){20250201, 20250302};
    e = explained(bare, &q);
    assert_int_equal(e->len, 4);
    assert_terms(e, 0, "M202502");
    assert_terms(e, 1, "");
    assert_true(e->clauses[1].terms.dated);
    assert_terms(e, 2, "Dnone");
    assert_false(e->clauses[2].terms.dated);
    assert_terms(e, 3, "D20250301 D20250302 M202502");
    answer_free(opened);
}

/* With columns, as the documents that these are. */
static void dates_are_ranges_of_documents(void **state)
{
    struct question q = question("date:2025-02 date:..  date:none date:1901");

    (void)state;
    q.days = (struct query_days){20250201, 20250302};
    for (size_t i = 0; i < 2; i++) {
        const struct explanation *e = explained(indexes[i], &q);

        assert_int_equal(e->len, 5);
        for (size_t k = 0; k < e->len; k++) {
            const struct explained *n = &e->clauses[k];
            uint64_t documents = 0;

            assert_int_equal(e->clauses[k].terms.len, 0);
            for (size_t r = 0; r < n->n_ranges; r++)
                documents += n->ranges[r].last - n->ranges[r].first + 1;
            assert_in_range(documents, e->clauses[k].articles, i ? UINT32_MAX : documents);
            assert_int_equal(documents > 0, k != 3);
            assert_in_range(e->clauses[k].articles, i ? 0 : documents, documents);
        }
        answer_free(opened);
    }
}

/* Counts are those that a search would give, in an index with deletions too. */
static void counts_are_those_of_searches(void **state)
{
    static const char *const words[] = {
        "strike",       "harbour",      "\"harbour strike\"", "har*",
        "title:strike", "date:2025-03", "zeppelin",           "*"};

    (void)state;
    for (size_t i = 0; i < N_INDEXES; i++)
        for (size_t j = 0; j < sizeof words / sizeof *words; j++) {
            struct question q = question(words[j]);
            struct found found = find_all(indexes[i], &q);
            const struct explanation *e = explained(indexes[i], &q);

            assert_int_equal(e->len, 1);
            assert_int_equal(e->clauses[0].articles, found.len);
            assert_int_equal(e->matches, found.len);
            answer_free(opened);
            found_free(&found);
        }
}

/* No article of one word, however often it has it, gets its weight or more; nor less
 * than once in the longest article, of 28 times the average length, gives. */
static void weights_bound_scores(void **state)
{
    const double least = bm25_share(ranking_settings(RANK_DATELINE), 1, 28, 1);
    unsigned seed = 5;

    (void)state;
    for (int i = 0; i < 200; i++) {
        struct question q = question(some_word(&seed));
        const struct explanation *e = explained(whole, &q);
        struct found found = find_all(whole, &q);
        double weight = e->clauses[0].terms.len ? e->clauses[0].terms.list[0].weight : 0;

        for (size_t j = 0; j < found.len; j++)
            if (!(found.scores[j] < weight && found.scores[j] > weight * least))
                fail_msg("%.*s scores %f of %f", (int)q.text.len, q.text.data, found.scores[j],
                         weight);
        answer_free(opened);
        found_free(&found);
    }
    assert_true(bm25_share(ranking_settings(RANK_DATELINE), 1000000, 100, 100) > 0.99999);
    assert_true(bm25_share(ranking_settings(RANK_DATELINE), 0, 100, 100) == 0);
}

static char *printed(const struct question *q, enum render_format format)
{
    struct render_options o = {.format = format};
    struct output out = {.bytes = {0}};

    explained(whole, q);
    assert_int_equal(render_answer(&o, opened, &out, &err), DATELINE_OK);
    answer_free(opened);
    return out.bytes.data;
}

static void text_is_for_people(void **state)
{
    struct question q = question("strikes date:2025-03-30..");
    char *text = printed(&q, RENDER_TEXT);

    (void)state;
    assert_non_null(strstr(text, "query     (AND strikes date:2025-03-30..)\n"));
    assert_non_null(
        strstr(text, "\nstrikes                  17  Zstrike 4.890823 (burst 1.434)\n"));
    assert_non_null(strstr(text, "\nplan      lists of "));
    free(text);
}

/* 17 of 85 articles have the stem 45 times: by chance 34.9 would. */
static void factors_are_shown(void **state)
{
    struct question q = question("the strikes");
    char *text = printed(&q, RENDER_TEXT), *plain;

    (void)state;
    assert_non_null(strstr(text, " (stop word 0.05, burst 1.086)\n"));
    assert_non_null(strstr(text, " (burst 1.434)\n"));
    q.ranking = RANK_BM25;
    plain = printed(&q, RENDER_TEXT);
    assert_null(strstr(plain, "burst"));
    assert_null(strstr(plain, "stop word"));
    assert_non_null(strstr(plain, "  Zstrike 2.729266\n"));
    free(text);
    free(plain);
}

static void json_is_one_object(void **state)
{
    struct question q = question("strikes \"har\x01\xff bour\" -mine*");
    char *text = printed(&q, RENDER_JSON);
    struct json_object *object = json_tokener_parse(text), *clauses, *first, *term;

    (void)state;
    assert_non_null(object);
    clauses = json_object_object_get(object, "clauses");
    assert_int_equal(json_object_array_length(clauses), 3);
    first = json_object_array_get_idx(clauses, 0);
    assert_int_equal(json_object_get_int(json_object_object_get(first, "at")), 1);
    assert_int_equal(json_object_get_int(json_object_object_get(first, "articles")), 17);
    term = json_object_array_get_idx(json_object_object_get(first, "terms"), 0);
    assert_true(json_object_get_double(json_object_object_get(term, "weight")) > 1);
    assert_true(json_object_get_double(json_object_object_get(term, "stop")) == 1);
    assert_true(json_object_get_double(json_object_object_get(term, "burst")) > 1.4);
    json_object_put(object);
    free(text);
}

static void warnings_are_handed_on(void **state)
{
    struct question q = question("rise and (fall");

    (void)state;
    explained(whole, &q);
    assert_int_equal(opened->n_warnings, 2);
    answer_free(opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses_are_terms_of_the_index),
        cmocka_unit_test(dates_are_told_as_resolved),
        cmocka_unit_test(dates_are_ranges_of_documents),
        cmocka_unit_test(counts_are_those_of_searches),
        cmocka_unit_test(weights_bound_scores),
        cmocka_unit_test(text_is_for_people),
        cmocka_unit_test(factors_are_shown),
        cmocka_unit_test(json_is_one_object),
        cmocka_unit_test(warnings_are_handed_on),
    };

    return cmocka_run_group_tests(tests, make_search_indexes, remove_search_indexes);
}
