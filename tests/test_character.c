/* The table of characters that are not simply shown, and text cut between characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/character.h"
#include "core/fail.h"
#include "core/utf8.h"

#include <cmocka.h> /* last: its fail() is a macro */

#define SPAN(s) ((struct span){s, sizeof(s) - 1})

static void test_ranges_begin_and_end_where_the_header_says(void **state)
{
    static const struct {
        uint32_t first, last;
        enum character_kind kind;
    } rows[] = {
        {0x00, 0x1F, CHARACTER_CONTROL},       {0x20, 0x20, CHARACTER_BLANK},
        {0x21, 0x7E, CHARACTER_SHOWN},         {0x7F, 0x9F, CHARACTER_CONTROL},
        {0xA0, 0xA0, CHARACTER_BLANK},         {0xA1, 0x61B, CHARACTER_SHOWN},
        {0x61C, 0x61C, CHARACTER_DIRECTION},   {0x61D, 0x167F, CHARACTER_SHOWN},
        {0x1680, 0x1680, CHARACTER_BLANK},     {0x1681, 0x1FFF, CHARACTER_SHOWN},
        {0x2000, 0x200A, CHARACTER_BLANK},     {0x200B, 0x200D, CHARACTER_SHOWN},
        {0x200E, 0x200F, CHARACTER_DIRECTION}, {0x2010, 0x2027, CHARACTER_SHOWN},
        {0x2028, 0x2029, CHARACTER_LINE},      {0x202A, 0x202E, CHARACTER_DIRECTION},
        {0x202F, 0x202F, CHARACTER_BLANK},     {0x2030, 0x205E, CHARACTER_SHOWN},
        {0x205F, 0x205F, CHARACTER_BLANK},     {0x2060, 0x2065, CHARACTER_SHOWN},
        {0x2066, 0x2069, CHARACTER_DIRECTION}, {0x206A, 0x2FFF, CHARACTER_SHOWN},
        {0x3000, 0x3000, CHARACTER_BLANK},     {0x3001, 0xD7FF, CHARACTER_SHOWN},
        {0xD800, 0xDFFF, CHARACTER_SURROGATE}, {0xE000, 0x10FFFF, CHARACTER_SHOWN},
    };
    uint32_t next = 0;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(rows[i].first, next);
        for (uint32_t c = rows[i].first; c <= rows[i].last; c++)
            if (character_kind(c) != rows[i].kind)
                fail_msg("U+%04X is of kind %d", c, character_kind(c));
        next = rows[i].last + 1;
    }
}

static void expect_safe(struct span text, const char *safe)
{
    struct buf out = {0};

    buf_str(&out, "> ");
    character_add_safe(&out, text);
    assert_string_equal(out.data + 2, safe);
    assert_int_equal(out.len, strlen(out.data));
    buf_free(&out);
}

static void test_text_made_safe_is_one_line_of_what_is_shown(void **state)
{
    (void)state;
    expect_safe((struct span){0}, "");
    expect_safe(SPAN("caf\u00E9 \u6771 \U0001F680"), "caf\u00E9 \u6771 \U0001F680");
    expect_safe(SPAN("\x1b[31m\a\n\t\r\0."), "?[31m?????.");
    expect_safe(SPAN("\xC2\x9B"
                     "1m\u202Ex\u2066\u200f\u061c\u2028"),
                "?1m?x????");
    expect_safe(SPAN("\x9b"
                     "1m caf\xE9 \xED\xA0\x80 \xE2\x80"),
                "?1m caf? ? ??");
}

static void test_utf8_is_cut_before_a_character(void **state)
{
    const struct span word = SPAN("ab\u00E9\U0001F680");
    const struct span broken = SPAN("\x80\x80\x80\x80\x80\x80\x80\x80");

    (void)state;
    assert_int_equal(utf8_count(word), 4);
    assert_int_equal(utf8_cut(word, 8).len, 8);
    for (size_t most = 4; most < 8; most++)
        assert_int_equal(utf8_cut(word, most).len, 4);
    assert_int_equal(utf8_cut(word, 3).len, 2);
    assert_int_equal(utf8_cut(word, 0).len, 0);
    assert_int_equal(utf8_cut(broken, 6).len, 3); /* a character has 4 bytes at most */
}

static void test_messages_of_failures_are_safe_and_cut_at_a_character(void **state)
{
    dateline_error err;
    char name[2 * sizeof err.text];
    size_t len;

    (void)state;
    (fail)(&err, DATELINE_IO, "cannot read '%s'",
           "\xC2\x9B"
           "1m\x1b\u202E.txt\n");
    assert_string_equal(err.text, "cannot read '?1m??.txt?'");
    for (size_t i = 0; i + 2 < sizeof name; i += 2)
        memcpy(name + i, "\u00E9", 3);
    for (int shift = 0; shift < 2; shift++) {
        (fail)(&err, DATELINE_IO, "%s%s", shift ? "x" : "", name);
        len = strlen(err.text);
        assert_true(len < sizeof err.text && len + 2 >= sizeof err.text - 1);
        assert_string_equal(err.text + len - 3, "...");
        assert_null(strchr(err.text, '?'));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges_begin_and_end_where_the_header_says),
        cmocka_unit_test(test_text_made_safe_is_one_line_of_what_is_shown),
        cmocka_unit_test(test_utf8_is_cut_before_a_character),
        cmocka_unit_test(test_messages_of_failures_are_safe_and_cut_at_a_character),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
