/* libxapian's best matches where it may pass over the others: see xap_match(). */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "tests/xap_collection.h"

#include <cmocka.h>

/* A database of TEXTS, whose words have one letter each. */
static xap_db *database_of(const char *name, const char *const *texts, size_t n)
{
    const char *path = in_folder(name);
    xap_document *d = xap_document_new();
    xap_writer *w;
    xap_docid id;
    xap_db *db;

    assert_int_equal(xap_writer_create(path, &w, &err), DATELINE_OK);
    for (size_t i = 0; i < n; i++) {
        xap_document_clear(d);
        for (uint32_t at = 0; texts[i][at]; at++)
            assert_int_equal(
                xap_document_posting(d, (struct span){texts[i] + at, 1}, at + 1, 1, &err),
                DATELINE_OK);
        assert_int_equal(xap_writer_add(w, d, &id, &err), DATELINE_OK);
    }
    assert_int_equal(xap_writer_commit(w, &err), DATELINE_OK);
    xap_writer_close(w);
    xap_document_free(d);
    assert_int_equal(xap_open(path, &db, &err), DATELINE_OK);
    return db;
}

static xap_docid best_of(xap_db *db, const xap_query *q)
{
    struct xap_match_options o = {.order = XAP_BY_SCORE_NUMBER, .bm25 = xapian_bm25, .most = 1};
    struct xap_matches m = ask(db, q, &o);
    xap_docid best = m.len ? m.hits[0].id : 0;

    assert_int_equal(m.len, 1);
    xap_matches_free(&m);
    return best;
}

static void best_of_several_words_is_not_lost(void **state)
{
    static const char *const texts[] = {"bb", "aabb", "c", "aaccc"};
    xap_db *db = database_of("words", texts, 4);
    xap_query *q = join(XAP_OR, join(XAP_OR, term("a"), term("b"), 0), term("c"), 0),
              *scaled = xap_query_scale(q, 2, &err), *all = term(""),
              *filtered = xap_query_join(XAP_FILTER, (xap_query *[]){q, all}, 2, 0, &err);

    (void)state;
    assert_int_equal(best_of(db, q), 4);
    assert_int_equal(best_of(db, scaled), 4);
    assert_int_equal(best_of(db, filtered), 4);
    xap_query_free(all);
    xap_query_free(filtered);
    xap_query_free(scaled);
    xap_query_free(q);
    xap_close(db);
}

/* Takes Q. */
static void assert_estimated(xap_query *q)
{
    struct xap_match_options o = {.order = XAP_BY_SCORE_NUMBER, .bm25 = xapian_bm25, .most = 1};
    struct xap_matches m = ask(whole, q, &o);

    assert_false(m.total_exact);
    xap_matches_free(&m);
    xap_query_free(q);
}

static xap_query *one_of_three(void)
{
    return join(XAP_OR, join(XAP_OR, term("t2"), term("t5"), 0), term("t3"), 0);
}

/* Where nothing is lost, the first matches are enough. */
static void documents_are_passed_over_where_that_is_right(void **state)
{
    xap_query *three = one_of_three();

    (void)state;
    assert_estimated(xap_query_scale(three, 0, &err));
    assert_estimated(join(XAP_SYNONYM, one_of_three(), term("t7"), 0));
    assert_estimated(join(XAP_FILTER, join(XAP_OR, term("t2"), term("t3"), 0), term("a"), 0));
    xap_query_free(three);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(best_of_several_words_is_not_lost),
        cmocka_unit_test(documents_are_passed_over_where_that_is_right),
    };

    return cmocka_run_group_tests(tests, make_collection, remove_collection);
}
