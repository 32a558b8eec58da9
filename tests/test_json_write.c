/* JSON texts as core/json_write puts them together, to the byte. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/json_write.h"

#include <cmocka.h> /* last: its fail() is a macro */

static void members_and_elements_are_divided_by_commas(void **state)
{
    struct buf out = {0};
    struct json j = {.out = &out};

    (void)state;
    json_begin_object(&j);
    json_name(&j, "empty");
    json_begin_array(&j);
    json_end_array(&j);
    json_number_member(&j, "n", UINT64_MAX);
    json_name(&j, "list");
    json_begin_array(&j);
    json_null(&j);
    json_boolean(&j, true);
    json_begin_object(&j);
    json_end_object(&j);
    json_boolean(&j, false);
    json_end_array(&j);
    json_double_member(&j, "share", 0.25, 6);
    json_end_object(&j);
    assert_string_equal(out.data, "{\"empty\":[],\"n\":18446744073709551615,"
                                  "\"list\":[null,true,{},false],\"share\":0.250000}");
    buf_free(&out);
}

static void elements_can_begin_lines(void **state)
{
    struct buf out = {0};
    struct json j = {.out = &out};

    (void)state;
    json_begin_array(&j);
    for (uint64_t i = 1; i <= 2; i++) {
        json_line(&j);
        json_number(&j, i);
    }
    json_end_array(&j);
    assert_string_equal(out.data, "[\n1,\n2]");
    buf_free(&out);
}

/* The buffer is written and emptied between any two calls where an answer is long. */
static void the_buffer_may_be_emptied_in_between(void **state)
{
    struct buf out = {0};
    struct json j = {.out = &out};

    (void)state;
    json_begin_array(&j);
    json_number(&j, 1);
    buf_clear(&out);
    json_number(&j, 2);
    assert_string_equal(out.data, ",2");
    buf_free(&out);
}

static void days_are_strings_or_null(void **state)
{
    struct buf out = {0};
    struct json j = {.out = &out};

    (void)state;
    json_begin_object(&j);
    json_day_member(&j, "day", 20250331);
    json_day_member(&j, "month", 20250300);
    json_day_member(&j, "none", 0);
    json_end_object(&j);
    assert_string_equal(out.data, "{\"day\":\"2025-03-31\",\"month\":\"2025-03\",\"none\":null}");
    buf_free(&out);
}

static void names_and_strings_are_escaped(void **state)
{
    struct buf out = {0};
    struct json j = {.out = &out};

    (void)state;
    json_begin_object(&j);
    json_name_span(&j, span_of("a\"\n\x1b"));
    json_string_or_null(&j, span_of("\\\xC2\x9B\xE2\x80\xA8\xFF"));
    json_name(&j, "empty");
    json_string(&j, (struct span){0});
    json_name(&j, "nothing");
    json_string_or_null(&j, (struct span){0});
    json_end_object(&j);
    assert_string_equal(out.data, "{\"a\\\"\\n\\u001b\":\"\\\\\\u009b\\u2028\xC3\xBF\","
                                  "\"empty\":\"\",\"nothing\":null}");
    buf_free(&out);
}

/* The library's host may have set a locale; one with a comma is made for this test. */
static void numbers_have_a_point_in_every_locale(void **state)
{
    char home[] = "/tmp/dateline-locale-XXXXXX", command[128];
    struct buf out = {0};
    struct json j = {.out = &out};
    bool set;

    (void)state;
    assert_non_null(mkdtemp(home));
    snprintf(command, sizeof command, "localedef -i de_DE -f UTF-8 %s/comma_DE >%s/log 2>&1", home,
             home);
    set = system(command) == 0 && setenv("LOCPATH", home, 1) == 0 && setlocale(LC_ALL, "comma_DE");
    json_begin_array(&j);
    json_double(&j, -1234.5, 2);
    json_double(&j, 0, 0);
    json_end_array(&j);
    setlocale(LC_ALL, "C");
    snprintf(command, sizeof command, "rm -r %s", home);
    assert_int_equal(system(command), 0);
    assert_string_equal(out.data, "[-1234.50,0]");
    buf_free(&out);
    if (!set)
        skip();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_and_elements_are_divided_by_commas),
        cmocka_unit_test(elements_can_begin_lines),
        cmocka_unit_test(the_buffer_may_be_emptied_in_between),
        cmocka_unit_test(days_are_strings_or_null),
        cmocka_unit_test(names_and_strings_are_escaped),
        cmocka_unit_test(numbers_have_a_point_in_every_locale),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
