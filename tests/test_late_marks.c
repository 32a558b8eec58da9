/* Snippets for whose marks no time is left: the warning, which comes while hits are read, in a
 * batch, in a header of the server and on its page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/clock.h"
#include "searcher/cli/batch_slot.h"
#include "searcher/snippet/snippet.h"
#include "serve/route.h"
#include "serve/site.h"

#include <cmocka.h> /* last: its fail() is a macro */

#define WARNING "no time was left to mark matches: 2 hits show how the article begins"

static char folder[] = "/tmp/late.XXXXXX";
static struct buf index_path;
static dateline_error err;

/* Every snippet is late: a clock is past the least of times. */
void __real_snippet_terms_until(struct snippet_terms *t, double until);
void __wrap_snippet_terms_until(struct snippet_terms *t, double until);
void __wrap_snippet_terms_until(struct snippet_terms *t, double until)
{
    __real_snippet_terms_until(t, until > 0 ? 1e-9 : until);
}

static void run_late(const char *command)
{
    struct buf line = {0};

    buf_printf(&line, "cd %s && %s", folder, command);
    assert_int_equal(system(line.data), 0);
    buf_free(&line);
}

static int build_two_articles(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(folder));
    buf_printf(&index_path, "%s/a", folder);
    run_late("printf '{\"id\":\"%s\",\"date\":\"2025-03-31\",\"body\":\"%s\"}\\n' "
             "1 'one word and another' 2 'a word of the harbour master' >in.jsonl");
    run_late(INDEXER " add a in.jsonl 2>log");
    return 0;
}

static int remove_articles(void **state)
{
    (void)state;
    run_late("rm -r \"$PWD\"");
    buf_free(&index_path);
    return 0;
}

/* ---- A batch ---------------------------------------------------------------------- */

static void a_batch_warns(void **state)
{
    struct options o;
    struct batch_result all = {.options = &o, .name = "lines"};
    struct slot s = {.result = &all, .number = 1};
    struct engine *e;

    (void)state;
    options_init(&o);
    o.render.format = RENDER_JSONL;
    o.colour = WHEN_NEVER;
    options_complete(&o);
    o.question.limits.seconds = 60;
    assert_int_equal(engine_open(index_path.data, &e, &err), DATELINE_OK);
    buf_str(&s.line, "word");
    slot_answer(&s, e);
    assert_int_equal(s.status, DATELINE_OK);
    assert_true(s.messages.len);
    assert_string_equal(s.messages.data, WARNING);
    assert_non_null(strstr(s.out.bytes.data, "\"unmarked\":2"));
    slot_free(&s);
    engine_close(e);
    options_free(&o);
}

/* ---- The server ------------------------------------------------------------------- */

static void get_late(struct exchange *x, const struct site *site, const char *target)
{
    *x = (struct exchange){.site = site, .method = METHOD_GET, .arrived = clock_seconds()};
    x->raw = strdup(target);
    assert_true(route_begin(x, &(struct credentials){.token = true, .trusted_host = true}));
    x->route->answer(x);
    assert_int_equal(x->reply.status, 200);
}

static void the_header_warns(const struct site *site)
{
    struct exchange x;
    size_t notes = 0;

    get_late(&x, site, "/api/search?q=word&format=json");
    for (size_t i = 0; i < x.reply.n_headers; i++)
        if (!strcmp(x.reply.headers[i].name, "Dateline-Warning")) {
            assert_string_equal(x.reply.headers[i].value, WARNING);
            notes++;
        }
    assert_int_equal(notes, 1);
    assert_non_null(strstr(x.reply.body.data, "}],\"unmarked\":2}"));
    exchange_free(&x);
}

/* Before the hits, which are in their place: after the chart, before the links that narrow. */
static void the_page_warns(const struct site *site)
{
    static const char warning[] = "class=\"warning\"><bdi dir=\"auto\">" WARNING "</bdi>";
    const char *const parts[] = {"<main",  warning,  "2 matches", "<svg", "<ol class=\"hits\"",
                                 "<aside", "</main>"};
    struct exchange x;
    size_t from = 0;

    get_late(&x, site, "/?q=word");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *found = strstr(x.reply.body.data + from, parts[i]);

        if (!found)
            fail_msg("no %s, or not in its place", parts[i]);
        from = (size_t)(found - x.reply.body.data);
    }
    exchange_free(&x);
}

static void the_server_warns(void **state)
{
    static const struct serve_options options = {.timeout = 60, .max_depth = 100};
    struct site site = {.options = &options};

    (void)state;
    assert_int_equal(archive_open(index_path.data, options.timeout, &site.archive, &err),
                     DATELINE_OK);
    the_header_warns(&site);
    the_page_warns(&site);
    archive_close(site.archive);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_batch_warns),
        cmocka_unit_test(the_server_warns),
    };

    return cmocka_run_group_tests(tests, build_two_articles, remove_articles);
}
