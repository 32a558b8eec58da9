/* libdateline from outside: what a reader gives besides held hits, and how it moves. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "api_index.h"

/* Adds N articles that match "many", dated from 2020 on, of two sources. */
static void make_many(int n)
{
    dateline_writer *w = writer_open();

    for (int i = 0; i < n; i++) {
        char id[16];
        dateline_article a;

        snprintf(id, sizeof id, "%04d", i);
        a = article(id, 20200101 + i % 28, "Number", "One of many.");
        a.source = i % 3 ? "Courier" : "Herald";
        expect(DATELINE_OK, dateline_writer_add(w, &a, &err));
    }
    commit(w);
    dateline_writer_close(w);
}

/* ---- Hits ----------------------------------------------------------------- */

static void hits_come_in_the_order_asked_for(void **state)
{
    (void)state;
    make_four();
    assert_found("b a c d ", .text = "harbour", .sort = DATELINE_NEWEST_FIRST);
    assert_found("c a b d ", .text = "harbour", .sort = DATELINE_OLDEST_FIRST);
    assert_found("a b ", .text = "harbour", .sort = DATELINE_OLDEST_FIRST, .offset = 1, .limit = 2);
}

static void a_cursor_gives_the_hits_of_a_search_one_by_one(void **state)
{
    dateline_query q = {.size = sizeof q, .text = "many shoes:", .total = true};
    dateline_reader *r;
    dateline_cursor *c = NULL;
    dateline_results *results;
    const dateline_hit *hit;
    size_t n = 0;

    (void)state;
    make_many(300);
    r = reader_open();
    q.text = "many shoes:many";
    q.any = true;
    expect(DATELINE_OK, dateline_search(r, &q, &results, &err));
    assert_int_equal(dateline_results_size(results), 300);
    assert_null(dateline_results_hit(results, 300));
    assert_null(dateline_results_hit(results, (size_t)-1));
    expect(DATELINE_OK, dateline_cursor_open(r, &q, &c, &err));
    assert_int_equal(dateline_cursor_matches(c), 300);
    assert_string_equal(dateline_cursor_warning(c, 0), dateline_results_warning(results, 0));
    assert_null(dateline_cursor_warning(c, 1));
    for (;; n++) {
        expect(DATELINE_OK, dateline_cursor_next(c, &hit, &err));
        if (!hit)
            break;
        assert_string_equal(hit->id, dateline_results_hit(results, n)->id);
        assert_int_equal(hit->rank, n + 1);
    }
    assert_int_equal(n, 300);
    expect(DATELINE_OK, dateline_cursor_next(c, &hit, &err));
    assert_null(hit);
    expect(DATELINE_BAD_OPTION, dateline_reader_reopen(r, &err));
    dateline_cursor_close(c);
    expect(DATELINE_OK, dateline_reader_reopen(r, &err));
    dateline_results_free(results);
    dateline_reader_close(r);
}

static void only_what_is_wanted_of_a_hit_is_given(void **state)
{
    dateline_article a = article("a", 20250331, "Title", "The harbour is open.");
    dateline_query q = {.size = sizeof q, .text = "harbour"};
    dateline_results *results;
    const dateline_hit *hit;
    dateline_writer *w = writer_open();
    dateline_reader *r;

    (void)state;
    a.source = "The Courier";
    a.url = "https://courier.example/1";
    a.lang = "en";
    expect(DATELINE_OK, dateline_writer_add(w, &a, &err));
    commit(w);
    dateline_writer_close(w);
    r = reader_open();
    for (q.want = 0; q.want < 4; q.want++) {
        bool article = q.want & DATELINE_WANT_ARTICLE;

        expect(DATELINE_OK, dateline_search(r, &q, &results, &err));
        hit = dateline_results_hit(results, 0);
        assert_string_equal(hit->id, "a");
        assert_int_equal(hit->day, 20250331);
        assert_string_equal(hit->title, article ? "Title" : "");
        assert_string_equal(hit->source, article ? "The Courier" : "");
        assert_string_equal(hit->url, article ? "https://courier.example/1" : "");
        assert_string_equal(hit->lang, article ? "en" : "");
        if (article) {
            assert_string_equal(hit->date_source, "field");
            assert_string_equal(hit->date_confidence, "sure");
        } else
            assert_null(hit->date_source);
        assert_int_equal(*hit->snippet != '\0', (q.want & DATELINE_WANT_SNIPPET) != 0);
        dateline_results_free(results);
    }
    dateline_reader_close(r);
}

static void articles_like_one_are_found_by_any_form_of_its_id(void **state)
{
    dateline_writer *w;

    (void)state;
    make_four();
    w = writer_open();
    add(w, "new\nline", 20250401, "Harbour storm", "Harbour and storm, Port Ellery reopened.");
    commit(w);
    dateline_writer_close(w);
    assert_string_equal(
        found((dateline_query){.size = sizeof(dateline_query), .like = "new\nline"}),
        found((dateline_query){.size = sizeof(dateline_query), .like = "new%0Aline"}));
    assert_found("a ", .like = "new\nline", .text = "reopened");
}

/* ---- Counts --------------------------------------------------------------- */

static void a_timeline_has_a_column_for_each_query(void **state)
{
    const dateline_query harbour = {.size = sizeof harbour, .text = "harbour"},
                         ferries = {.size = sizeof ferries,
                                    .text = "ferries shoes:ferries",
                                    .any = true},
                         *const both[] = {&harbour, &ferries};
    const dateline_timeline_row *row;
    dateline_timeline *t = NULL;
    dateline_reader *r;

    (void)state;
    make_four();
    r = reader_open();
    expect(DATELINE_OK, dateline_timeline_count(r, both, 2, DATELINE_PERIOD_MONTH, &t, &err));
    assert_int_equal(dateline_timeline_size(t), 2);
    row = dateline_timeline_at(t, 0);
    assert_string_equal(row->label, "2025-03");
    assert_int_equal(row->first, 20250301);
    assert_int_equal(row->last, 20250331);
    assert_int_equal(row->articles, 2);
    assert_null(dateline_timeline_at(t, 2));
    assert_int_equal(dateline_timeline_matches(t, 0, 0), 2);
    assert_int_equal(dateline_timeline_matches(t, 1, 0), 1);
    assert_int_equal(dateline_timeline_matches(t, 0, 1), 0);
    assert_int_equal(dateline_timeline_matches(t, 1, 1), 1);
    assert_int_equal(dateline_timeline_matches(t, 2, 0), 0);
    assert_int_equal(dateline_timeline_matches(t, 0, 2), 0);
    assert_int_equal(dateline_timeline_undated(t, 0), 1);
    assert_int_equal(dateline_timeline_undated(t, 1), 0);
    assert_int_equal(dateline_timeline_undated_articles(t), 1);
    assert_int_equal(dateline_timeline_total(t, 0), 4);
    assert_int_equal(dateline_timeline_total(t, 1), 1);
    assert_non_null(strstr(dateline_timeline_warning(t, 0), "shoes:"));
    assert_null(dateline_timeline_warning(t, 1));
    dateline_timeline_free(t);
    dateline_reader_close(r);
}

static void rows_reach_over_the_range_asked_for_in_every_period(void **state)
{
    static const struct {
        dateline_period period;
        size_t rows;
        const char *label;
        dateline_day first, last;
    } all[] = {
        {DATELINE_PERIOD_DAY, 366, "2024-01-01", 20240101, 20240101},
        {DATELINE_PERIOD_WEEK, 53, "2024-W01", 20240101, 20240107},
        {DATELINE_PERIOD_MONTH, 12, "2024-01", 20240101, 20240131},
        {DATELINE_PERIOD_QUARTER, 4, "2024-Q1", 20240101, 20240331},
        {DATELINE_PERIOD_YEAR, 1, "2024", 20240101, 20241231},
    };
    const dateline_query q = {.size = sizeof q, .since = 20240000, .until = 20240000},
                         *const one[] = {&q};
    dateline_timeline *t;
    dateline_reader *r;

    (void)state;
    make_four();
    r = reader_open();
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        dateline_day day = 0;

        expect(DATELINE_OK, dateline_timeline_count(r, one, 1, all[i].period, &t, &err));
        assert_int_equal(dateline_timeline_size(t), all[i].rows);
        assert_string_equal(dateline_timeline_at(t, 0)->label, all[i].label);
        assert_int_equal(dateline_timeline_at(t, 0)->first, all[i].first);
        assert_int_equal(dateline_timeline_at(t, 0)->last, all[i].last);
        for (size_t at = 0; at < all[i].rows; at++) {
            assert_true(dateline_timeline_at(t, at)->first > day);
            day = dateline_timeline_at(t, at)->last;
        }
        assert_true(day >= 20241231);
        dateline_timeline_free(t);
    }
    dateline_reader_close(r);
}

static void facets_count_values_and_what_has_none(void **state)
{
    const dateline_query q = {.size = sizeof q, .text = "harbour OR many"};
    dateline_facets *f = NULL;
    dateline_reader *r;

    (void)state;
    make_many(9);
    make_many(9);
    r = reader_open();
    expect(DATELINE_OK, dateline_facets_count(r, &q, DATELINE_FACET_SOURCE, &f, &err));
    assert_int_equal(dateline_facets_size(f), 2);
    assert_int_equal(dateline_facets_total(f), 9);
    assert_string_equal(dateline_facets_value(f, 0)->value, "Courier");
    assert_int_equal(dateline_facets_value(f, 0)->matches, 6);
    assert_string_equal(dateline_facets_value(f, 1)->value, "Herald");
    assert_null(dateline_facets_value(f, 2));
    dateline_facets_free(f);
    expect(DATELINE_OK, dateline_facets_count(r, &q, DATELINE_FACET_LANG, &f, &err));
    assert_int_equal(dateline_facets_size(f), 1);
    assert_null(dateline_facets_value(f, 0)->value);
    dateline_facets_free(f);
    expect(DATELINE_OK, dateline_facets_count(r, &q, DATELINE_FACET_MONTH, &f, &err));
    assert_string_equal(dateline_facets_value(f, 0)->value, "2020-01");
    dateline_facets_free(f);
    dateline_reader_close(r);
}

static void explanations_are_the_programs_json(void **state)
{
    const dateline_query q = {.size = sizeof q, .text = "harbour -zeppelin"};
    char *json = NULL, *gone = NULL;
    dateline_reader *r;

    (void)state;
    make_four();
    r = reader_open();
    expect(DATELINE_OK, dateline_explain(r, &q, &json, &err));
    assert_memory_equal(json, "{\"query\":\"", 10);
    assert_non_null(strstr(json, "\"matches\":4,\"articles\":4"));
    assert_int_equal(json[strlen(json) - 1], '}');
    dateline_free(json);
    expect(DATELINE_OK, dateline_why(r, &q, "a", &json, &err));
    assert_memory_equal(json, "{\"id\":\"a\",\"title\":\"Harbour open\"", 32);
    assert_non_null(strstr(json, "\"matches\":true,\"score\":"));
    dateline_free(json);
    expect(DATELINE_NOT_FOUND, dateline_why(r, &q, "nobody", &gone, &err));
    assert_null(gone);
    dateline_reader_close(r);
}

/* ---- Commits and threads -------------------------------------------------- */

static void a_reader_tells_of_newer_commits_and_moves_to_them(void **state)
{
    dateline_writer *w;
    dateline_reader *r;
    bool current = false;

    (void)state;
    make_four();
    r = reader_open();
    expect(DATELINE_OK, dateline_reader_is_current(r, &current, &err));
    assert_true(current);
    w = writer_open();
    add(w, "e", 0, "Fifth", "The fifth harbour.");
    commit(w);
    expect(DATELINE_OK, dateline_reader_is_current(r, &current, &err));
    assert_false(current);
    assert_int_equal(dateline_reader_articles(r), 4);
    expect(DATELINE_OK, dateline_reader_reopen(r, &err));
    assert_int_equal(dateline_reader_articles(r), 5);
    expect(DATELINE_OK, dateline_reader_is_current(r, &current, &err));
    assert_true(current);
    expect(DATELINE_OK, dateline_writer_delete(w, "e", &err)); /* leaves the segments as they are */
    commit(w);
    expect(DATELINE_OK, dateline_reader_is_current(r, &current, &err));
    assert_false(current);
    dateline_writer_close(w);
    dateline_reader_close(r);
}

static void a_reader_that_cannot_reopen_stays_where_it_was(void **state)
{
    const dateline_query q = {.size = sizeof q, .text = "harbour"};
    dateline_reader *r;
    uint64_t n = 0;
    char moved[96];

    (void)state;
    make_four();
    r = reader_open();
    snprintf(moved, sizeof moved, "%s-moved", path);
    assert_int_equal(rename(path, moved), 0);
    expect(DATELINE_NO_INDEX, dateline_reader_reopen(r, &err));
    assert_int_equal(dateline_reader_articles(r), 4);
    expect(DATELINE_OK, dateline_count(r, &q, &n, &err));
    assert_int_equal(n, 4);
    dateline_reader_close(r);
}

static void *count_with_a_clone(void *ctx)
{
    const dateline_query q = {.size = sizeof q, .text = "many", .timeout = 60};
    dateline_reader *r = ctx;
    uint64_t n = 0;

    for (int i = 0; i < 20; i++)
        if (dateline_count(r, &q, &n, NULL) != DATELINE_OK || n != 300)
            return ctx;
    return NULL;
}

static void clones_see_the_same_commit_in_threads_of_their_own(void **state)
{
    enum { CLONES = 4 };
    dateline_reader *r, *clones[CLONES];
    pthread_t threads[CLONES];

    (void)state;
    make_many(300);
    r = reader_open();
    make_four();
    for (int i = 0; i < CLONES; i++) {
        expect(DATELINE_OK, dateline_reader_clone(r, &clones[i], &err));
        assert_int_equal(dateline_reader_articles(clones[i]), 300);
        assert_int_equal(pthread_create(&threads[i], NULL, count_with_a_clone, clones[i]), 0);
    }
    dateline_reader_close(r);
    for (int i = 0; i < CLONES; i++) {
        void *failed;

        pthread_join(threads[i], &failed);
        assert_null(failed);
        dateline_reader_close(clones[i]);
    }
}

static atomic_bool enough;

static void *interrupt_on_and_on(void *ctx)
{
    while (!atomic_load(&enough))
        dateline_reader_interrupt(ctx);
    return NULL;
}

static void another_thread_ends_a_call_and_none_after_it(void **state)
{
    const dateline_query q = {.size = sizeof q, .text = "many", .want = DATELINE_WANT_SNIPPET};
    dateline_results *results = NULL;
    dateline_status status = DATELINE_OK;
    dateline_reader *r, *clone;
    pthread_t thread;
    uint64_t n;

    (void)state;
    make_many(300);
    r = reader_open();
    expect(DATELINE_OK, dateline_reader_clone(r, &clone, &err));
    atomic_store(&enough, false);
    assert_int_equal(pthread_create(&thread, NULL, interrupt_on_and_on, r), 0);
    for (int i = 0; i < 10000 && status == DATELINE_OK; i++) {
        status = dateline_search(r, &q, &results, &err);
        if (status == DATELINE_OK)
            dateline_results_free(results);
        expect(DATELINE_OK, dateline_count(clone, &q, &n, &err));
    }
    assert_int_equal(status, DATELINE_INTERRUPTED);
    assert_non_null(strstr(err.text, "interrupted"));
    atomic_store(&enough, true);
    pthread_join(thread, NULL);
    dateline_reader_interrupt(r); /* without a call in progress */
    expect(DATELINE_OK, dateline_count(r, &q, &n, &err));
    assert_int_equal(n, 300);
    dateline_reader_close(clone);
    dateline_reader_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_home(hits_come_in_the_order_asked_for),
        in_home(a_cursor_gives_the_hits_of_a_search_one_by_one),
        in_home(only_what_is_wanted_of_a_hit_is_given),
        in_home(articles_like_one_are_found_by_any_form_of_its_id),
        in_home(a_timeline_has_a_column_for_each_query),
        in_home(rows_reach_over_the_range_asked_for_in_every_period),
        in_home(facets_count_values_and_what_has_none),
        in_home(explanations_are_the_programs_json),
        in_home(a_reader_tells_of_newer_commits_and_moves_to_them),
        in_home(a_reader_that_cannot_reopen_stays_where_it_was),
        in_home(clones_see_the_same_commit_in_threads_of_their_own),
        in_home(another_thread_ends_a_call_and_none_after_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
