/* dateline-index check: verifies an index. */
#include <stdio.h>
#include <stdlib.h>

#include "indexer/cli/command.h"
#include "indexer/index/check.h"
#include "program/program.h"

static const char doc[] =
    "Verify every byte and structure of INDEX: checksums of all files, then articles, term lists, "
    "postings and positions against each other. Report faults on standard error and with exit "
    "status 1, or 3 where a file is missing or cannot be read.";

static const struct option_set set = {.arguments = "INDEX", .doc = doc};

static void warn_of_damage(void *ctx, const char *message)
{
    (void)ctx;
    program_warn("%s", message);
}

static int run_check(int argc, char **argv)
{
    struct option_operands operands = {0};
    struct check_result found;
    dateline_error err;
    dateline_status status;

    option_read(&set, argc, argv, &operands);
    status = check_index(operands.index, warn_of_damage, NULL, &found, &err);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    if (found.missing || found.unread)
        return EXIT_TROUBLE;
    if (found.damaged)
        return EXIT_NOTHING;
    printf("%s: no damage found\n", operands.index);
    return EXIT_DONE;
}

const struct command command_check = {"check", "verify every byte and structure", &set, run_check};
