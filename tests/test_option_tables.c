/* The option tables of all programs, row by row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/cli/command.h"
#include "searcher/cli/options.h"
#include "serve/options.h"

#include <cmocka.h> /* last: its fail() is a macro */

enum { VALUES_MAX = 8192 }; /* more than any struct that a command line fills */

typedef void row_check(const struct option_set *set, const struct option_row *row);

static void each_row_of(const struct option_set *set, row_check *check)
{
    assert_true(set->n_rows <= OPTION_ROWS_MAX);
    for (size_t i = 0; i < set->n_rows; i++)
        check(set, &set->rows[i]);
}

static void each_row(row_check *check)
{
    for (int i = 0; i < COMMANDS; i++)
        each_row_of(commands[i]->options, check);
    each_row_of(&search_options, check);
    each_row_of(&serve_options_set, check);
}

static void has_help(const struct option_set *set, const struct option_row *row)
{
    struct buf out = {0};

    (void)set;
    if (row->kind == OPTION_SAME)
        return;
    assert_non_null(row->help);
    option_help(row, &out);
    assert_true(out.len > 5);
    assert_null(strstr(out.data, "{}"));
    if (row->keywords)
        assert_true(out.len > strlen(row->help)); /* it names them */
    buf_free(&out);
}

static void test_each_row_has_help(void **state)
{
    (void)state;
    each_row(has_help);
}

static void has_its_own_name(const struct option_set *set, const struct option_row *row)
{
    if (row->kind == OPTION_HEADING)
        return;
    assert_non_null(row->name);
    assert_string_not_equal(row->name, "");
    for (const struct option_row *other = set->rows; other < row; other++) {
        if (other->kind == OPTION_HEADING)
            continue;
        assert_string_not_equal(other->name, row->name);
        assert_true(!row->letter || row->letter != other->letter);
    }
    assert_string_not_equal(row->name, "help");
    assert_string_not_equal(row->name, "usage");
    assert_string_not_equal(row->name, "version");
}

static void test_no_two_rows_share_a_name(void **state)
{
    (void)state;
    each_row(has_its_own_name);
}

/* The sizes that a member of KIND may have, as bits. */
static size_t sizes_of_kind(enum option_kind kind)
{
    switch (kind) {
    case OPTION_HEADING:
    case OPTION_SAME:
        return 0;
    case OPTION_FLAG:
        return sizeof(bool) | sizeof(int);
    case OPTION_NUMBER:
        return sizeof(uint32_t) | sizeof(uint64_t);
    case OPTION_SIZE:
        return sizeof(uint64_t);
    case OPTION_SECONDS:
        return sizeof(double);
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_DATE:
        return sizeof(char *);
    case OPTION_CHOICE:
        return sizeof(int);
    case OPTION_LIST:
        return sizeof(struct option_list);
    }
    return 0;
}

static void fits_its_member(const struct option_set *set, const struct option_row *row)
{
    (void)set;
    assert_true(row->at + row->size <= VALUES_MAX);
    if (row->action || !sizes_of_kind(row->kind))
        assert_int_equal(row->size, 0);
    else
        assert_int_equal(row->size & ~sizes_of_kind(row->kind), 0);
    if (row->kind == OPTION_NUMBER) {
        assert_true(row->min < row->max);
        assert_true(row->size == sizeof(uint64_t) || row->max <= UINT32_MAX);
    }
    if (row->kind == OPTION_LIST) {
        assert_non_null(row->keywords->what);
        assert_true(row->keywords->len <= OPTION_LIST_MAX);
    }
    assert_int_equal(row->kind == OPTION_CHOICE || row->kind == OPTION_LIST,
                     row->keywords && row->kind != OPTION_TEXT);
    assert_int_equal(row->argument != NULL, row->kind > OPTION_FLAG);
}

static void test_each_value_fits_the_member_that_holds_it(void **state)
{
    (void)state;
    each_row(fits_its_member);
}

/* What a choice, or a list of one, stored. */
static int stored_keyword(const struct option_row *row, const char *values)
{
    int keyword;

    if (row->kind == OPTION_CHOICE) {
        memcpy(&keyword, values + row->at, sizeof keyword);
        return keyword;
    }
    assert_int_equal(((const struct option_list *)(const void *)(values + row->at))->n, 1);
    return ((const struct option_list *)(const void *)(values + row->at))->keywords[0];
}

/* "unknown format 'no-such-keyword': there are text, json"; the option stands in place of
 * "format" where the table does not say what it names. */
static void assert_refusal_lists(const char *message, const struct option_row *row)
{
    struct buf expected = {0};

    buf_str(&expected, "unknown ");
    if (!row->keywords->what)
        buf_str(&expected, "--");
    buf_str(&expected, row->keywords->what ? row->keywords->what : row->name);
    buf_str(&expected, " 'no-such-keyword': there are ");
    names_list(row->keywords, ", ", &expected);
    assert_string_equal(message, expected.data);
    buf_free(&expected);
}

static void takes_its_keywords_alone(const struct option_set *set, const struct option_row *row)
{
    char *values;
    dateline_error err;

    (void)set;
    if (row->kind != OPTION_CHOICE && row->kind != OPTION_LIST)
        return;
    values = must_zalloc(VALUES_MAX);
    for (int k = 0; k < (int)row->keywords->len; k++) {
        if (!row->keywords->list[k])
            continue;
        assert_int_equal(option_store(row, row->keywords->list[k], values, &err), DATELINE_OK);
        assert_int_equal(stored_keyword(row, values), k);
    }
    assert_int_equal(option_store(row, "no-such-keyword", values, &err), DATELINE_BAD_OPTION);
    assert_refusal_lists(err.text, row);
    free(values);
}

static void test_each_keyword_is_accepted_and_no_other(void **state)
{
    (void)state;
    each_row(takes_its_keywords_alone);
}

static const struct option_row *find_row(const struct option_set *set, const char *name)
{
    for (size_t i = 0; i < set->n_rows; i++)
        if (set->rows[i].name && !strcmp(set->rows[i].name, name))
            return &set->rows[i];
    fail_msg("no option %s", name);
    return NULL;
}

static void test_two_commands_have_one_rule_for_threads(void **state)
{
    const struct option_row *add = find_row(command_add.options, "threads"),
                            *compact = find_row(command_compact.options, "threads");

    (void)state;
    assert_true(add->min == compact->min && add->max == compact->max);
    assert_string_equal(add->help, compact->help);
}

static void test_conflicts_are_between_options_that_exist(void **state)
{
    const struct option_set *set = &search_options;

    (void)state;
    assert_true(set->n_conflicts > 0);
    for (size_t i = 0; i < set->n_conflicts; i++) {
        const struct option_conflict *c = &set->conflicts[i];

        find_row(set, c->name);
        assert_non_null(c->others[0]);
        for (int k = 0; k < OPTION_OTHERS_MAX && c->others[k]; k++)
            if (strcmp(c->others[k], set->rest) != 0)
                assert_ptr_not_equal(find_row(set, c->others[k]), find_row(set, c->name));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_row_has_help),
        cmocka_unit_test(test_no_two_rows_share_a_name),
        cmocka_unit_test(test_each_value_fits_the_member_that_holds_it),
        cmocka_unit_test(test_each_keyword_is_accepted_and_no_other),
        cmocka_unit_test(test_conflicts_are_between_options_that_exist),
        cmocka_unit_test(test_two_commands_have_one_rule_for_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
