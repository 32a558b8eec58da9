/* libdateline from outside: searching and reading. */
#include <stdio.h>
#include <string.h>

#include "api_index.h"

static void queries(void **state)
{
    (void)state;
    make_four();
    assert_found("a d b c ", .text = "harbour"); /* in a title first, then in short texts */
    assert_found("b a c d ", .text = NULL);
    assert_found("b a c d ", .text = "*");
    assert_found("a c ", .text = "harbour storm -zeppelin");
    assert_found("b ", .text = "ferry bowline OR saltmarsh");
    assert_found("b d ", .text = "ferry bowline", .any = true);
    assert_found("b d ", .text = "ferry bowline saltmarsh", .any = true, .min_match = 1);
    assert_found("b ", .text = "ferry bowline saltmarsh", .any = true, .min_match = 2);
    assert_found("b ", .text = "ferry bowline saltmarsh", .any = true, .min_match = 50,
                 .min_percent = true);
    assert_found("", .text = "harbour OR storm", .literal = true);
    assert_found("a ", .text = "name:\"Port Elleri\"");
    assert_found("", .text = "name:\"Port Elleri\"", .exact_names = true);
    assert_found("b ", .text = "*", .limit = 1);
    assert_found("c d ", .text = "*", .offset = 2);
    assert_found("", .text = "*", .offset = 9);
}

static void a_query_is_widened_on_request(void **state)
{
    dateline_query q = {.size = sizeof q, .text = "storm ellery -ferry", .total = true};
    dateline_results *results = NULL;
    dateline_cursor *c = NULL;
    dateline_reader *r;

    (void)state;
    make_four();
    assert_found("a ", .text = "storm ellery");
    assert_found("a c ", .text = "storm ellery", .widen = true);
    assert_found("c ", .text = "storm ellery", .widen = true, .offset = 1);
    assert_found("a ", .text = "storm ellery", .widen = true, .limit = 1);
    assert_found("a ", .text = "storm ellery", .widen = true, .since = 20250302);
    r = reader_open();
    expect(DATELINE_OK, dateline_search(r, &q, &results, &err));
    assert_int_equal(dateline_results_widened_from(results), 0);
    dateline_results_free(results);
    q.widen = true;
    expect(DATELINE_OK, dateline_search(r, &q, &results, &err));
    assert_int_equal(dateline_results_matches(results), 1);
    assert_int_equal(dateline_results_widened_from(results), 2);
    dateline_results_free(results);
    expect(DATELINE_OK, dateline_cursor_open(r, &q, &c, &err));
    assert_int_equal(dateline_cursor_matches(c), 1);
    assert_int_equal(dateline_cursor_widened_from(c), 2);
    dateline_cursor_close(c);
    q.size = offsetof(dateline_query, widen); /* of an earlier version */
    expect(DATELINE_OK, dateline_search(r, &q, &results, &err));
    assert_int_equal(dateline_results_size(results), 1);
    dateline_results_free(results);
    assert_int_equal(dateline_results_widened_from(NULL), 0);
    assert_int_equal(dateline_cursor_widened_from(NULL), 0);
    dateline_reader_close(r);
}

/* Nothing is deleted that has not all words. */
static void deleting_never_widens(void **state)
{
    const dateline_query q = {.size = sizeof q, .text = "storm ellery", .widen = true};
    dateline_writer *w;
    uint64_t deleted = 0;

    (void)state;
    make_four();
    w = writer_open();
    expect(DATELINE_OK, dateline_writer_delete_matching(w, &q, &deleted, &err));
    assert_int_equal(deleted, 1);
    dateline_writer_close(w);
}

static void ranges(void **state)
{
    (void)state;
    make_four();
    assert_found("a c ", .since = 20250300, .until = 20250300);
    assert_found("a ", .since = 20250302, .until = 20250331);
    assert_found("b ", .since = 20250401);
    assert_found("b a c ", .until = 20250000);
    assert_found("a c ", .text = "date:2025-03");
    assert_found("d ", .text = "date:none");
}

static void the_macro_asks_for_ten_and_a_limit_of_0_for_all(void **state)
{
    const dateline_query ten = DATELINE_QUERY_INIT;
    dateline_writer *w = writer_open();
    char id[16];

    (void)state;
    for (int i = 10; i < 22; i++) {
        snprintf(id, sizeof id, "%d", i);
        add(w, id, 20250300 + i, "Number", "One of many.");
    }
    commit(w);
    dateline_writer_close(w);
    assert_int_equal(ten.limit, 10);
    assert_found("21 20 19 18 17 16 15 14 13 12 ", .text = "many", .limit = ten.limit);
    assert_found("21 20 19 18 17 16 15 14 13 12 11 10 ", .text = "many");
    assert_found("11 10 ", .text = "many", .offset = 10);
}

static void hits_and_snippets(void **state)
{
    dateline_query q = {.size = sizeof q,
                        .text = "storms coast",
                        .any = true,
                        .want = DATELINE_WANT_ARTICLE | DATELINE_WANT_SNIPPET};
    dateline_results *results = NULL;
    const dateline_hit *hit;
    dateline_reader *r;

    (void)state;
    make_four();
    r = reader_open();
    expect(DATELINE_OK, dateline_search(r, &q, &results, &err));
    assert_int_equal(dateline_results_size(results), 2);
    assert_int_equal(dateline_results_matches(results), 0); /* not asked for */
    hit = dateline_results_hit(results, 0);
    assert_string_equal(hit->id, "c");
    assert_string_equal(hit->title, "March in brief");
    assert_int_equal(hit->day, 20250300);
    assert_true(hit->score > dateline_results_hit(results, 1)->score);
    assert_non_null(strstr(hit->snippet, "\xee\x80\x80Storms\xee\x80\x81 closed"));
    dateline_results_free(results);
    q.want = DATELINE_WANT_ARTICLE;
    expect(DATELINE_OK, dateline_search(r, &q, &results, &err));
    assert_string_equal(dateline_results_hit(results, 0)->snippet, "");
    dateline_results_free(results);
    dateline_reader_close(r);
}

static void warnings(void **state)
{
    dateline_query q = {.size = sizeof q, .text = "harbour shoes:storm ("};
    dateline_results *results = NULL;
    dateline_reader *r;

    (void)state;
    make_four();
    r = reader_open();
    expect(DATELINE_OK, dateline_search(r, &q, &results, &err));
    assert_non_null(strstr(dateline_results_warning(results, 0), "shoes:"));
    assert_non_null(dateline_results_warning(results, 1));
    assert_null(dateline_results_warning(results, 2));
    dateline_results_free(results);
    dateline_reader_close(r);
}

static void refused(dateline_reader *r, dateline_status wanted, dateline_query q)
{
    dateline_results *results = NULL;
    uint64_t count = 7;

    strcpy(err.text, "");
    expect(wanted, dateline_search(r, &q, &results, &err));
    assert_null(results);
    assert_string_not_equal(err.text, "");
    expect(wanted, dateline_count(r, &q, &count, NULL));
    assert_int_equal(count, 7);
}

static void bad_queries(void **state)
{
    dateline_reader *r;

    (void)state;
    make_four();
    r = reader_open();
    refused(r, DATELINE_BAD_QUERY,
            (dateline_query){.size = sizeof(dateline_query), .text = "harbour ( date:2025-02-30"});
    refused(r, DATELINE_BAD_QUERY,
            (dateline_query){.size = sizeof(dateline_query), .text = "harbour", .since = 20250230});
    refused(r, DATELINE_BAD_QUERY,
            (dateline_query){.size = sizeof(dateline_query),
                             .text = "harbour",
                             .since = 20250000,
                             .until = 20240000});
    refused(r, DATELINE_TIMEOUT,
            (dateline_query){
                .size = sizeof(dateline_query), .text = "harbour OR storm", .timeout = 1e-9});
    dateline_reader_close(r);
}

static void fetching(void **state)
{
    dateline_article whole = article("a", 19990000, "Title", "A body,\nin two lines."), *a = NULL;
    dateline_writer *w = writer_open();
    dateline_reader *r;

    (void)state;
    whole.source = "The Courier";
    whole.url = "https://courier.example/1";
    whole.lang = "en";
    expect(DATELINE_OK, dateline_writer_add(w, &whole, &err));
    commit(w);
    dateline_writer_close(w);
    r = reader_open();
    expect(DATELINE_NOT_FOUND, dateline_fetch(r, "b", &a, &err));
    assert_null(a);
    expect(DATELINE_OK, dateline_fetch(r, "a", &a, &err));
    assert_string_equal(a->id, "a");
    assert_string_equal(a->title, "Title");
    assert_string_equal(a->body, "A body,\nin two lines.");
    assert_int_equal(a->body_size, strlen(a->body));
    assert_string_equal(a->source, "The Courier");
    assert_string_equal(a->url, "https://courier.example/1");
    assert_string_equal(a->lang, "en");
    assert_int_equal(a->day, 19990000);
    dateline_article_free(a);
    dateline_reader_close(r);
    assert_found("a ", .text = "source:\"The Courier\" lang:en");
}

static void what_is_no_index(void **state)
{
    dateline_reader *r = NULL;
    char manifest[96];
    FILE *f;
    int digit;

    (void)state;
    expect(DATELINE_NO_INDEX, dateline_reader_open(path, &r, &err));
    assert_non_null(strstr(err.text, path));
    expect(DATELINE_NO_INDEX, dateline_reader_open(home, &r, NULL));
    make_four();
    snprintf(manifest, sizeof manifest, "%s/XAPIANDB", path);
    f = fopen(manifest, "r+");
    assert_non_null(f);
    fseek(f, -4, SEEK_END);
    digit = fgetc(f);
    fseek(f, -4, SEEK_END);
    fputc(digit == '0' ? '1' : '0', f); /* another one, whatever it was */
    fclose(f);
    expect(DATELINE_CORRUPT, dateline_reader_open(path, &r, &err));
    assert_null(r);
}

static void nothing_can_be_freed(void **state)
{
    (void)state;
    dateline_writer_close(NULL);
    dateline_reader_close(NULL);
    dateline_results_free(NULL);
    dateline_article_free(NULL);
    dateline_cursor_close(NULL);
    dateline_timeline_free(NULL);
    dateline_facets_free(NULL);
    dateline_info_free(NULL);
    dateline_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_can_be_freed),
        in_home(queries),
        in_home(a_query_is_widened_on_request),
        in_home(deleting_never_widens),
        in_home(ranges),
        in_home(the_macro_asks_for_ten_and_a_limit_of_0_for_all),
        in_home(hits_and_snippets),
        in_home(warnings),
        in_home(bad_queries),
        in_home(fetching),
        in_home(what_is_no_index),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
