/* What typesetting leaves inside words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "text/tidy.h"

static void assert_tidied(const char *text, const char *want)
{
    struct buf out = {0};
    struct span got = text_tidy(span_of(text), &out);

    if (!span_eq(got, span_of(want)))
        fail_msg("\"%s\" becomes \"%.*s\", not \"%s\"", text, (int)got.len, got.data, want);
    /* Tidied text stays as it is. */
    assert_true(text_tidy(got, &(struct buf){0}).data == got.data);
    buf_free(&out);
}

static void test_soft_hyphens_vanish(void **state)
{
    (void)state;
    assert_tidied("Ge\u00ADsamt\u00ADkon\u00ADzept", "Gesamtkonzept");
    assert_tidied("\u00ADa \u00AD b\u00AD", "a  b");
    assert_tidied("plain and long enough to be looked at in blocks of bytes",
                  "plain and long enough to be looked at in blocks of bytes");
}

static void test_words_cut_at_line_ends(void **state)
{
    (void)state;
    assert_tidied("Any re\u00AD\nlief is", "Any relief is");
    assert_tidied("econ\u00AC\r\n  omy", "economy");
    assert_tidied("econ\u00AC\nOmy", "econ\u00AC\nOmy");
    assert_tidied("econ\u00AC\n\nomy", "econ\u00AC\n\nomy");
    assert_tidied("a \u00AC b, 5 \u00AC\n6", "a \u00AC b, 5 \u00AC\n6");
    assert_tidied("re\u00AD\n\nlief", "re\n\nlief");
}

static void test_apostrophes_and_gershayim(void **state)
{
    (void)state;
    assert_tidied("Hawai\u2018i and \u2018quoted\u2019", "Hawai\u2019i and \u2018quoted\u2019");
    assert_tidied("\u05E6\u05D4\"\u05DC \"\u05E6\u05D4\u05DC\"",
                  "\u05E6\u05D4\u05F4\u05DC \"\u05E6\u05D4\u05DC\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_soft_hyphens_vanish),
        cmocka_unit_test(test_words_cut_at_line_ends),
        cmocka_unit_test(test_apostrophes_and_gershayim),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
