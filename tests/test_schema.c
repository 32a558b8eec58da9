/* The terms that Xapian's tools and the searcher look for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "core/schema.h"

static struct buf term;

static int free_term(void **state)
{
    (void)state;
    buf_free(&term);
    return 0;
}

static const char *value_term(enum schema_field f, const char *value)
{
    schema_value(&term, f, span_of(value));
    assert_int_equal(strlen(term.data), term.len);
    return term.data;
}

static void test_fields_have_the_prefixes_of_omega(void **state)
{
    (void)state;
    assert_string_equal(schema_prefix(FIELD_TEXT), "");
    assert_string_equal(schema_prefix(FIELD_TITLE), "S");
    assert_string_equal(value_term(FIELD_ID, "agency/1.txt"), "Qagency/1.txt");
    assert_string_equal(value_term(FIELD_ID, "Agency/1.txt"), "QAgency/1.txt");
    assert_string_equal(value_term(FIELD_LANG, "en"), "Len");
    assert_string_equal(value_term(FIELD_SOURCE, ""), "XSOURCE");
}

/* Xapian's rule for prefixes of several letters. */
static void test_a_colon_parts_prefix_and_capital(void **state)
{
    (void)state;
    assert_string_equal(value_term(FIELD_SOURCE, "agency"), "XSOURCEagency");
    assert_string_equal(value_term(FIELD_DATE_SOURCE, "path"), "XDATESOURCEpath");
    assert_string_equal(value_term(FIELD_SOURCE, "Agency"), "XSOURCE:Agency");
    assert_string_equal(value_term(FIELD_SOURCE, ":x"), "XSOURCE::x");
    assert_string_equal(value_term(FIELD_SOURCE, "\u00c4x"), "XSOURCE\u00c4x");
}

static void test_words_and_stems(void **state)
{
    (void)state;
    schema_word(&term, FIELD_TEXT, span_of("markets"));
    assert_string_equal(term.data, "markets");
    schema_word(&term, FIELD_TITLE, span_of("markets"));
    assert_string_equal(term.data, "Smarkets");
    schema_stem(&term, FIELD_TEXT, span_of("market"));
    assert_string_equal(term.data, "Zmarket");
    schema_stem(&term, FIELD_TITLE, span_of("market"));
    assert_string_equal(term.data, "ZSmarket");
}

static void test_dates_become_terms(void **state)
{
    (void)state;
    schema_date(&term, FIELD_DAY, 20250331);
    assert_string_equal(term.data, "D20250331");
    schema_date(&term, FIELD_MONTH, 20250331);
    assert_string_equal(term.data, "M202503");
    schema_date(&term, FIELD_MONTH, 70100);
    assert_string_equal(term.data, "M000701");
    schema_date(&term, FIELD_YEAR, 20250300);
    assert_string_equal(term.data, "Y2025");
    schema_date(&term, FIELD_YEAR, 70000);
    assert_string_equal(term.data, "Y0007");
    schema_undated(&term);
    assert_string_equal(term.data, "Dnone");
}

static void test_date_values_sort_and_come_back(void **state)
{
    static const dateline_day days[] = {70101, 20250000, 20250300, 20250331, 99991231};
    char before[9] = "";

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        schema_date_value(&term, days[i]);
        assert_int_equal(term.len, 8);
        assert_true(strcmp(before, term.data) < 0);
        assert_int_equal(schema_date_of_value(buf_span(&term)), days[i]);
        strcpy(before, term.data);
    }
    assert_int_equal(schema_date_of_value(span_of("")), 0);
    assert_int_equal(schema_date_of_value(span_of("00000000")), 0);
    assert_int_equal(schema_date_of_value(span_of("2025033")), 0);
    assert_int_equal(schema_date_of_value(span_of("2025033x")), 0);
    assert_int_equal(schema_date_of_value(span_of("20250230")), 0);
    assert_int_equal(schema_date_of_value(span_of("202503310")), 0);
}

static void test_date_terms_come_back(void **state)
{
    (void)state;
    assert_int_equal(schema_date_of_term(FIELD_DAY, span_of("D20250331")), 20250331);
    assert_int_equal(schema_date_of_term(FIELD_MONTH, span_of("M202503")), 20250300);
    assert_int_equal(schema_date_of_term(FIELD_YEAR, span_of("Y2025")), 20250000);
    assert_int_equal(schema_date_of_term(FIELD_DAY, span_of("Dnone")), 0);
    assert_int_equal(schema_date_of_term(FIELD_DAY, span_of("D202503")), 0);
    assert_int_equal(schema_date_of_term(FIELD_YEAR, span_of("Yold.")), 0);
    assert_int_equal(schema_date_of_term(FIELD_YEAR, span_of("Y0000")), 0);
    assert_int_equal(schema_date_of_term(FIELD_MONTH, span_of("M")), 0);
}

/* LEN bytes: A letters, then as many of CHARACTER as fit, then letters. */
static void fill(char *value, size_t len, size_t a, const char *character)
{
    size_t size = strlen(character);

    memset(value, 'a', len);
    for (; a + size <= len; a += size)
        memcpy(value + a, character, size);
    value[len] = '\0';
}

static bool valid_utf8_start(const struct buf *t, size_t len)
{
    size_t i = 0;

    while (i < len) {
        unsigned char c = (unsigned char)t->data[i];

        i += c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    }
    return i == len;
}

static void test_ids_up_to_240_bytes_are_whole(void **state)
{
    char id[242];

    (void)state;
    fill(id, 240, 0, "x");
    assert_string_equal(value_term(FIELD_ID, id) + 1, id);
    fill(id, 241, 0, "x");
    value_term(FIELD_ID, id);
    assert_int_equal(term.len, SCHEMA_TERM_MAX);
    assert_memory_equal(term.data + 1, id, term.len - 1 - 32);
    assert_int_equal(strspn(term.data + term.len - 32, "0123456789abcdef"), 32);
}

/* No cut character, never too long, and longer than any term that is whole, so
 * that none can be taken for another's hash. */
static void test_long_values_of_any_characters(void **state)
{
    static const char *const characters[] = {"x", "\u00e9", "\u20ac", "\U0001f600"};
    char value[1001];

    (void)state;
    for (size_t c = 0; c < 4; c++) {
        for (size_t shift = 0; shift < 4; shift++) {
            for (size_t len = 242; len < 1000; len += 31) {
                fill(value, len, shift, characters[c]);
                value_term(FIELD_SOURCE, value);
                assert_in_range(term.len, 242, SCHEMA_TERM_MAX);
                assert_true(valid_utf8_start(&term, term.len - 32));
                value_term(FIELD_ID, value);
                assert_in_range(term.len, 242, SCHEMA_TERM_MAX);
                assert_true(valid_utf8_start(&term, term.len - 32));
            }
        }
    }
}

static void test_long_values_differ_by_their_ends(void **state)
{
    char id[1001], other[SCHEMA_TERM_MAX + 1];

    (void)state;
    fill(id, 1000, 0, "x");
    strcpy(other, value_term(FIELD_ID, id));
    assert_string_equal(value_term(FIELD_ID, id), other);
    id[999] = 'y';
    assert_string_not_equal(value_term(FIELD_ID, id), other);
    id[998] = '\0';
    assert_string_not_equal(value_term(FIELD_ID, id), other);
    /* The hashed term itself, without its prefix, is another id. */
    assert_string_not_equal(value_term(FIELD_ID, other + 1), other);
}

static void test_fields_have_names(void **state)
{
    (void)state;
    assert_string_equal(schema_name(FIELD_TITLE), "title");
    assert_string_equal(schema_name(FIELD_SOURCE), "source");
    for (int i = FIELD_TEXT; i <= FIELD_DATE_SOURCE; i++)
        for (int k = FIELD_TEXT; k < i; k++)
            assert_string_not_equal(schema_name((enum schema_field)i),
                                    schema_name((enum schema_field)k));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields_have_the_prefixes_of_omega),
        cmocka_unit_test(test_a_colon_parts_prefix_and_capital),
        cmocka_unit_test(test_words_and_stems),
        cmocka_unit_test(test_dates_become_terms),
        cmocka_unit_test(test_date_values_sort_and_come_back),
        cmocka_unit_test(test_date_terms_come_back),
        cmocka_unit_test(test_ids_up_to_240_bytes_are_whole),
        cmocka_unit_test(test_long_values_of_any_characters),
        cmocka_unit_test(test_long_values_differ_by_their_ends),
        cmocka_unit_test(test_fields_have_names),
    };

    return cmocka_run_group_tests(tests, NULL, free_term);
}
