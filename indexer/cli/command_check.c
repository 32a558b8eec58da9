/* dateline-index check: verifies an index. */
#include <stdio.h>
#include <stdlib.h>

#include "indexer/cli/command.h"
#include "indexer/index/check.h"
#include "program/program.h"

static const char doc[] =
    "Verify every byte and structure of INDEX: checksums of all files, then articles, term lists, "
    "postings and positions against each other. Report faults on standard error and with exit "
    "status 1.";

static error_t parse_check(int key, char *arg, struct argp_state *state)
{
    const char **index = state->input;

    if (key == ARGP_KEY_ARG && !*index)
        *index = arg;
    else if (key == ARGP_KEY_ARG)
        argp_error(state, "one INDEX at a time");
    else if (key == ARGP_KEY_END && !*index)
        argp_error(state, "no INDEX is named");
    else if (key != ARGP_KEY_END)
        return ARGP_ERR_UNKNOWN;
    return 0;
}

static void warn_fault(void *ctx, const char *message)
{
    (void)ctx;
    program_warn("%s", message);
}

int command_check(int argc, char **argv)
{
    const struct argp argp = {NULL, parse_check, "INDEX", doc, NULL, NULL, NULL};
    const char *index = NULL;
    bool damaged = false;
    dateline_error err;
    dateline_status status;

    argp_parse(&argp, argc, argv, 0, NULL, &index);
    status = check_index(index, warn_fault, NULL, &damaged, &err);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    if (damaged)
        return EXIT_NOTHING;
    printf("%s: no damage found\n", index);
    return EXIT_DONE;
}
