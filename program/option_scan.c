/* Looks for arguments that are no option, before getopt prints them as they are. */
#include "program/option_scan.h"

#include <argp.h>
#include <stdlib.h>
#include <string.h>

#include "program/program.h"

/* Whether a row's or argp's own option is followed by a value. */
enum found { FOUND_NONE, FOUND_FLAG, FOUND_VALUE };

static enum found found_row(const struct option_set *set, size_t i)
{
    while (set->rows[i].kind == OPTION_SAME)
        i--;
    return set->rows[i].argument ? FOUND_VALUE : FOUND_FLAG;
}

/* NAME may be shortened: one that is ambiguous is a flag here, and refused by getopt. */
static enum found find_long(const struct option_set *set, struct span name)
{
    static const char *const own[] = {"help", "list-options", "usage", "version"};
    enum found found = FOUND_NONE;

    for (size_t i = 0; i < set->n_rows; i++)
        if (set->rows[i].name && !strncmp(set->rows[i].name, name.data, name.len)) {
            if (!set->rows[i].name[name.len])
                return found_row(set, i);
            found = found == FOUND_NONE ? found_row(set, i) : FOUND_FLAG;
        }
    for (size_t i = 0; i < sizeof own / sizeof *own && found == FOUND_NONE; i++)
        if (!strncmp(own[i], name.data, name.len))
            found = FOUND_FLAG;
    return found;
}

/* The option of the letter at AT, before the rest of its argument. A letter that is followed by
 * what it never has begins a word with a dash: -nuclear has no number, -china asks for no help. */
static enum found find_letter(const struct option_set *set, const char *at)
{
    for (size_t i = 0; i < set->n_rows; i++) {
        if (set->rows[i].letter != *at)
            continue;
        return set->rows[i].kind == OPTION_NUMBER && at[1] && (at[1] < '0' || at[1] > '9')
                   ? FOUND_NONE
                   : found_row(set, i);
    }
    if (*at == OPTION_SHORT_HELP)
        return at[-1] == '-' && !at[1] ? FOUND_FLAG : FOUND_NONE;
    return strchr("?V", *at) ? FOUND_FLAG : FOUND_NONE;
}

/* *APART: the option's value is the next argument. */
static enum found find_option(const struct option_set *set, const char *argument, bool *apart)
{
    size_t len = strcspn(argument, "=");
    enum found found = FOUND_FLAG;

    if (argument[1] == '-') {
        found = find_long(set, (struct span){argument + 2, len - 2});
        *apart = found == FOUND_VALUE && !argument[len];
        return found;
    }
    for (const char *letter = argument + 1; *letter && found == FOUND_FLAG; letter++) {
        found = find_letter(set, letter);
        *apart = found == FOUND_VALUE && !letter[1];
    }
    return found;
}

/* Appends the long options of SET whose names begin as ARGUMENT, a long one, does. */
static void list_similar(const struct option_set *set, const char *argument, struct buf *out)
{
    for (size_t i = 0; i < set->n_rows; i++)
        if (set->rows[i].name && argument[1] == '-' && argument[2] == *set->rows[i].name)
            buf_printf(out, "%s--%s", out->len ? ", " : "", set->rows[i].name);
}

/* argp has not named itself yet when it asks for this. */
static void refuse_argument(const struct option_set *set, struct argp_state *state,
                            const char *argument)
{
    struct buf similar = {0};

    state->name = state->argv[0];
    list_similar(set, argument, &similar);
    program_refuse(state,
                   "unrecognized option '%s' (%s%s-- goes before an argument that begins with -)",
                   argument, similar.len ? similar.data : "", similar.len ? "? " : "");
    buf_free(&similar);
}

void option_scan(const struct option_set *set, struct argp_state *state)
{
    bool in_order = state->flags & ARGP_IN_ORDER || getenv("POSIXLY_CORRECT");
    char **argv = state->argv;

    for (int i = 1; i < state->argc && strcmp(argv[i], "--") != 0; i++) {
        bool apart = false;

        if (argv[i][0] != '-' || !argv[i][1]) {
            if (in_order)
                break;
            continue;
        }
        if (find_option(set, argv[i], &apart) == FOUND_NONE)
            refuse_argument(set, state, argv[i]);
        i += apart;
    }
}
