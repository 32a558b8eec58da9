/* libxapian in C: what is written is read back, from one database and from
 * several as one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include "tests/xap_collection.h"

#include <cmocka.h>

/* ---- Reading ------------------------------------------------------------ */

static void parts_are_numbered_through(void **state)
{
    struct buf data = {0};
    char text[32];
    uint32_t length;

    (void)state;
    for (unsigned k = 1; k <= N_DOCUMENTS; k++) {
        snprintf(text, sizeof text, "data %u", k);
        assert_int_equal(xap_data(parts, k, &data, &err), DATELINE_OK);
        assert_int_equal(data.len, strlen(text) + 1);
        assert_string_equal(data.data, text);
        snprintf(text, sizeof text, "%u", order_of(k));
        assert_int_equal(xap_value(parts, k, SLOT, &data, &err), DATELINE_OK);
        assert_string_equal(data.data, text);
        assert_int_equal(xap_value(parts, k, SLOT + 1, &data, &err), DATELINE_OK);
        assert_int_equal(data.len, 0);
        assert_int_equal(xap_document_length(parts, k, &length, &err), DATELINE_OK);
        assert_int_equal(length, length_of(k));
    }
    buf_free(&data);
}

static void statistics_are_of_all_parts(void **state)
{
    struct xap_stats stats;
    uint32_t documents;
    uint64_t total_length = 0, occurrences, wdfs = 0;

    (void)state;
    for (unsigned k = 1; k <= N_DOCUMENTS; k++)
        total_length += length_of(k);
    assert_int_equal(xap_stats(parts, &stats, &err), DATELINE_OK);
    assert_int_equal(stats.documents, N_DOCUMENTS);
    assert_int_equal(stats.last_docid, N_DOCUMENTS);
    assert_int_equal(stats.total_length, total_length);
    assert_true(stats.average_length == (double)total_length / N_DOCUMENTS);
    for (unsigned k = 7; k <= N_DOCUMENTS; k += 7)
        wdfs += wdf_of(k);
    assert_int_equal(xap_term_stats(parts, span_of("t7"), &documents, &occurrences, &err), 0);
    assert_int_equal(documents, N_DOCUMENTS / 7);
    assert_int_equal(occurrences, wdfs);
    assert_int_equal(xap_term_stats(parts, span_of("none"), &documents, &occurrences, &err), 0);
    assert_int_equal(documents, 0);
    assert_int_equal(occurrences, 0);
}

static void uuid_is_of_the_first_part(void **state)
{
    xap_db *first;
    char all[37], one[37];

    (void)state;
    assert_int_equal(xap_open(part_path(0), &first, &err), DATELINE_OK);
    assert_int_equal(xap_part_uuid(parts, 0, all, &err), DATELINE_OK);
    assert_int_equal(xap_part_uuid(first, 0, one, &err), DATELINE_OK);
    assert_int_equal(strlen(one), 36);
    assert_string_equal(all, one);
    xap_close(first);
}

static void terms_are_listed_by_prefix(void **state)
{
    xap_terms *terms;
    struct xap_term term;
    char text[32];
    bool more;

    (void)state;
    assert_int_equal(xap_terms_open(parts, span_of("k09"), &terms, &err), DATELINE_OK);
    for (unsigned k = 90; k < 100; k++) {
        assert_int_equal(xap_terms_next(terms, &term, &more, &err), DATELINE_OK);
        assert_true(more);
        snprintf(text, sizeof text, "k%03u", k);
        assert_true(span_eq(term.term, span_of(text)));
        assert_int_equal(term.documents, 1);
    }
    for (int again = 0; again < 2; again++) {
        assert_int_equal(xap_terms_next(terms, &term, &more, &err), DATELINE_OK);
        assert_false(more);
    }
    xap_terms_close(terms);
}

static void listed_terms_are_skipped(void **state)
{
    xap_terms *terms;
    struct xap_term term;
    bool more;

    (void)state;
    assert_int_equal(xap_terms_open(parts, span_of("k09"), &terms, &err), DATELINE_OK);
    assert_int_equal(xap_terms_next(terms, &term, &more, &err), DATELINE_OK);
    assert_int_equal(xap_terms_skip(terms, span_of("k0945"), &err), DATELINE_OK);
    assert_int_equal(xap_terms_next(terms, &term, &more, &err), DATELINE_OK);
    assert_true(more && span_eq(term.term, span_of("k095")));
    assert_int_equal(xap_terms_next(terms, &term, &more, &err), DATELINE_OK);
    assert_true(more && span_eq(term.term, span_of("k096")));
    assert_int_equal(xap_terms_skip(terms, span_of("k10"), &err), DATELINE_OK);
    assert_int_equal(xap_terms_next(terms, &term, &more, &err), DATELINE_OK);
    assert_false(more);
    xap_terms_close(terms);
}

/* Goes through the postings of T, all multiples of PRIME, by leaps of STEP, or
 * from each to the next, which is 0. */
static void assert_postings(const char *t, unsigned prime, unsigned step)
{
    xap_postings *postings;
    struct xap_posting posting = {0};
    bool more;

    assert_int_equal(xap_postings_open(parts, span_of(t), &postings, &err), DATELINE_OK);
    for (unsigned from = 1; from <= N_DOCUMENTS / prime * prime; from = posting.id + step) {
        unsigned expected = (from + prime - 1) / prime * prime;

        assert_int_equal(xap_postings_next(postings, step ? from : 0, &posting, &more, &err), 0);
        assert_true(more);
        assert_int_equal(posting.id, expected);
        if (*t)
            assert_int_equal(posting.wdf, wdf_of(expected));
        posting.id += !step;
    }
    for (int again = 0; again < 2; again++) {
        assert_int_equal(xap_postings_next(postings, N_DOCUMENTS + 1, &posting, &more, &err), 0);
        assert_false(more);
        assert_int_equal(xap_postings_next(postings, 0, &posting, &more, &err), DATELINE_OK);
        assert_false(more);
    }
    xap_postings_close(postings);
}

static void postings_are_walked_and_leapt(void **state)
{
    (void)state;
    for (unsigned step = 0; step < 20; step++) {
        assert_postings("t7", 7, step);
        assert_postings("t2", 2, step);
        assert_postings("", 1, step);
    }
}

/* ---- Writing ------------------------------------------------------------ */

static void only_what_is_committed_stays(void **state)
{
    const char *path = in_folder("committed");
    xap_document *d = xap_document_new();
    struct xap_stats stats;
    xap_writer *w;
    xap_docid id;
    xap_db *db;

    (void)state;
    write_part(path, 0, 1);
    fill(d, 7);
    assert_int_equal(xap_writer_open(path, &w, &err), DATELINE_OK);
    assert_int_equal(xap_writer_delete(w, 2, &err), DATELINE_OK);
    assert_int_equal(xap_writer_commit(w, &err), DATELINE_OK);
    assert_int_equal(xap_writer_add(w, d, &id, &err), DATELINE_OK);
    assert_int_equal(id, N_DOCUMENTS + 1);
    assert_int_equal(xap_writer_delete(w, 3, &err), DATELINE_OK);
    xap_writer_close(w);
    assert_int_equal(xap_open(path, &db, &err), DATELINE_OK);
    assert_int_equal(xap_stats(db, &stats, &err), DATELINE_OK);
    assert_int_equal(stats.documents, N_DOCUMENTS - 1);
    assert_int_equal(stats.last_docid, N_DOCUMENTS);
    xap_close(db);
    xap_document_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_numbered_through),
        cmocka_unit_test(statistics_are_of_all_parts),
        cmocka_unit_test(uuid_is_of_the_first_part),
        cmocka_unit_test(terms_are_listed_by_prefix),
        cmocka_unit_test(listed_terms_are_skipped),
        cmocka_unit_test(postings_are_walked_and_leapt),
        cmocka_unit_test(only_what_is_committed_stays),
    };

    return cmocka_run_group_tests(tests, make_collection, remove_collection);
}
