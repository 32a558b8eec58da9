/* libdateline without memory: every allocation of a script of calls fails once. Each call
 * gives what it should or DATELINE_NO_MEMORY, a handle that ran out of memory can only be
 * closed, and closing it releases lock and descriptors. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alloc_faults.h"
#include "api_index.h"

static size_t open_descriptors(void)
{
    DIR *d = opendir("/proc/self/fd");
    size_t n = 0;

    assert_non_null(d);
    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

static size_t cases; /* allocations that failed */
static bool lacked;  /* a call of the present script did */

/* Whether the script goes on. */
static bool went(dateline_status status)
{
    if (status == DATELINE_NO_MEMORY)
        lacked = true;
    else if (status != DATELINE_OK)
        fail_msg("status %d (%s)", (int)status, err.text);
    return status == DATELINE_OK;
}

/* Runs SCRIPT with the first allocation failing, then with the second, until it needs no
 * more; each failure must come to light, and must leave no descriptor open. */
static void fail_each_allocation(void (*script)(void))
{
    size_t before = open_descriptors(), failed = 0;

    for (size_t nth = 1;; nth++) {
        bool reached;

        lacked = false;
        alloc_fail_at(nth);
        script();
        reached = alloc_failed();
        alloc_fail_never();
        if (open_descriptors() != before)
            fail_msg("descriptors left open after allocation %zu failed", nth);
        if (!reached)
            break;
        failed += lacked;
        cases++;
    }
    assert_true(failed > 10);
}

/* ---- Reading -------------------------------------------------------------- */

static dateline_reader *r;

static dateline_query query_of(const char *text, unsigned want)
{
    dateline_query q = DATELINE_QUERY_INIT;

    q.text = text;
    q.want = want;
    return q;
}

static void spent(void)
{
    dateline_query q = DATELINE_QUERY_INIT;
    uint64_t count;

    assert_int_equal(dateline_count(r, &q, &count, &err), DATELINE_NO_MEMORY);
    assert_int_equal(dateline_reader_reopen(r, &err), DATELINE_NO_MEMORY);
    assert_int_equal(dateline_reader_articles(r), 0);
}

/* Opens a reader, makes CALL with it, and closes it. */
static void with_reader(bool (*call)(void))
{
    if (!went(dateline_reader_open(path, &r, &err)))
        return;
    if (!call())
        spent();
    dateline_reader_close(r);
}

static bool call_search(void)
{
    const dateline_query q = query_of("title:open OR harbo* storm \"the coast\"",
                                      DATELINE_WANT_ARTICLE | DATELINE_WANT_SNIPPET);
    dateline_results *results = NULL;
    bool ok = went(dateline_search(r, &q, &results, &err));

    dateline_results_free(results);
    return ok;
}

static bool call_like(void)
{
    dateline_query q = query_of("date:2025-03..2025-04 lang:en shoes:storm", 0);
    dateline_cursor *cursor = NULL;
    const dateline_hit *hit = NULL;
    bool ok;

    q.like = "a\n";
    ok = dateline_cursor_open(r, &q, &cursor, &err) != DATELINE_NO_MEMORY;
    q.like = "a";
    ok = ok && went(dateline_cursor_open(r, &q, &cursor, &err));
    while (ok && (ok = went(dateline_cursor_next(cursor, &hit, &err))) && hit)
        continue;
    dateline_cursor_close(cursor);
    return ok;
}

static bool call_timeline(void)
{
    const dateline_query one = query_of("harbour", 0), other = query_of("storm NEAR coast", 0);
    const dateline_query *const both[] = {&one, &other};
    dateline_timeline *timeline = NULL;
    bool ok = went(dateline_timeline_count(r, both, 2, DATELINE_PERIOD_WEEK, &timeline, &err));

    dateline_timeline_free(timeline);
    return ok;
}

static bool call_facets(void)
{
    const dateline_query q = query_of("harbour", 0);
    dateline_facets *facets = NULL;
    bool ok = went(dateline_facets_count(r, &q, DATELINE_FACET_SOURCE, &facets, &err));

    dateline_facets_free(facets);
    return ok;
}

static bool call_why(void)
{
    const dateline_query q = query_of("harbour -zeppelin any*", 0);
    char *json = NULL, *why = NULL;
    bool ok =
        went(dateline_explain(r, &q, &json, &err)) && went(dateline_why(r, &q, "b", &why, &err));

    dateline_free(json);
    dateline_free(why);
    return ok;
}

static bool call_fetch(void)
{
    dateline_article *a = NULL;
    bool current, ok = went(dateline_fetch(r, "a", &a, &err)) &&
                       went(dateline_reader_is_current(r, &current, &err)) &&
                       went(dateline_reader_reopen(r, &err));

    dateline_article_free(a);
    return ok;
}

static bool call_clone(void)
{
    dateline_reader *clone = NULL;

    /* The clone failed, not the reader. */
    went(dateline_reader_clone(r, &clone, &err));
    dateline_reader_close(clone);
    return true;
}

static void script_search(void)
{
    with_reader(call_search);
}
static void script_like(void)
{
    with_reader(call_like);
}
static void script_timeline(void)
{
    with_reader(call_timeline);
}
static void script_facets(void)
{
    with_reader(call_facets);
}
static void script_why(void)
{
    with_reader(call_why);
}
static void script_fetch(void)
{
    with_reader(call_fetch);
}
static void script_clone(void)
{
    with_reader(call_clone);
}

static void script_upkeep(void)
{
    dateline_info *info = NULL;
    uint64_t damage = 0;

    if (went(dateline_info_read(path, &info, &err)))
        went(dateline_check(path, NULL, NULL, &damage, &err));
    assert_int_equal(damage, 0);
    dateline_info_free(info);
}

static void make_two_segments(void)
{
    dateline_writer *w;

    make_four();
    w = writer_open();
    add(w, "a", 20250331, "Harbour open", "Replaced: the harbour is open, the coast calm.");
    add(w, "e", 20250404, "Storm", "A storm on the coast.");
    commit(w);
    dateline_writer_close(w);
}

static void reading_lives_without_any_allocation(void **state)
{
    static void (*const scripts[])(void) = {script_search, script_like,  script_timeline,
                                            script_facets, script_why,   script_fetch,
                                            script_clone,  script_upkeep};

    (void)state;
    make_two_segments();
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        fail_each_allocation(scripts[i]);
}

/* ---- Writing -------------------------------------------------------------- */

static unsigned threads;

static dateline_writer *open_threaded(void)
{
    dateline_writer_options options = DATELINE_WRITER_OPTIONS_INIT;
    dateline_writer *w = NULL;

    options.threads = threads;
    options.memory = 64 << 20;
    return went(dateline_writer_open(path, &options, &w, &err)) ? w : NULL;
}

static bool add_some(dateline_writer *w, int n)
{
    static char body[4096];
    bool ok = true;

    for (int i = 0; i < n && ok; i++) {
        char id[16];
        dateline_article a;

        snprintf(id, sizeof id, "%d", i);
        snprintf(body, sizeof body, "%4000d words of article%d, the caf\xC3\xA9 of Port Ellery", i,
                 i);
        a = article(id, 20250331, "A title", body);
        a.source = "The Courier";
        ok = went(dateline_writer_add(w, &a, &err));
    }
    return ok;
}

static void script_write(void)
{
    dateline_query q = query_of("harbour storm", 0);
    dateline_writer *w = open_threaded();

    if (!w)
        return;
    if (!add_some(w, threads > 1 ? 80 : 3) || !went(dateline_writer_commit(w, NULL, &err)) ||
        !went(dateline_writer_delete_matching(w, &q, NULL, &err)) ||
        !went(dateline_writer_rollback(w, &err)))
        assert_int_equal(dateline_writer_delete(w, "a", &err), DATELINE_NO_MEMORY);
    dateline_writer_close(w);
}

static void script_compact(void)
{
    went(dateline_compact(path, NULL, &err));
}

/* Whatever failed, the index has one of its states whole, and can be written to. */
static void expect_sound(void)
{
    uint64_t damage = 0;

    expect(DATELINE_OK, dateline_check(path, NULL, NULL, &damage, &err));
    assert_int_equal(damage, 0);
    dateline_writer_close(writer_open());
}

static void writing_lives_without_any_allocation(void **state)
{
    dateline_writer *w;

    (void)state;
    make_two_segments();
    for (threads = 1; threads <= 2; threads++) {
        fail_each_allocation(script_write);
        expect_sound();
    }
    w = writer_open();
    add(w, "f", 20250405, "Another", "One more segment to merge.");
    commit(w);
    dateline_writer_close(w);
    fail_each_allocation(script_compact);
    expect_sound();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_home(reading_lives_without_any_allocation),
        in_home(writing_lives_without_any_allocation),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);

    printf("%zu cases, %d failed\n", cases, failed);
    return failed;
}
