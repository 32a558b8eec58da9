/* A snapshot read from its lists, columns and texts says what libxapian says of the same index. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "indexer/index/index.h"
#include "snapshot/articles.h"
#include "snapshot/database.h"
#include "snapshot/info.h"
#include "snapshot/lists.h"
#include "snapshot/terms.h"
#include "snapshot/values.h"
#include "store/texts.h"
#include "tests/building.h"
#include "tests/bytes.h"
#include "tests/indexing.h"
#include "tests/without_columns.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { ARTICLES = 400, LATER = 60 };

static struct snapshot *lists, *xapian;
static struct archive_sample sample;
static char at[80], other[80];
static dateline_error err;

static void succeed(dateline_status status)
{
    if (status != DATELINE_OK)
        fail_msg("%s", err.text);
}

static void add_articles(size_t from, size_t to)
{
    struct index_options o = {
        .create = true, .threads = 1, .keep_ids = true, .xapian = XAPIAN_FULL};
    struct index *x;

    succeed(index_open(at, &o, &x, &err));
    for (size_t i = from; i < to; i++)
        indexing_add(x, &sample, i);
    indexing_commit(x);
    index_close(x);
}

/* Three segments with deletions, and a copy of which our own files are not read. */
static int open_both(void **state)
{
    const char *dir = scratch_make();
    struct buf command = {0};
    uint64_t seed = 11;

    (void)state;
    snprintf(at, sizeof at, "%s/index", dir);
    snprintf(other, sizeof other, "%s/other", dir);
    for (uint32_t i = 0; i < ARTICLES; i++)
        sample_draw(&sample, &seed, i);
    add_articles(0, ARTICLES - 2 * LATER);
    add_articles(ARTICLES - 2 * LATER, ARTICLES - LATER);
    add_articles(ARTICLES - LATER, ARTICLES);
    indexing_delete(at, sample_at(&sample, 7).id);
    indexing_delete(at, sample_at(&sample, ARTICLES - 3).id);
    buf_printf(&command, "cp -R %s %s", at, other);
    assert_int_equal(system(command.data), 0);
    buf_free(&command);
    without_columns(other);
    succeed(snapshot_open(at, &lists, &err));
    succeed(snapshot_open(other, &xapian, &err));
    assert_int_equal(snapshot_segments(lists), 3);
    return 0;
}

static int close_both(void **state)
{
    (void)state;
    snapshot_close(lists);
    snapshot_close(xapian);
    sample_free(&sample);
    scratch_remove();
    return 0;
}

static void test_no_table_is_opened(void **state)
{
    struct snapshot *same;

    (void)state;
    assert_null(snapshot_database(lists));
    assert_non_null(snapshot_database(xapian));
    succeed(snapshot_open_same(lists, &same, &err));
    assert_null(snapshot_database(same));
    succeed(snapshot_database_open(same, &err));
    assert_non_null(snapshot_database(same));
    snapshot_close(same);
}

/* ---- Numbers ------------------------------------------------------------------ */

static void test_statistics_are_the_same(void **state)
{
    struct snapshot_stats a, b;
    struct snapshot_info i, j;

    (void)state;
    succeed(snapshot_stats(lists, &a, &err));
    succeed(snapshot_stats(xapian, &b, &err));
    assert_int_equal(a.documents, b.documents);
    assert_int_equal(a.last, b.last);
    assert_true(a.average_length == b.average_length);
    succeed(snapshot_info(lists, &i, &err));
    succeed(snapshot_info(xapian, &j, &err));
    assert_int_equal(i.articles, j.articles);
    assert_int_equal(i.undated, j.undated);
    assert_true(i.undated > 0);
    assert_int_equal(i.deleted, j.deleted);
}

static void test_lengths_are_the_same(void **state)
{
    struct snapshot_stats stats;

    (void)state;
    succeed(snapshot_stats(lists, &stats, &err));
    for (snapshot_doc doc = 1; doc <= stats.last; doc++) {
        uint32_t a, b, number;
        size_t segment = snapshot_segment(lists, doc, &number);

        if (number > snapshot_manifest(lists)->segments[segment].articles)
            continue;
        succeed(snapshot_document_length(lists, doc, &a, &err));
        succeed(snapshot_document_length(xapian, doc, &b, &err));
        assert_int_equal(a, b);
    }
}

/* ---- Terms and postings --------------------------------------------------------- */

/* Reads the postings of TERM in both, each step by a random stride or to the next one. */
static void expect_same_postings(struct span term, bool strides)
{
    struct snapshot_postings *a, *b;
    snapshot_doc from = 0;
    bool more = true, its;

    succeed(snapshot_postings_open(lists, term, &a, &err));
    succeed(snapshot_postings_open(xapian, term, &b, &err));
    while (more) {
        struct snapshot_posting p = {0}, q = {0};

        succeed(snapshot_postings_next(a, from, &p, &more, &err));
        succeed(snapshot_postings_next(b, from, &q, &its, &err));
        assert_int_equal(more, its);
        assert_int_equal(p.doc, q.doc);
        assert_int_equal(p.wdf, q.wdf);
        from = strides && below(3) ? p.doc + below(9) : 0;
    }
    snapshot_postings_close(a);
    snapshot_postings_close(b);
}

static void expect_same_term(struct span term)
{
    struct snapshot_term_stats x = {0}, y = {0};
    uint64_t live, its;

    succeed(snapshot_term_stats(lists, term, &x, &err));
    succeed(snapshot_term_stats(xapian, term, &y, &err));
    assert_int_equal(x.documents, y.documents);
    assert_int_equal(x.occurrences, y.occurrences);
    succeed(snapshot_term_articles(lists, term, &live, &err));
    succeed(snapshot_term_articles(xapian, term, &its, &err));
    assert_int_equal(live, its);
    expect_same_postings(term, false);
    expect_same_postings(term, true);
}

/* Walks both; returns how many terms begin with PREFIX. */
static size_t expect_same_terms(const char *prefix)
{
    struct snapshot_terms *a, *b;
    struct snapshot_term t, u;
    size_t n = 0;
    bool more = true, its;

    succeed(snapshot_terms_open(lists, span_of(prefix), &a, &err));
    succeed(snapshot_terms_open(xapian, span_of(prefix), &b, &err));
    for (;; n++) {
        succeed(snapshot_terms_next(a, &t, &more, &err));
        succeed(snapshot_terms_next(b, &u, &its, &err));
        assert_int_equal(more, its);
        if (!more)
            break;
        assert_true(span_eq(t.term, u.term));
        assert_int_equal(t.documents, u.documents);
        if (!*prefix)
            expect_same_term(t.term);
    }
    snapshot_terms_close(a);
    snapshot_terms_close(b);
    return n;
}

static void test_terms_are_the_same(void **state)
{
    (void)state;
    assert_true(expect_same_terms("") > 100);
    assert_int_equal(expect_same_terms("Q"), ARTICLES);
    assert_true(expect_same_terms("Z") > 10);
    assert_int_equal(expect_same_terms("no such prefix"), 0);
    expect_same_term(span_of("nosuchterm"));
    expect_same_term((struct span){0}); /* every document */
}

/* The segment of a term of one document by LISTS' entries; -1 if the entries say otherwise. */
static int segment_of_term(struct span term)
{
    const struct list_term *entries;
    int segment = -1, documents = 0;

    succeed(snapshot_look_up(lists, term, &entries, &err));
    for (int i = 0; i < 3; i++)
        if (entries[i].documents) {
            segment = i;
            documents += (int)entries[i].documents;
        }
    return documents == 1 ? segment : -1;
}

/* More terms than a snapshot keeps: some lose their places to others and are found again. */
static void test_looked_up_terms_are_kept_apart(void **state)
{
    (void)state;
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < ARTICLES; i++) {
            int segment = (i >= ARTICLES - 2 * LATER) + (i >= ARTICLES - LATER);
            struct buf term = {0};

            schema_value(&term, FIELD_ID, sample_at(&sample, i).id);
            assert_int_equal(segment_of_term(buf_span(&term)), segment);
            assert_int_equal(segment_of_term(buf_span(&term)), segment);
            assert_int_equal(segment_of_term(span_of("nosuchterm")), -1);
            buf_free(&term);
        }
}

static void test_wdfs_are_the_same(void **state)
{
    static const char *const terms[] = {"Dnone", "Zthe", "the", "a"};

    (void)state;
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        for (snapshot_doc doc = 1; doc <= ARTICLES; doc++) {
            uint32_t a, b;

            succeed(snapshot_term_wdf(lists, span_of(terms[i]), doc, &a, &err));
            succeed(snapshot_term_wdf(xapian, span_of(terms[i]), doc, &b, &err));
            assert_int_equal(a, b);
        }
}

/* ---- Articles ------------------------------------------------------------------- */

static void expect_same_article(struct span id, snapshot_doc doc)
{
    struct buf records[3] = {{0}, {0}, {0}};
    struct article a, b, head;
    struct snapshot_row row;
    dateline_day day;

    succeed(snapshot_article(lists, doc, &records[0], &a, &err));
    succeed(snapshot_article(xapian, doc, &records[1], &b, &err));
    succeed(snapshot_head(lists, doc, &records[2], &head, &err));
    assert_true(span_eq(a.id, id) && span_eq(b.id, id) && span_eq(head.id, id));
    assert_true(span_eq(a.title, b.title) && span_eq(head.title, b.title));
    assert_true(span_eq(a.source, b.source) && span_eq(head.source, b.source));
    assert_true(span_eq(a.url, b.url) && span_eq(a.lang, b.lang) && a.day == b.day);
    assert_true(span_eq(a.body, b.body));
    assert_int_equal(head.body.len, 0);
    succeed(snapshot_row(lists, doc, &row, &err));
    assert_true(row.known && span_eq(row.id, id) && row.day == b.day);
    succeed(snapshot_day(xapian, doc, &day, &err));
    assert_int_equal(row.day, day);
    for (int i = 0; i < 3; i++)
        buf_free(&records[i]);
}

static void test_articles_are_the_same(void **state)
{
    size_t gone = 0;

    (void)state;
    for (size_t i = 0; i < ARTICLES; i++) {
        struct span id = sample_at(&sample, i).id;
        snapshot_doc a = 0, b = 0;
        dateline_status found = snapshot_find(lists, id, &a, &err);

        assert_int_equal(snapshot_find(xapian, id, &b, &err), found);
        assert_int_equal(a, b);
        gone += found == DATELINE_NOT_FOUND;
        if (found == DATELINE_OK)
            expect_same_article(id, a);
    }
    assert_int_equal(gone, 2);
}

static void test_a_record_is_what_was_added(void **state)
{
    struct article added = sample_at(&sample, 20);
    struct buf record = {0}, want = {0};
    snapshot_doc doc;

    (void)state;
    succeed(snapshot_find(lists, added.id, &doc, &err));
    succeed(snapshot_record(lists, doc, &record, &err));
    article_encode(&added, &want);
    assert_true(span_eq(buf_span(&record), buf_span(&want)));
    buf_free(&record);
    buf_free(&want);
}

static void test_days_are_the_same(void **state)
{
    const struct snapshot_days *a, *b;

    (void)state;
    succeed(snapshot_days(lists, &a, &err));
    succeed(snapshot_days(xapian, &b, &err));
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        assert_int_equal(a->parts[i].last, b->parts[i].last);
        for (uint32_t n = 0; n <= a->parts[i].last; n++)
            assert_int_equal(a->parts[i].day[n], b->parts[i].day[n]);
    }
}

/* The value of each document, deleted or not, is its article's; without lists there are none. */
static void check_values(enum schema_field field)
{
    const struct snapshot_values *v, *again;
    struct buf record = {0}, term = {0};

    succeed(snapshot_values(xapian, field, &v, &err));
    assert_null(v);
    succeed(snapshot_values(lists, field, &v, &err));
    succeed(snapshot_values(lists, field, &again, &err));
    assert_ptr_equal(v, again);
    assert_int_equal(v->n, snapshot_segments(lists));
    for (size_t i = 0; i < v->n; i++) {
        assert_int_equal(snapshot_value(v, i, v->parts[i].last + 1), 0);
        assert_int_equal(snapshot_value(v, i, UINT32_MAX), 0);
        for (uint32_t n = 1; n <= snapshot_manifest(lists)->segments[i].articles; n++) {
            uint32_t value = snapshot_value(v, i, n);
            struct article a;
            struct span want;

            succeed(snapshot_head(lists, snapshot_document(lists, i, n), &record, &a, &err));
            want = field == FIELD_SOURCE ? a.source : a.lang;
            assert_int_equal(value != 0, want.len != 0);
            assert_true(value <= v->len);
            if (value) {
                schema_value(&term, field, want);
                assert_true(span_eq(v->terms[value - 1], buf_span(&term)));
            }
        }
    }
    buf_free(&record);
    buf_free(&term);
}

static void test_values_are_the_articles(void **state)
{
    (void)state;
    check_values(FIELD_SOURCE);
    check_values(FIELD_LANG);
}

/* Overwrites the texts of segment I, but not their last page, which is read on opening. */
static void spoil_bodies(size_t i)
{
    struct manifest m;
    struct buf path = {0};
    FILE *f;

    succeed(manifest_read(at, &m, &err));
    buf_printf(&path, "%s/%s/%s", at, m.segments[i].name, texts_file_name(TEXTS_BODIES));
    assert_true(segment_component(&m.segments[i], texts_file_name(TEXTS_BODIES))->size >
                2 * PAGES_SIZE);
    f = fopen(path.data, "r+");
    for (int k = 0; k < PAGES_SIZE; k++)
        fputc('x', f);
    fclose(f);
    buf_free(&path);
    manifest_free(&m);
}

/* Later than the tests that read these texts: they are overwritten. A reader's own block is the
 * last one it read, so another reader has only the cache to read from. */
static void test_readers_share_read_texts(void **state)
{
    struct snapshot *s, *same;
    struct buf record = {0}, again = {0};
    struct article a;
    snapshot_doc doc;

    (void)state;
    succeed(snapshot_open(at, &s, &err));
    succeed(snapshot_open_same(s, &same, &err));
    doc = snapshot_document(s, 0, 1);
    succeed(snapshot_article(s, doc, &record, &a, &err));
    spoil_bodies(0);
    succeed(snapshot_article(same, doc, &again, &a, &err));
    assert_true(span_eq(buf_span(&record), buf_span(&again)));
    buf_free(&record);
    buf_free(&again);
    snapshot_close(same);
    snapshot_close(s);
}

/* Last: titles of articles are read whose texts cannot be read any more. */
static void test_heads_are_read_without_bodies(void **state)
{
    struct snapshot *s;
    struct buf record = {0};
    struct article a;
    snapshot_doc doc;

    (void)state;
    spoil_bodies(0);
    succeed(snapshot_open(at, &s, &err));
    doc = snapshot_document(s, 0, 1);
    succeed(snapshot_head(s, doc, &record, &a, &err));
    assert_true(a.id.len > 0);
    assert_int_equal(snapshot_article(s, doc, &record, &a, &err), DATELINE_CORRUPT);
    assert_non_null(strstr(err.text, texts_file_name(TEXTS_BODIES)));
    buf_free(&record);
    snapshot_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_table_is_opened),
        cmocka_unit_test(test_statistics_are_the_same),
        cmocka_unit_test(test_lengths_are_the_same),
        cmocka_unit_test(test_terms_are_the_same),
        cmocka_unit_test(test_looked_up_terms_are_kept_apart),
        cmocka_unit_test(test_wdfs_are_the_same),
        cmocka_unit_test(test_articles_are_the_same),
        cmocka_unit_test(test_a_record_is_what_was_added),
        cmocka_unit_test(test_days_are_the_same),
        cmocka_unit_test(test_values_are_the_articles),
        cmocka_unit_test(test_readers_share_read_texts),
        cmocka_unit_test(test_heads_are_read_without_bodies),
    };

    return cmocka_run_group_tests(tests, open_both, close_both);
}
