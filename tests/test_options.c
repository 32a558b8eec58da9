/* Option tables: values of each kind, good and bad, and the texts of --help. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "program/option_value.h"
#include "program/options.h"

enum size { SIZE_NONE, SIZE_SMALL, SIZE_MIDDLE, SIZE_LARGE };

static const char *const size_list[] = {NULL, "small", "middle", "large"};
static const struct names size_names = NAMES("size", size_list);
static const struct names nameless_sizes = NAMES(NULL, size_list);

static struct line {
    bool strict;
    enum size made;
    uint32_t threads;
    uint64_t limit, memory;
    double wait;
    const char *text;
    enum size choice;
    struct option_list list;
} line;

static dateline_status refuse_all(const char *text, void *values, dateline_error *err)
{
    assert_ptr_equal(values, &line);
    snprintf(err->text, sizeof err->text, "no '%s' today", text);
    return DATELINE_BAD_QUERY;
}

static const struct option_row
    strict = {"strict", 0, OPTION_FLAG, NULL, OPTION_AT(struct line, strict), .help = "Strict"},
    made = {"large",        0, OPTION_FLAG, NULL, OPTION_AT(struct line, made), .value = SIZE_LARGE,
            .help = "Large"},
    threads = {"threads", 't',       OPTION_NUMBER,          "N", OPTION_AT(struct line, threads),
               .min = 1,  .max = 64, .help = "Use N threads"},
    limit = {"limit",
             0,
             OPTION_NUMBER,
             "N",
             OPTION_AT(struct line, limit),
             .max = UINT64_MAX,
             .help = "At most N"},
    memory = {"memory",
              0,
              OPTION_SIZE,
              "SIZE",
              OPTION_AT(struct line, memory),
              .min = 1 << 20,
              .help = "Hold SIZE bytes"},
    wait_lock = {"wait",
                 0,
                 OPTION_SECONDS,
                 "SECONDS",
                 OPTION_AT(struct line, wait),
                 .help = "Wait so long"},
    text = {"text", 0, OPTION_TEXT, "TEXT", OPTION_AT(struct line, text), .help = "Any text"},
    choice = {"size",
              0,
              OPTION_CHOICE,
              "SIZE",
              OPTION_AT(struct line, choice),
              .keywords = &size_names,
              .help = "Made {} (default small)"},
    nameless = {"scale",
                0,
                OPTION_CHOICE,
                "SIZE",
                OPTION_AT(struct line, choice),
                .keywords = &nameless_sizes,
                .help = "Made {}"},
    list = {"sizes",
            0,
            OPTION_LIST,
            "LIST",
            OPTION_AT(struct line, list),
            .keywords = &size_names,
            .help = "These: {}"},
    action = {"odd", 0, OPTION_DATE, "DATE", .action = refuse_all, .help = "Odd"};

static int clear_line(void **state)
{
    (void)state;
    line = (struct line){0};
    return 0;
}

static void accept_value(const struct option_row *row, const char *value)
{
    dateline_error err = {"no message"};

    if (option_store(row, value, &line, &err) != DATELINE_OK)
        fail_msg("%s", err.text);
}

/* VALUE is refused with that message, and nothing is stored. */
static void refuse_value(const struct option_row *row, const char *value, const char *message)
{
    struct line before = line;
    dateline_error err = {"no message"};

    assert_int_equal(option_store(row, value, &line, &err), DATELINE_BAD_OPTION);
    assert_string_equal(err.text, message);
    assert_memory_equal(&before, &line, sizeof line);
}

static void test_a_flag_stores_true_or_its_value(void **state)
{
    (void)state;
    accept_value(&strict, NULL);
    assert_true(line.strict);
    accept_value(&made, NULL);
    assert_int_equal(line.made, SIZE_LARGE);
}

static void test_a_number_lies_between_its_bounds(void **state)
{
    static const char *const bad[] = {"0",  "65",  "-1",  "+1",         "",
                                      " 1", "1 ",  "1x",  "1.5",        "1e1",
                                      "x",  "0x1", "nan", "4294967297", "18446744073709551617"};

    (void)state;
    accept_value(&threads, "1");
    accept_value(&threads, "64");
    assert_int_equal(line.threads, 64);
    assert_int_equal(line.limit, 0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char message[128];

        snprintf(message, sizeof message, "--threads takes a number from 1 to 64, not '%s'",
                 bad[i]);
        refuse_value(&threads, bad[i], message);
    }
}

static void test_the_largest_number_and_no_larger(void **state)
{
    (void)state;
    accept_value(&limit, "18446744073709551615");
    assert_true(line.limit == UINT64_MAX);
    refuse_value(&limit, "18446744073709551616",
                 "--limit takes a number from 0 to 18446744073709551615, not "
                 "'18446744073709551616'");
}

static void test_a_size_may_have_a_unit(void **state)
{
    (void)state;
    accept_value(&memory, "1048576");
    assert_int_equal(line.memory, 1 << 20);
    accept_value(&memory, "1024k");
    assert_int_equal(line.memory, 1 << 20);
    accept_value(&memory, "3M");
    assert_int_equal(line.memory, 3 << 20);
    accept_value(&memory, "2g");
    assert_true(line.memory == (uint64_t)2 << 30);
    accept_value(&memory, "16777215T");
    assert_true(line.memory == (uint64_t)16777215 << 40);
}

static void test_sizes_that_are_none(void **state)
{
    static const char *const bad[] = {"",     "M",         "-1M",   "64 ",
                                      "64 M", "64MB",      "1023K", "1P",
                                      "1.5G", "16777216T", "nan",   "99999999999999999999"};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char message[128];

        snprintf(message, sizeof message,
                 "--memory takes a size of at least 1048576 bytes, such as 512M, not '%s'", bad[i]);
        refuse_value(&memory, bad[i], message);
    }
}

static void test_seconds(void **state)
{
    static const char *const bad[] = {"",      "-1", "-0.0", "-1e-400", "nan", "-nan", "inf",
                                      "1e999", "1s", "1 ",   "soon",    "1,5", "."};

    (void)state;
    accept_value(&wait_lock, "0");
    accept_value(&wait_lock, "0.25");
    assert_true(line.wait == 0.25);
    accept_value(&wait_lock, "1e3");
    assert_true(line.wait == 1000);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char message[128];

        snprintf(message, sizeof message, "--wait takes a number of seconds, not '%s'", bad[i]);
        refuse_value(&wait_lock, bad[i], message);
    }
}

static void test_a_text_is_borrowed_as_it_is(void **state)
{
    static const char given[] = "";

    (void)state;
    accept_value(&text, given);
    assert_ptr_equal(line.text, given);
}

static void test_a_choice_stores_the_number_of_its_keyword(void **state)
{
    (void)state;
    accept_value(&choice, "middle");
    assert_int_equal(line.choice, SIZE_MIDDLE);
    refuse_value(&choice, "huge", "unknown size 'huge': there are small, middle, large");
    refuse_value(&choice, "", "unknown size '': there are small, middle, large");
    refuse_value(&choice, "Small", "unknown size 'Small': there are small, middle, large");
    refuse_value(&choice, "smal", "unknown size 'smal': there are small, middle, large");
}

static void test_a_table_without_a_name_is_named_as_its_option(void **state)
{
    (void)state;
    refuse_value(&nameless, "huge", "unknown --scale 'huge': there are small, middle, large");
}

static void test_a_list_keeps_the_order_of_its_keywords(void **state)
{
    (void)state;
    accept_value(&list, "large, small");
    assert_int_equal(line.list.n, 2);
    assert_int_equal(line.list.keywords[0], SIZE_LARGE);
    assert_int_equal(line.list.keywords[1], SIZE_SMALL);
    accept_value(&list, "middle");
    assert_int_equal(line.list.n, 1);
    assert_int_equal(line.list.keywords[0], SIZE_MIDDLE);
    refuse_value(&list, "small,huge", "unknown size 'huge': there are small, middle, large");
    refuse_value(&list, "", "unknown size '': there are small, middle, large");
    refuse_value(&list, "small,,large", "unknown size '': there are small, middle, large");
    refuse_value(&list, "small,", "unknown size '': there are small, middle, large");
    refuse_value(&list, "small,large,small",
                 "the size 'small' is named twice in 'small,large,small'");
}

static void test_an_action_stores_in_place_of_the_kind(void **state)
{
    dateline_error err;

    (void)state;
    assert_int_equal(option_store(&action, "x", &line, &err), DATELINE_BAD_QUERY);
    assert_string_equal(err.text, "no 'x' today");
}

static void test_help_names_the_keywords(void **state)
{
    struct buf out = {0};

    (void)state;
    option_help(&choice, &out);
    buf_char(&out, '|');
    option_help(&list, &out);
    buf_char(&out, '|');
    option_help(&text, &out);
    assert_string_equal(out.data,
                        "Made small, middle or large (default small)|These: small, middle, large|"
                        "Any text");
    buf_free(&out);
}

#define TEST(name) cmocka_unit_test_setup(name, clear_line)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_flag_stores_true_or_its_value),
        TEST(test_a_number_lies_between_its_bounds),
        TEST(test_the_largest_number_and_no_larger),
        TEST(test_a_size_may_have_a_unit),
        TEST(test_sizes_that_are_none),
        TEST(test_seconds),
        TEST(test_a_text_is_borrowed_as_it_is),
        TEST(test_a_choice_stores_the_number_of_its_keyword),
        TEST(test_a_table_without_a_name_is_named_as_its_option),
        TEST(test_a_list_keeps_the_order_of_its_keywords),
        TEST(test_an_action_stores_in_place_of_the_kind),
        TEST(test_help_names_the_keywords),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
