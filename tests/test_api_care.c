/* libdateline from outside: what it makes of arguments that are missing or senseless. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "api_index.h"

#define assert_refused(call)                           \
    do {                                               \
        strcpy(err.text, "");                          \
        assert_int_equal((call), DATELINE_BAD_OPTION); \
        assert_string_not_equal(err.text, "");         \
    } while (0)

static void version_and_statuses_have_names(void **state)
{
    char version[32];

    (void)state;
    snprintf(version, sizeof version, "%d.%d.%d", DATELINE_VERSION_MAJOR, DATELINE_VERSION_MINOR,
             DATELINE_VERSION_PATCH);
    assert_string_equal(dateline_version(), version);
    assert_true(DATELINE_VERSION_AT_LEAST(0, 1));
    assert_false(DATELINE_VERSION_AT_LEAST(DATELINE_VERSION_MAJOR, DATELINE_VERSION_MINOR + 1));
    assert_false(DATELINE_VERSION_AT_LEAST(DATELINE_VERSION_MAJOR + 1, 0));
    for (int status = DATELINE_OK; status <= DATELINE_OUTDATED; status++)
        assert_string_not_equal(dateline_status_text((dateline_status)status), "unknown status");
    assert_string_equal(dateline_status_text(DATELINE_NO_INDEX), "no index");
    assert_string_equal(dateline_status_text((dateline_status)(DATELINE_OUTDATED + 1)),
                        "unknown status");
    assert_string_equal(dateline_status_text((dateline_status)-1), "unknown status");
}

static void a_call_without_its_handle_is_refused(void **state)
{
    const dateline_query q = DATELINE_QUERY_INIT, *const queries[] = {&q};
    const dateline_article a = DATELINE_ARTICLE_INIT;
    const dateline_hit *hit;
    dateline_writer *w;
    dateline_reader *r;
    dateline_results *results;
    dateline_cursor *cursor;
    dateline_timeline *timeline;
    dateline_facets *facets;
    dateline_article *fetched;
    dateline_info *info;
    uint64_t n;
    char *json;
    bool current;

    (void)state;
    assert_refused(dateline_writer_open(NULL, NULL, &w, &err));
    assert_refused(dateline_writer_add(NULL, &a, &err));
    assert_refused(dateline_writer_delete(NULL, "a", &err));
    assert_refused(dateline_writer_delete_matching(NULL, &q, NULL, &err));
    assert_refused(dateline_writer_commit(NULL, NULL, &err));
    assert_refused(dateline_writer_rollback(NULL, &err));
    assert_refused(dateline_reader_open(NULL, &r, &err));
    assert_refused(dateline_reader_clone(NULL, &r, &err));
    assert_refused(dateline_reader_is_current(NULL, &current, &err));
    assert_refused(dateline_reader_reopen(NULL, &err));
    assert_refused(dateline_search(NULL, &q, &results, &err));
    assert_refused(dateline_cursor_open(NULL, &q, &cursor, &err));
    assert_refused(dateline_cursor_next(NULL, &hit, &err));
    assert_refused(dateline_count(NULL, &q, &n, &err));
    assert_refused(dateline_fetch(NULL, "a", &fetched, &err));
    assert_refused(dateline_timeline_count(NULL, queries, 1, DATELINE_PERIOD_DAY, &timeline, &err));
    assert_refused(dateline_facets_count(NULL, &q, DATELINE_FACET_YEAR, &facets, &err));
    assert_refused(dateline_explain(NULL, &q, &json, &err));
    assert_refused(dateline_why(NULL, &q, "a", &json, &err));
    assert_refused(dateline_compact(NULL, NULL, &err));
    assert_refused(dateline_check(NULL, NULL, NULL, &n, &err));
    assert_refused(dateline_info_read(NULL, &info, &err));
    assert_int_equal(dateline_reader_open(NULL, NULL, NULL), DATELINE_BAD_OPTION);
}

static void a_call_without_another_argument_is_refused(void **state)
{
    const dateline_query q = DATELINE_QUERY_INIT, *const queries[] = {&q, NULL};
    dateline_timeline *timeline;
    dateline_results *results;
    dateline_writer *w;
    dateline_reader *r;
    char *json;

    (void)state;
    make_four();
    r = reader_open();
    w = writer_open();
    assert_refused(dateline_reader_open(path, NULL, &err));
    assert_refused(dateline_writer_open(path, NULL, NULL, &err));
    assert_refused(dateline_writer_add(w, NULL, &err));
    assert_refused(dateline_writer_delete(w, NULL, &err));
    assert_refused(dateline_writer_delete_matching(w, NULL, NULL, &err));
    assert_refused(dateline_reader_clone(r, NULL, &err));
    assert_refused(dateline_reader_is_current(r, NULL, &err));
    assert_refused(dateline_search(r, NULL, &results, &err));
    assert_refused(dateline_search(r, &q, NULL, &err));
    assert_refused(dateline_count(r, &q, NULL, &err));
    assert_refused(dateline_fetch(r, NULL, NULL, &err));
    assert_refused(dateline_timeline_count(r, queries, 0, DATELINE_PERIOD_DAY, &timeline, &err));
    assert_refused(dateline_timeline_count(r, queries, 2, DATELINE_PERIOD_DAY, &timeline, &err));
    assert_refused(dateline_why(r, &q, NULL, &json, &err));
    assert_refused(dateline_check(path, NULL, NULL, NULL, &err));
    dateline_writer_close(w);
    dateline_reader_close(r);
}

static void getters_of_nothing_give_nothing(void **state)
{
    (void)state;
    assert_int_equal(dateline_reader_articles(NULL), 0);
    dateline_reader_interrupt(NULL);
    assert_int_equal(dateline_results_size(NULL), 0);
    assert_null(dateline_results_hit(NULL, 0));
    assert_int_equal(dateline_results_matches(NULL), 0);
    assert_null(dateline_results_warning(NULL, 0));
    assert_int_equal(dateline_cursor_matches(NULL), 0);
    assert_null(dateline_cursor_warning(NULL, 0));
    assert_int_equal(dateline_timeline_size(NULL), 0);
    assert_null(dateline_timeline_at(NULL, 0));
    assert_int_equal(dateline_timeline_matches(NULL, 0, 0), 0);
    assert_int_equal(dateline_timeline_undated(NULL, 0), 0);
    assert_int_equal(dateline_timeline_undated_articles(NULL), 0);
    assert_int_equal(dateline_timeline_total(NULL, 0), 0);
    assert_null(dateline_timeline_warning(NULL, 0));
    assert_int_equal(dateline_facets_size(NULL), 0);
    assert_null(dateline_facets_value(NULL, 0));
    assert_int_equal(dateline_facets_total(NULL), 0);
    assert_null(dateline_facets_warning(NULL, 0));
    assert_null(dateline_info_segment(NULL, 0));
    assert_null(dateline_info_component(NULL, 0));
    assert_int_equal(dateline_parse_day(NULL), 0);
}

/* A struct of this version and fields of a later one. */
struct later_query {
    dateline_query now;
    uint64_t more[2];
};

static void a_struct_must_tell_its_size(void **state)
{
    struct later_query later = {.now = {.size = sizeof later, .text = "harbour"}};
    dateline_query q = {.text = "harbour"}, early = {.size = offsetof(dateline_query, since)};
    dateline_commit done = {.size = 0};
    dateline_writer_options options = {.threads = 1};
    dateline_article a = article("e", 0, "Title", "Body");
    dateline_writer *w = NULL;
    dateline_reader *r;
    uint64_t n = 0;

    (void)state;
    make_four();
    r = reader_open();
    assert_refused(dateline_count(r, &q, &n, &err));
    q.size = sizeof q;
    expect(DATELINE_OK, dateline_count(r, &q, &n, &err));
    assert_int_equal(n, 4);
    /* A later program, whose new fields are as they should be for this library, or not. */
    expect(DATELINE_OK, dateline_count(r, &later.now, &n, &err));
    later.more[1] = 1;
    assert_refused(dateline_count(r, &later.now, &n, &err));
    /* An earlier program: what comes after is not looked at. */
    early.text = "reopened";
    early.since = 20990101;
    early.timeout = -1;
    expect(DATELINE_OK, dateline_count(r, &early, &n, &err));
    assert_int_equal(n, 1);
    dateline_reader_close(r);

    assert_refused(dateline_writer_open(path, &options, &w, &err));
    assert_null(w);
    w = writer_open();
    a.size = 0;
    assert_refused(dateline_writer_add(w, &a, &err));
    add(w, "e", 0, "Title", "Body");
    assert_refused(dateline_writer_commit(w, &done, &err));
    done = (dateline_commit){offsetof(dateline_commit, unchanged), 9, 9, 9, 9};
    expect(DATELINE_OK, dateline_writer_commit(w, &done, &err));
    assert_int_equal(done.added, 1);
    assert_int_equal(done.replaced, 0);
    assert_int_equal(done.unchanged, 9); /* this program does not know it */
    dateline_writer_close(w);
}

static void senseless_values_are_refused(void **state)
{
    dateline_writer_options options = DATELINE_WRITER_OPTIONS_INIT;
    dateline_query q = DATELINE_QUERY_INIT;
    const dateline_query *const queries[] = {&q};
    dateline_timeline *timeline;
    dateline_facets *facets;
    dateline_writer *w;
    dateline_reader *r;
    uint64_t n;

    (void)state;
    options.memory = 1;
    assert_refused(dateline_writer_open(path, &options, &w, &err));
    options.memory = (16 << 20) - 1;
    assert_refused(dateline_writer_open(path, &options, &w, &err));
    options.memory = 16 << 20;
    options.wait_lock = -1;
    assert_refused(dateline_writer_open(path, &options, &w, &err));
    options.wait_lock = NAN;
    assert_refused(dateline_writer_open(path, &options, &w, &err));
    options.wait_lock = 0;
    expect(DATELINE_OK, dateline_writer_open(path, &options, &w, &err));
    add_four(w);
    commit(w);
    dateline_writer_close(w);
    r = reader_open();
    q.timeout = -0.5;
    assert_refused(dateline_count(r, &q, &n, &err));
    q.timeout = NAN;
    assert_refused(dateline_count(r, &q, &n, &err));
    q.timeout = 0;
    q.sort = (dateline_sort)3;
    assert_refused(dateline_count(r, &q, &n, &err));
    q.sort = DATELINE_BY_RELEVANCE;
    q.want = 4;
    assert_refused(dateline_count(r, &q, &n, &err));
    q.want = 0;
    expect(DATELINE_OK, dateline_count(r, &q, &n, &err));
    assert_refused(dateline_timeline_count(r, queries, 1, (dateline_period)0, &timeline, &err));
    assert_refused(dateline_timeline_count(r, queries, 1, (dateline_period)6, &timeline, &err));
    assert_refused(dateline_facets_count(r, &q, (dateline_facet)0, &facets, &err));
    assert_refused(dateline_facets_count(r, &q, (dateline_facet)5, &facets, &err));
    dateline_reader_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(version_and_statuses_have_names),
        cmocka_unit_test(a_call_without_its_handle_is_refused),
        cmocka_unit_test(getters_of_nothing_give_nothing),
        in_home(a_call_without_another_argument_is_refused),
        in_home(a_struct_must_tell_its_size),
        in_home(senseless_values_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
