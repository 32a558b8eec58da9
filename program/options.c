/* Option tables over argp: parsing, refused combinations, help. */
#include "program/options.h"

#include <argp.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/fail.h"
#include "program/operands.h"
#include "program/option_scan.h"
#include "program/program.h"

enum { FIRST_KEY = 256 }; /* above all letters */

/* A command line being read. */
struct option_reader {
    const struct option_set *set;
    void *values;
    struct option_operands *operands;
    char **arguments; /* that are no options */
    int n_arguments;
    uint64_t given; /* the rows that were, a bit each */
};

/* ---- Combinations -------------------------------------------------------- */

static bool operands_given(const struct option_reader *r)
{
    for (int i = 0; i < r->operands->n_rest; i++)
        if (*r->operands->rest[i])
            return true;
    return false;
}

static bool option_given(const struct option_reader *r, const char *name)
{
    if (r->set->rest && !strcmp(name, r->set->rest))
        return operands_given(r);
    for (size_t i = 0; i < r->set->n_rows; i++)
        if (r->given >> i & 1 && !strcmp(name, r->set->rows[i].name))
            return true;
    return false;
}

static dateline_status check_conflicts(const struct option_reader *r, dateline_error *err)
{
    for (size_t i = 0; i < r->set->n_conflicts; i++) {
        const struct option_conflict *c = &r->set->conflicts[i];

        for (int k = 0; k < OPTION_OTHERS_MAX && c->others[k]; k++) {
            const char *other = c->others[k];
            bool operand = r->set->rest && !strcmp(other, r->set->rest);

            if (option_given(r, c->name) && option_given(r, other))
                return fail(err, DATELINE_BAD_OPTION, "--%s cannot be combined with %s%s", c->name,
                            operand ? "a " : "--", other);
        }
    }
    return DATELINE_OK;
}

static dateline_status check_line(const struct option_reader *r, dateline_error *err)
{
    dateline_status status;

    status = operands_read(r->set, r->arguments, r->n_arguments, r->operands, err);
    if (status == DATELINE_OK)
        status = check_conflicts(r, err);
    if (status == DATELINE_OK && r->set->check)
        status = r->set->check(r->values, err);
    return status;
}

/* ---- argp ---------------------------------------------------------------- */

/* The key of row I; a second name has that of the row before. */
static int argp_key_of(const struct option_set *set, size_t i)
{
    while (set->rows[i].kind == OPTION_SAME)
        i--;
    return set->rows[i].letter ? set->rows[i].letter : FIRST_KEY + (int)i;
}

/* NULL for a key of argp's own. */
static const struct option_row *row_by_key(const struct option_set *set, int key)
{
    for (size_t i = 0; i < set->n_rows; i++)
        if (set->rows[i].kind != OPTION_HEADING && argp_key_of(set, i) == key)
            return &set->rows[i];
    return NULL;
}

void option_lines(const struct option_set *set, struct buf *out)
{
    for (size_t i = 0; i < set->n_rows; i++) {
        const struct option_row *row = &set->rows[i];

        if (row->kind == OPTION_HEADING || row->kind == OPTION_SAME)
            continue;
        buf_printf(out, "%s\t%.1s\t%s\t", row->name, row->letter ? &row->letter : "",
                   row->argument ? row->argument : "");
        for (size_t k = 0; row->keywords && k < row->keywords->len; k++)
            if (row->keywords->list[k])
                buf_printf(out, "%s ", row->keywords->list[k]);
        buf_char(out, '\t');
        option_help(row, out);
        buf_char(out, '\n');
    }
}

static void print_option_lines(const struct option_set *set)
{
    struct buf lines = {0};

    option_lines(set, &lines);
    fwrite(lines.data, 1, lines.len, stdout);
    buf_free(&lines);
    exit(program_finish(EXIT_DONE));
}

static error_t read_argp_key(int key, char *arg, struct argp_state *state)
{
    struct option_reader *r = state->input;
    const struct option_row *row = row_by_key(r->set, key);
    dateline_status status = DATELINE_OK;
    dateline_error err;

    if (key == ARGP_KEY_INIT) {
        option_scan(r->set, state);
        return 0;
    }
    if (key == OPTION_SHORT_HELP)
        argp_state_help(state, stdout, ARGP_HELP_STD_HELP);
    if (key == OPTION_LIST_OPTIONS)
        print_option_lines(r->set);
    if (row) {
        r->given |= (uint64_t)1 << (row - r->set->rows);
        status = option_store(row, arg, r->values, &err);
    } else if (key == ARGP_KEY_ARGS) {
        r->arguments = state->argv + state->next;
        r->n_arguments = state->argc - state->next;
    } else if (key == ARGP_KEY_END) {
        status = check_line(r, &err);
    } else {
        return ARGP_ERR_UNKNOWN;
    }
    if (status != DATELINE_OK)
        program_refuse(state, "%s", err.text);
    return 0;
}

void option_help(const struct option_row *row, struct buf *out)
{
    const char *mark = row->keywords ? strstr(row->help, "{}") : NULL;

    if (!mark) {
        buf_str(out, row->help);
        return;
    }
    buf_add(out, row->help, (size_t)(mark - row->help));
    names_list(row->keywords, row->kind == OPTION_LIST ? ", " : " or ", out);
    buf_str(out, mark + 2);
}

/* argp asks for each text of --help, and frees what differs from TEXT. */
static char *expand_help(int key, const char *text, void *input)
{
    const struct option_reader *r = input;
    const struct option_row *row = row_by_key(r->set, key);
    struct buf out = {0};

    if (!row || !text)
        return (char *)text;
    option_help(row, &out);
    return out.data;
}

static void build_argp_table(const struct option_set *set, struct argp_option *out)
{
    for (size_t i = 0; i < set->n_rows; i++) {
        const struct option_row *row = &set->rows[i];

        out[i] = (struct argp_option){.name = row->name,
                                      .arg = row->argument,
                                      .flags = row->optional ? OPTION_ARG_OPTIONAL : 0,
                                      .doc = row->help};
        if (row->kind != OPTION_HEADING)
            out[i].key = argp_key_of(set, i);
        if (row->kind == OPTION_SAME)
            out[i].flags = OPTION_ALIAS | OPTION_HIDDEN;
    }
    out[set->n_rows] = (struct argp_option){.key = OPTION_SHORT_HELP, .flags = OPTION_HIDDEN};
    out[set->n_rows + 1] = (struct argp_option){
        .name = "list-options", .key = OPTION_LIST_OPTIONS, .flags = OPTION_HIDDEN};
}

void option_read(const struct option_set *set, int argc, char **argv, void *values)
{
    struct argp_option table[OPTION_ROWS_MAX + 3] = {0};
    struct option_reader r = {
        .set = set,
        .values = values,
        .operands = (struct option_operands *)(void *)((char *)values + set->operands)};
    const struct argp argp = {table,       read_argp_key, set->arguments, set->doc, NULL,
                              expand_help, NULL};

    assert(set->n_rows <= OPTION_ROWS_MAX);
    build_argp_table(set, table);
    if (argp_parse(&argp, argc, argv, 0, NULL, &r))
        out_of_memory(0); /* argp tells all else itself */
}
