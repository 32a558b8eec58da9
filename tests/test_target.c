/* The address of a request: its path and parameters, and these as options. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "serve/host.h"
#include "serve/parameters.h"
#include "serve/token.h"

#include <cmocka.h>

static dateline_error err;

static void check_path(const char *raw, const char *path)
{
    struct target t;

    assert_int_equal(target_read(raw, &t, &err), DATELINE_OK);
    assert_string_equal(t.path, path);
    target_free(&t);
}

static void test_paths_are_decoded(void **state)
{
    (void)state;
    check_path("/", "/");
    check_path("/api/articles/a%2Fb%20c+d", "/api/articles/a/b c+d");
    check_path("/api/articles/..%2f..%2Fetc%2fpasswd", "/api/articles/../../etc/passwd");
    check_path("/%C3%A9?", "/\xC3\xA9");
    check_path("//x?y=/z", "//x");
}

static void test_parameters_are_decoded(void **state)
{
    struct target t;

    (void)state;
    assert_int_equal(target_read("/s?q=a+b%2Bc%26&&limit=3&any&x==", &t, &err), DATELINE_OK);
    assert_int_equal(t.n, 4);
    assert_string_equal(target_value(&t, "q"), "a b+c&");
    assert_string_equal(target_value(&t, "limit"), "3");
    assert_string_equal(target_value(&t, "any"), "");
    assert_string_equal(target_value(&t, "x"), "=");
    assert_null(target_value(&t, "y"));
    target_free(&t);
}

static void check_refused(const char *raw, const char *message)
{
    struct target t;

    assert_int_equal(target_read(raw, &t, &err), DATELINE_BAD_QUERY);
    assert_string_equal(err.text, message);
    target_free(&t);
}

static void test_what_cannot_be_read_is_refused(void **state)
{
    struct buf many = {0};
    struct target t;

    (void)state;
    check_refused("", "address at 1: a path begins with /");
    check_refused("http://x/", "address at 1: a path begins with /");
    check_refused("/a%", "address at 3: two hexadecimal digits must follow %");
    check_refused("/a%4", "address at 3: two hexadecimal digits must follow %");
    check_refused("/a%4g", "address at 3: two hexadecimal digits must follow %");
    check_refused("/a?q=%4", "address at 6: two hexadecimal digits must follow %");
    check_refused("/a?q=%00", "address at 6: a zero byte");
    check_refused("/a?q=x%FF", "address at 6: not UTF-8");
    check_refused("/%C3", "address at 1: not UTF-8");
    check_refused("/a?q=1&q=2", "the parameter 'q' is given twice");
    check_refused("/a?q=1&%71=2", "the parameter 'q' is given twice");
    buf_str(&many, "/?");
    for (int i = 0; i <= TARGET_PARAMETERS; i++)
        buf_printf(&many, "p%d&", i);
    assert_int_equal(target_read(many.data, &t, &err), DATELINE_BAD_QUERY);
    assert_non_null(strstr(err.text, "too many parameters"));
    target_free(&t);
    buf_free(&many);
}

static void test_encoded_texts_are_decoded_alike(void **state)
{
    static const char *const texts[] = {"a/b.txt", "100%", "a b+c&d=e?f#g", "\xC3\xA9\xE2\x80\x9C"};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buf raw = {0};
        struct target t;

        buf_str(&raw, "/?q=");
        target_encode(&raw, span_of(texts[i]));
        assert_int_equal(target_read(raw.data, &t, &err), DATELINE_OK);
        assert_string_equal(target_value(&t, "q"), texts[i]);
        target_free(&t);
        buf_free(&raw);
    }
}

/* ---- Parameters as options -------------------------------------------------------- */

static const char allowed[] =
    "q since until any limit offset sort total no-total period timeline facet id "
    "recent fields format marks";

static dateline_status read_options(const char *raw, struct target *t, struct options *o,
                                    struct parameter_fault *fault)
{
    options_init(o);
    o->render.format = RENDER_JSON;
    assert_int_equal(target_read(raw, t, &err), DATELINE_OK);
    return parameters_read(t, allowed, o, fault);
}

static void test_parameters_become_options(void **state)
{
    struct target t;
    struct options o;
    struct parameter_fault fault;

    (void)state;
    assert_int_equal(read_options("/?q=a+b&since=2025-03&any=1&marks=off&limit=3&offset=4"
                                  "&sort=newest&recent=&no-total&fields=id,title",
                                  &t, &o, &fault),
                     DATELINE_OK);
    options_complete(&o);
    assert_true(span_eq(o.question.text, span_of("a b")));
    assert_int_equal(o.question.days.first, 20250301);
    assert_true(o.question.any);
    assert_false(o.render.marks);
    assert_int_equal(o.question.limit, 3);
    assert_int_equal(o.question.offset, 4);
    assert_int_equal(o.question.sort, MATCH_NEWEST);
    assert_int_equal(o.question.recent.halflife, 365);
    assert_false(o.question.total);
    assert_int_equal(o.render.n_fields, 2);
    options_free(&o);
    target_free(&t);
}

static void test_other_names_of_options(void **state)
{
    struct target t;
    struct options o;
    struct parameter_fault fault;

    (void)state;
    assert_int_equal(read_options("/?period=week", &t, &o, &fault), DATELINE_OK);
    options_complete(&o);
    assert_int_equal(o.question.kind, ASK_TIMELINE);
    assert_int_equal(o.question.timeline, PERIOD_WEEK);
    assert_true(span_eq(o.question.text, span_of("*")));
    options_free(&o);
    target_free(&t);
    assert_int_equal(read_options("/?id=a%2Fb", &t, &o, &fault), DATELINE_OK);
    options_complete(&o);
    assert_int_equal(o.question.kind, ASK_WHY);
    assert_true(span_eq(o.question.why, span_of("a/b")));
    options_free(&o);
    target_free(&t);
}

static void check_fault(const char *raw, const char *name, const char *message)
{
    struct target t;
    struct options o;
    struct parameter_fault fault;

    assert_int_not_equal(read_options(raw, &t, &o, &fault), DATELINE_OK);
    if (name)
        assert_string_equal(fault.name, name);
    else
        assert_null(fault.name);
    assert_string_equal(fault.err.text, message);
    options_free(&o);
    target_free(&t);
}

static void test_faults_name_their_parameter(void **state)
{
    (void)state;
    check_fault("/?period=week&timeline=day", "timeline",
                "period and timeline are one parameter: 'week' is not 'day'");
    check_fault("/?timeline=day&q=x&period=week", "period",
                "timeline and period are one parameter: 'day' is not 'week'");
    check_fault("/?q=x&nosuch=1", "nosuch", "there is no parameter 'nosuch' here");
    check_fault("/?batch=x", "batch", "there is no parameter 'batch' here");
    check_fault("/?=x", "", "there is no parameter '' here");
    check_fault("/?q+since=x", "q since", "there is no parameter 'q since' here");
    check_fault("/?limit=x", "limit", "limit takes a number from 0 to 4294967295, not 'x'");
    check_fault("/?limit=", "limit", "limit takes a number from 0 to 4294967295, not ''");
    check_fault("/?any=maybe", "any", "any is 1 or 0, not 'maybe'");
    check_fault("/?sort=worst", "sort",
                "unknown sort order 'worst': there are relevance, newest, oldest, count, value");
    check_fault("/?since=2025&until=2024", "until",
                "the range from 2025-01-01 to 2024-12-31 ends before it begins");
    check_fault("/?since=2025-02-30", "since",
                "since: cannot read the date '2025-02-30' (2025, 2025-03, 2025-03-31, 7d, 2w, 3m, "
                "1y, today, yesterday, last week)");
}

/* ---- The token ---------------------------------------------------------------------- */

static void test_a_token_is_found(void **state)
{
    struct span token = span_of("s3cret");

    (void)state;
    assert_true(token_shown((struct span){0}, NULL));
    assert_true(token_shown(token, "Bearer s3cret"));
    assert_true(token_shown(token, "bearer s3cret"));
    assert_true(token_shown(token, "Basic dXNlcjpzM2NyZXQ=")); /* user:s3cret */
    assert_true(token_shown(token, "Basic OnMzY3JldA=="));     /* :s3cret */
    assert_false(token_shown(token, NULL));
    assert_false(token_shown(token, ""));
    assert_false(token_shown(token, "s3cret"));
    assert_false(token_shown(token, "Bearer "));
    assert_false(token_shown(token, "Bearer s3cre"));
    assert_false(token_shown(token, "Bearer s3crets3cret"));
    assert_false(token_shown(token, "Bearer s3creT"));
    assert_false(token_shown(token, "Basic czNjcmV0")); /* s3cret, no colon */
    assert_false(token_shown(token, "Basic ????"));
}

static void test_hosts_of_other_names_are_not_trusted(void **state)
{
    (void)state;
    assert_true(host_trusted(NULL, NULL));
    assert_true(host_trusted("127.0.0.1:8080", NULL));
    assert_true(host_trusted("[::1]:8080", NULL));
    assert_true(host_trusted("localhost", NULL));
    assert_true(host_trusted("LocalHost:80", NULL));
    assert_true(host_trusted("archive.example:80", "archive.example"));
    assert_false(host_trusted("archive.example:80", NULL));
    assert_false(host_trusted("archive.example.net", "archive.example"));
    assert_false(host_trusted("localhost.example", NULL));
    assert_false(host_trusted("127.0.0.1.example", NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths_are_decoded),
        cmocka_unit_test(test_parameters_are_decoded),
        cmocka_unit_test(test_what_cannot_be_read_is_refused),
        cmocka_unit_test(test_encoded_texts_are_decoded_alike),
        cmocka_unit_test(test_parameters_become_options),
        cmocka_unit_test(test_other_names_of_options),
        cmocka_unit_test(test_faults_name_their_parameter),
        cmocka_unit_test(test_a_token_is_found),
        cmocka_unit_test(test_hosts_of_other_names_are_not_trusted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
