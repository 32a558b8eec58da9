/* JSON texts: which are taken, what their values are, and where the others are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/json_read.h"

#include <cmocka.h>

/* Reads TEXT from memory that ends where it does, for the sanitizers to watch. */
static const struct json_value *read_text(struct json_reader *r, struct span text)
{
    static char *copy;

    free(copy);
    copy = malloc(text.len + !text.len);
    assert_non_null(copy);
    if (text.len)
        memcpy(copy, text.data, text.len);
    return json_read(r, (struct span){copy, text.len});
}

static void assert_text(const struct json_value *v, enum json_type type, const char *text)
{
    assert_non_null(v);
    assert_int_equal(v->type, type);
    assert_true(span_eq(v->text, span_of(text)));
}

static void test_values_are_listed_in_order(void **state)
{
    struct json_reader r = {0};
    const struct json_value *v =
        read_text(&r, span_of(" {\"a\" : [1, [], {\"b\":null}],\"c\":true,\"c\":\"x\\ty\"}\n"));

    (void)state;
    assert_non_null(v);
    assert_int_equal(v->size, 8);
    assert_int_equal(v[1].type, JSON_ARRAY);
    assert_int_equal(v[1].size, 5);
    assert_text(&v[2], JSON_NUMBER, "1");
    assert_int_equal(v[3].type, JSON_ARRAY);
    assert_int_equal(v[4].type, JSON_OBJECT);
    assert_text(&v[5], JSON_NULL, "");
    assert_text(&v[6], JSON_BOOLEAN, "true");
    assert_text(json_member(v, span_of("c")), JSON_STRING, "x\ty");
    assert_ptr_equal(json_member(v, span_of("a")), &v[1]);
    assert_null(json_member(v, span_of("b")));
    assert_null(json_member(&v[1], span_of("b")));
    assert_null(json_member(NULL, span_of("b")));
    json_reader_free(&r);
}

static void test_numbers_are_kept_as_written(void **state)
{
    static const char *const taken[] = {
        "0",        "-0",    "00",   "-007", "18446744073709551616",
        "1.50",     "01.5",  "1.",   "-.5",  "-98765432109876543210987",
        "1e5",      "1.E-5", "0e+0", "NaN",  "Infinity",
        "-Infinity"};
    static const char *const refused[] = {
        "007", "-",  "+1",   ".5",         "1e",   "1e+",  "-.",     "1.e", "1.5.5", "1e5e5",
        "1-2", "1+", "0x10", "-Infinity6", "-NaN", "-Inf", "Infini", "nan", "00001"};
    struct json_reader r = {0};
    char text[64];

    (void)state;
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        snprintf(text, sizeof text, "[%s]", taken[i]);
        assert_non_null(read_text(&r, span_of(text)));
        assert_text(&r.values[1], JSON_NUMBER, taken[i]);
        assert_text(read_text(&r, span_of(taken[i])), JSON_NUMBER, taken[i]);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        snprintf(text, sizeof text, "[%s]", refused[i]);
        assert_null(read_text(&r, span_of(text)));
    }
    json_reader_free(&r);
}

static void test_escapes_are_undone(void **state)
{
    static const struct {
        const char *written, *meant;
    } strings[] = {
        {"\"\"", ""},
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
        {"\"a\tb\x01\"", "a\tb\x01"},
        {"\"\\u00e9\\u00E9\\u20ac\"", "éé€"},
        {"\"\\uD83D\\uDE00\"", "\U0001F600"},
        {"\"\\ud800\"", "\uFFFD"},
        {"\"\\ud800x\\udc00\\n\"", "\uFFFDx\uFFFD\n"},
        {"\"\\ud800\\ud83d\\ude00\"", "\uFFFD\U0001F600"},
        {"\"\\ud800\\u0041\"", "\uFFFDA"},
    };
    struct json_reader r = {0};

    (void)state;
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        assert_text(read_text(&r, span_of(strings[i].written)), JSON_STRING, strings[i].meant);
    assert_null(read_text(&r, span_of("\"\\x\"")));
    assert_null(read_text(&r, span_of("\"\\u12G4\"")));
    assert_null(read_text(&r, span_of("'x'")));
    assert_null(read_text(&r, (struct span){"\"\\n\0\"", 5}));
    json_reader_free(&r);
}

/* A string's quote, an escape or a zero byte may come after any number of other bytes. */
static void test_strings_end_anywhere(void **state)
{
    static const char a[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    struct json_reader r = {0};
    struct buf text = {0}, meant = {0};

    (void)state;
    for (int before = 0; before < 20; before++)
        for (int after = 0; after < 12; after++) {
            buf_clear(&text);
            buf_clear(&meant);
            buf_printf(&text, "\"%.*s\\n%.*s\"", before, a, after, a);
            buf_printf(&meant, "%.*s\n%.*s", before, a, after, a);
            assert_text(read_text(&r, buf_span(&text)), JSON_STRING, meant.data);
            text.data[1 + before] = '\0';
            assert_null(read_text(&r, buf_span(&text)));
            buf_clear(&text);
            buf_printf(&text, "[\"%.*s\",\"%.*s\"]", before, a, after, a);
            assert_non_null(read_text(&r, buf_span(&text)));
            assert_int_equal(r.values[1].text.len, before);
            assert_int_equal(r.values[2].text.len, after);
        }
    buf_free(&text);
    buf_free(&meant);
    json_reader_free(&r);
}

/* Strings with escapes stay where they are while others follow. */
static void test_many_escaped_strings_stay(void **state)
{
    struct json_reader r = {0};
    struct buf text = {0};
    char want[16];

    (void)state;
    for (int i = 0; i < 5000; i++)
        buf_printf(&text, "%c\"\\u%04x\\n\"", i ? ',' : '[', 0x30 + i % 10);
    buf_char(&text, ']');
    assert_non_null(read_text(&r, buf_span(&text)));
    for (int i = 0; i < 5000; i++) {
        snprintf(want, sizeof want, "%d\n", i % 10);
        assert_text(&r.values[1 + i], JSON_STRING, want);
    }
    buf_free(&text);
    json_reader_free(&r);
}

static void test_names_are_found_however_written(void **state)
{
    struct json_reader r = {0};
    const struct json_value *v =
        read_text(&r, span_of("{\"i\\u0064\":1,'single':2,\"\":3,\"z\\u0000\":4}"));

    (void)state;
    assert_text(json_member(v, span_of("id")), JSON_NUMBER, "1");
    assert_text(json_member(v, span_of("single")), JSON_NUMBER, "2");
    assert_text(json_member(v, span_of("")), JSON_NUMBER, "3");
    assert_null(json_member(v, span_of("z")));
    assert_text(json_member(v, (struct span){"z", 2}), JSON_NUMBER, "4");
    json_reader_free(&r);
}

static void test_nesting_has_a_limit(void **state)
{
    struct json_reader r = {0};
    char text[2 * (JSON_DEPTH_MAX + 2)];
    size_t n = JSON_DEPTH_MAX + 1;

    (void)state;
    memset(text, '[', n);
    memset(text + n, ']', n);
    assert_non_null(read_text(&r, (struct span){text, 2 * n}));
    memset(text, '[', n + 1);
    memset(text + n + 1, ']', n + 1);
    assert_null(read_text(&r, (struct span){text, 2 * n + 2}));
    assert_string_equal(r.fault, "nesting too deep");
    json_reader_free(&r);
}

static void test_each_beginning_ends_too_early(void **state)
{
    struct span text =
        span_of("{\"a\\u00e9\" : [-1.5e+3 , \"\\ud83d\\ude00\\n\" , {} , {\"b\" : false } ] }");
    struct json_reader r = {0};

    (void)state;
    assert_non_null(read_text(&r, text));
    for (size_t len = 0; len < text.len; len++) {
        assert_null(read_text(&r, (struct span){text.data, len}));
        assert_ptr_equal(r.at, r.end);
    }
    json_reader_free(&r);
}

/* The place is that of the first byte that cannot be. */
static void test_faults_have_a_place(void **state)
{
    static const struct {
        const char *text;
        size_t at;
    } wrong[] = {{"{} x", 3},      {"{}{}", 2},      {"[1,]", 3},  {"{\"a\":1,}", 7},
                 {"{a:1}", 1},     {"{\"a\" 1}", 5}, {"[1 2]", 3}, {"[TRUE]", 1},
                 {"[\"\\x\"]", 3}, {"/* x */[]", 0}, {"[}", 1},    {"[1/]", 2}};
    struct json_reader r = {0};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct span text = span_of(wrong[i].text);

        assert_null(json_read(&r, text));
        assert_int_equal(r.at - text.data, wrong[i].at);
    }
    assert_non_null(read_text(&r, (struct span){"[] \0\0", 5}));
    assert_null(read_text(&r, (struct span){"[]\0x", 4}));
    json_reader_free(&r);
}

static void test_reader_is_as_new_after_a_fault(void **state)
{
    struct json_reader r = {0};

    (void)state;
    assert_null(read_text(&r, span_of("\"\\ud800\\x")));
    assert_text(read_text(&r, span_of("\"\\u0041\"")), JSON_STRING, "A");
    json_reader_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values_are_listed_in_order),
        cmocka_unit_test(test_numbers_are_kept_as_written),
        cmocka_unit_test(test_escapes_are_undone),
        cmocka_unit_test(test_strings_end_anywhere),
        cmocka_unit_test(test_many_escaped_strings_stay),
        cmocka_unit_test(test_names_are_found_however_written),
        cmocka_unit_test(test_nesting_has_a_limit),
        cmocka_unit_test(test_each_beginning_ends_too_early),
        cmocka_unit_test(test_faults_have_a_place),
        cmocka_unit_test(test_reader_is_as_new_after_a_fault),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
