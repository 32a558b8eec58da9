/* Searching what another program made: terms by Omega's conventions, no manifest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "searcher/plan/plan_xapian.h"
#include "searcher/query/query.h"
#include "snapshot/articles.h"
#include "snapshot/snapshot.h"
#include "tests/building.h"
#include "tests/oracle/xap_writer.h"

#include <cmocka.h> /* last: its fail() is a macro */

static dateline_error err;

static void succeed(dateline_status status)
{
    if (status != DATELINE_OK)
        fail_msg("%s", err.text);
}

/* A document for each day of February 2025, whose date terms count as words do. */
static void make_database(const char *path)
{
    xap_document *d = xap_document_new();
    xap_writer *w;
    xap_docid id;
    char day[24];

    succeed(xap_writer_create(path, &w, &err));
    for (int i = 1; i <= 28; i++) {
        xap_document_clear(d);
        snprintf(day, sizeof day, "D202502%02d", i);
        succeed(xap_document_posting(d, span_of(day), 0, (uint32_t)i, &err));
        succeed(xap_document_posting(d, span_of("M202502"), 0, 1, &err));
        succeed(xap_document_posting(d, span_of("Y2025"), 0, 1, &err));
        succeed(xap_writer_add(w, d, &id, &err));
    }
    succeed(xap_writer_commit(w, &err));
    xap_writer_close(w);
    xap_document_free(d);
}

/* Dates select and never score, whatever their terms would count. */
static void dates_score_nothing(void **state)
{
    struct xap_match_options o = {.order = XAP_BY_SCORE_NUMBER,
                                  .bm25 = {.k1 = 1.5, .b = 0.5},
                                  .most = 28,
                                  .check_at_least = 28};
    const struct question q = {.text = {"*", 1}, .days = {20250203, 20250220}};
    struct query tree = {0};
    struct xap_matches m;
    struct snapshot *s;
    struct planner p;
    struct plan plan;
    xap_query *query;
    char path[256];

    (void)state;
    snprintf(path, sizeof path, "%s/foreign", scratch_make());
    make_database(path);
    succeed(snapshot_open(path, &s, &err));
    succeed(planner_open(s, &p, &err));
    succeed(query_parse(&q, &tree, &err));
    succeed(plan_query(&p, tree.root, &q, &plan, &err));
    succeed(plan_to_xapian(s, plan.root, &o.limits, &query, &err));
    succeed(xap_match(snapshot_database(s), query, &o, &m, &err));
    assert_int_equal(m.len, 18);
    for (size_t i = 0; i < m.len; i++) {
        assert_int_equal(m.hits[i].id, i + 3);
        assert_true(m.hits[i].score == 0);
    }
    xap_matches_free(&m);
    xap_query_free(query);
    plan_free(&plan);
    query_free(&tree);
    planner_close(&p);
    snapshot_close(s);
    scratch_remove();
}

/* Documents with terms of dates and no date slot, as Omega's programs make them, and the date that
 * each has. */
static const struct {
    const char *terms[3];
    dateline_day day;
} dated[] = {
    {{"D20250331", "M202503", "Y2025"}, 20250331},
    {{"M202503", "Y2025"}, 20250300},
    {{"Y2025"}, 20250000},
    {{"D20250230"}, 0}, /* no such day */
    {{"M202513", "Y2025"}, 20250000},
    {{"D2025033"}, 0}, /* too short */
    {{"M20250331", "Y2024"}, 20240000},
    {{"D2025033x", "M2025x3"}, 0},
    {{"D/0250331"}, 0},
    {{"Dnone"}, 0},
    {{"Zferri"}, 0},
};

enum { N_DATED = sizeof dated / sizeof *dated };

static void terms_of_dates_date_documents(void **state)
{
    const struct snapshot_days *days;
    xap_document *d = xap_document_new();
    struct snapshot *s;
    xap_writer *w;
    xap_docid id;
    char path[256];

    (void)state;
    snprintf(path, sizeof path, "%s/dated", scratch_make());
    succeed(xap_writer_create(path, &w, &err));
    for (size_t i = 0; i < N_DATED; i++) {
        xap_document_clear(d);
        for (size_t k = 0; k < 3 && dated[i].terms[k]; k++)
            succeed(xap_document_posting(d, span_of(dated[i].terms[k]), 0, 1, &err));
        succeed(xap_writer_add(w, d, &id, &err));
    }
    succeed(xap_writer_commit(w, &err));
    xap_writer_close(w);
    xap_document_free(d);
    succeed(snapshot_open(path, &s, &err));
    succeed(snapshot_days(s, &days, &err));
    assert_int_equal(days->parts[0].last, N_DATED);
    for (size_t i = 0; i < N_DATED; i++)
        if (days->parts[0].day[i + 1] != dated[i].day)
            fail_msg("a document with the term %s has the date %d, not %d", dated[i].terms[0],
                     days->parts[0].day[i + 1], dated[i].day);
    snapshot_close(s);
    scratch_remove();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_score_nothing),
        cmocka_unit_test(terms_of_dates_date_documents),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
