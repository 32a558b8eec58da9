/* --why: its parts add up to the score, and it knows what matches and what not. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <json-c/json.h>

#include "searcher/plan/bm25.h"
#include "searcher/render/render.h"
#include "tests/why_asked.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { RANDOM_QUERIES = 40, FOUND = 4, OTHERS = 2 };

/* What is shown of why QUERY finds BEGINS, or does not. */
static struct buf shown_of(const struct question *q, enum render_format format)
{
    struct render_options o = {.format = format};
    struct output out = {.bytes = {0}};
    struct answer *a = asked_why(whole, q, BEGINS);

    assert_int_equal(render_answer(&o, a, &out, &err), DATELINE_OK);
    answer_free(a);
    return out.bytes;
}

static struct buf shown(const char *query, enum render_format format)
{
    struct question q = question(query);

    return shown_of(&q, format);
}

/* ---- Properties ------------------------------------------------------------- */

/* Each part is what BM25 says of its term, by a formula of our own. */
static void assert_parts_are_bm25(const struct why *w)
{
    for (size_t i = 0; i < w->n_parts; i++) {
        const struct why_part *p = &w->parts[i];
        double expected =
            bm25_weight(ranking_settings(w->ranking), p->documents, w->documents) *
            bm25_share(ranking_settings(w->ranking), p->wdf, w->length, w->average_length) *
            p->stop * p->burst * p->factor;

        if (p->term.len && fabs(expected - p->exact) > 1e-9)
            fail_msg("%.9f instead of %.9f for a term with wdf %u", p->exact, expected, p->wdf);
        assert_true(fabs((double)p->score - p->exact * 1e6) < 1 + 1e-6);
    }
}

/* ID is explained as what FOUND says of it. */
static void check_one(struct engine *s, const struct question *q, const struct found *found,
                      const char *id)
{
    struct answer *a = asked_why(s, q, id);
    const struct why *w = a->why;
    size_t at = found_at(found, id);

    if (w->matches != (at != SIZE_MAX))
        fail_msg("%.*s: %s is %sexplained as matching", (int)q->text.len, q->text.data, id,
                 w->matches ? "" : "not ");
    if (w->matches) {
        assert_int_equal(w->n_reasons, 0);
        assert_adds_up(w, found->scores[at]);
        assert_parts_are_bm25(w);
    } else {
        assert_int_equal(w->n_parts, 0);
        if (!w->n_reasons)
            fail_msg("%.*s: nothing keeps %s out", (int)q->text.len, q->text.data, id);
    }
    answer_free(a);
}

/* Some of what a question finds, and some of all. */
static void check(struct engine *s, const struct question *q, const struct found *everything,
                  unsigned *seed)
{
    struct found found = find_all(s, q);

    for (size_t i = 0; i < FOUND && found.len; i++)
        check_one(s, q, &found, found.ids[(size_t)rand_r(seed) % found.len]);
    for (size_t i = 0; i < OTHERS; i++)
        check_one(s, q, &found, everything->ids[(size_t)rand_r(seed) % everything->len]);
    found_free(&found);
}

static struct found everything[N_INDEXES];

static void check_in_all(const struct question *q, unsigned *seed)
{
    struct question plain = *q;

    plain.ranking = RANK_BM25;
    for (size_t i = 0; i < N_INDEXES; i++) {
        check(indexes[i], q, &everything[i], seed);
        check(indexes[i], &plain, &everything[i], seed);
    }
}

static int make(void **state)
{
    struct question all = question("*");
    int failed = make_search_indexes(state);

    for (size_t i = 0; i < N_INDEXES && !failed; i++)
        everything[i] = find_all(indexes[i], &all);
    return failed;
}

static int unmake(void **state)
{
    for (size_t i = 0; i < N_INDEXES; i++)
        found_free(&everything[i]);
    return remove_search_indexes(state);
}

static void every_kind_of_query_is_explained(void **state)
{
    static const char *const queries[] = {
        "*",
        "strike",
        "Strikes HARBOUR",
        "strike strike",
        "\"harbour strike\"",
        "\"the harbour the\"",
        "the OR \"the harbour the\" OR of",
        "harbour NEAR/9 the",
        "the -\"of the\"",
        "\"strike\"",
        "harbour NEAR/4 strike",
        "harbour ADJ strike",
        "har*",
        "har* OR str* OR museum",
        "title:strike",
        "title:(harbour strike) pay",
        "title:har*",
        "harbour XOR strike",
        "harbour XOR strike XOR pay",
        "(harbour AND strike) OR (museum AND mice)",
        "(harbour XOR strike) OR pay OR (strike -pay)",
        "harbour -(strike pay)",
        "harbour -(strike -pay)",
        "-harbour",
        "harbour date:2025-03-04..2025-03-06",
        "date:2025",
        "date:none",
        "the date:..",
        "harbour -date:2025",
        "lang:en",
        "harbour source:nmp",
        ("id:" BEGINS),
        "aydogan OR Aydoğan",
        "the a of to",
        "zeppelin",
        "zeppelin OR harbour",
        "!!!",
        "h?rb*r OR str*ke",
        "harbuor~ OR striek~1",
        "harbour^2 strike",
        "\"harbour strike\"^2.5 OR str?ke^3 OR title:har*^0.2",
        "(harbour NEAR/4 strike)^4 the",
        "(harbour~ -(strike pay)^2)^0.3",
    };
    unsigned seed = 1;

    (void)state;
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        struct question q = question(queries[i]);

        check_in_all(&q, &seed);
        q.any = true;
        check_in_all(&q, &seed);
        q.days = (struct query_days){20240101, 20250305};
        check_in_all(&q, &seed);
    }
}

/* Words and operators as they come. */
static void random_query(unsigned *seed, struct buf *out)
{
    static const char *const between[] = {" ",     " ",        " OR ",  " OR ",   " AND ", " XOR ",
                                          " -",    " NEAR/9 ", " (",    ") ",     " +",    "* ",
                                          "\" \"", " title:",  " OR -", ") OR (", " ",     " OR "};
    unsigned n = 1 + (unsigned)rand_r(seed) % 8;

    buf_clear(out);
    for (unsigned i = 0; i < n; i++) {
        if (i)
            buf_str(out, between[(size_t)rand_r(seed) % (sizeof between / sizeof *between)]);
        buf_str(out, rand_r(seed) % 3 ? some_word(seed) : rand_r(seed) % 2 ? "harbour" : "strike");
    }
}

static void random_queries_are_explained(void **state)
{
    unsigned seed = 20250331;
    struct buf text = {0};

    (void)state;
    for (unsigned i = 0; i < RANDOM_QUERIES; i++) {
        struct question q;

        random_query(&seed, &text);
        q = question(text.data);
        q.any = i % 4 == 0;
        q.min_match = i % 8 == 0 ? 2 + i % 3 : 0;
        if (i % 3 == 0)
            q.days = (struct query_days){i % 2 ? 20190101 : 0, 20250310};
        check_in_all(&q, &seed);
    }
    buf_free(&text);
}

static void likeness_is_explained(void **state)
{
    struct question q = question("*");
    unsigned seed = 3;

    (void)state;
    q.like = span_of(BEGINS);
    check_in_all(&q, &seed);
}

/* ---- Reasons ------------------------------------------------------------------ */

/* EXPECTED is told of the clause that keeps BEGINS out. */
static void assert_reason_of(struct question q, const char *expected)
{
    struct buf out = shown_of(&q, RENDER_TEXT);

    if (!strstr(out.data, expected))
        fail_msg("%s: expected %s, got %s", q.text.data, expected, out.data);
    buf_free(&out);
}

static void assert_reason(const char *query, const char *expected)
{
    assert_reason_of(question(query), expected);
}

static void too_few_words_are_counted(void **state)
{
    struct question q = question("museum strike gallery");

    (void)state;
    q.any = true;
    q.min_match = 2;
    assert_reason_of(q,
                     "\n  (OR/2 museum strike gallery): matches 1 of the 3, and 2 are asked for\n");
}

static void reasons_name_clause_and_cause(void **state)
{
    (void)state;
    assert_reason("strike museum", "\n  museum: lacks the word, in any form\n");
    assert_reason("title:queue", "\n  title:queue: the title lacks the word, in any form\n");
    assert_reason("\"harbour museum\"", "\n  \"harbour museum\": lacks \"museum\"\n");
    assert_reason("\"strike harbour\"", "has the words, but not side by side in this order\n");
    assert_reason("crown NEAR/2 strike xyz*", "\n  xyz*: lacks a word that begins so\n");
    assert_reason("museum OR gallery", "\n  (OR museum gallery): matches none of the 2\n");
    assert_reason("harbour XOR strike", "(XOR harbour strike): matches 2 of the 2");
    assert_reason("strike -harbour", "\n  -harbour: matches what the query excludes\n");
    assert_reason("strike date:2024", "\n  date:2024-01-01..2024-12-31: is dated 2025-03-04\n");
    assert_reason("strike date:none", "\n  date:none: is dated 2025-03-04\n");
    assert_reason("strike source:zzz", "\n  source:zzz: has no source\n");
    assert_reason("strike id:zzz", "\n  id:zzz: has the id \"" BEGINS "\"\n");
    assert_reason("!", "\n  (): a query without a word matches nothing\n");
}

static void every_clause_that_excludes_is_named(void **state)
{
    struct question q = question("strike museum harbour mice -still -crane");
    struct answer *a;
    const struct why *w;

    (void)state;
    q.days = (struct query_days){20250101, 20250131};
    a = asked_why(whole, &q, BEGINS);
    w = a->why;
    assert_false(w->matches);
    assert_int_equal(w->n_reasons, 5);
    assert_true(span_eq(w->reasons[0].clause.text, span_of("museum")));
    assert_true(span_eq(w->reasons[1].clause.text, span_of("mice")));
    assert_true(w->reasons[2].excluded && w->reasons[3].excluded);
    assert_int_equal(w->reasons[4].clause.kind, QUERY_DATE);
    answer_free(a);
}

/* ---- Output --------------------------------------------------------------------- */

static struct json_object *why_json(const char *query)
{
    struct buf out = shown(query, RENDER_JSONL);
    struct json_object *object = json_tokener_parse(out.data);

    assert_int_equal(out.data[out.len - 1], '\n');
    assert_non_null(object);
    buf_free(&out);
    return object;
}

static double number(struct json_object *object, const char *name)
{
    return json_object_get_double(json_object_object_get(object, name));
}

static void json_says_the_same(void **state)
{
    struct json_object *found = why_json("harbour \"harbour strike\""), *missed = why_json("mice");
    struct json_object *parts = json_object_object_get(found, "parts");
    double sum = 0;

    (void)state;
    assert_true(json_object_get_boolean(json_object_object_get(found, "matches")));
    assert_int_equal(json_object_array_length(parts), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_true(number(json_object_array_get_idx(parts, i), "burst") > 1.1);
        assert_true(number(json_object_array_get_idx(parts, i), "stop") == 1);
        sum += number(json_object_array_get_idx(parts, i), "score");
    }
    assert_true(fabs(sum - number(found, "score")) < 1e-9 && sum > 1);
    assert_false(json_object_get_boolean(json_object_object_get(missed, "matches")));
    assert_int_equal(json_object_array_length(json_object_object_get(missed, "reasons")), 1);
    json_object_put(found);
    json_object_put(missed);
}

static void unknown_ids_are_told(void **state)
{
    struct question q = question("harbour");
    struct answer *a;

    (void)state;
    q.kind = ASK_WHY;
    q.why = span_of("nobody");
    assert_int_equal(engine_answer(whole, &q, &a, &err), DATELINE_NOT_FOUND);
    assert_string_equal(err.text, "no article has the id 'nobody'");
    answer_free(a);
    /* What was deleted is unknown too. */
    q.why = span_of("nmp-2");
    assert_int_equal(engine_answer(grown, &q, &a, &err), DATELINE_NOT_FOUND);
    answer_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_query_is_explained),
        cmocka_unit_test(random_queries_are_explained),
        cmocka_unit_test(likeness_is_explained),
        cmocka_unit_test(reasons_name_clause_and_cause),
        cmocka_unit_test(too_few_words_are_counted),
        cmocka_unit_test(every_clause_that_excludes_is_named),
        cmocka_unit_test(json_says_the_same),
        cmocka_unit_test(unknown_ids_are_told),
    };

    return cmocka_run_group_tests(tests, make, unmake);
}
