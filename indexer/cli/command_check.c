/* dateline-index check: verifies an index, and repairs it if asked to. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/fail.h"
#include "indexer/cli/command.h"
#include "indexer/index/index.h"
#include "indexer/index/repair.h"
#include "program/program.h"

struct check {
    struct option_operands operands;
    struct index_options options;
    bool repair;
};

static const struct option_row rows[] = {
    {"repair", 0, OPTION_FLAG, NULL, OPTION_AT(struct check, repair),
     .help =
         "Rebuild damaged segments from the articles that can still be read, in one commit, and "
         "print the ids of those that cannot"},
    COMMAND_ROW_WAIT_LOCK(struct check),
};

static const char doc[] =
    "Verify every byte and structure of INDEX: checksums of all files, then articles, term lists, "
    "postings and positions against each other. Report faults on standard error and with exit "
    "status 1, or 3 where a file is missing or cannot be read. With --repair the status is 0 if "
    "nothing was lost, and 1 if something was.";

static dateline_status check_repair_options(const void *values, dateline_error *err)
{
    const struct check *c = values;

    if (c->options.wait_lock > 0 && !c->repair)
        return fail(err, DATELINE_BAD_OPTION, "--wait-lock needs --repair");
    return DATELINE_OK;
}

static const struct option_set set = {
    .arguments = "INDEX",
    .doc = doc,
    OPTION_ROWS(rows),
    .operands = offsetof(struct check, operands),
    .check = check_repair_options,
};

static void warn_of_damage(void *ctx, const char *message)
{
    (void)ctx;
    program_warn("%s", message);
}

static int check_only(const char *index)
{
    struct check_result found;
    dateline_error err;
    dateline_status status = check_index(index, warn_of_damage, NULL, &found, &err);

    if (status != DATELINE_OK)
        return program_fail(status, &err);
    if (found.missing || found.unread)
        return EXIT_TROUBLE;
    if (found.damaged)
        return EXIT_NOTHING;
    printf("%s: no damage found\n", index);
    return EXIT_DONE;
}

/* ---- Repairing -------------------------------------------------------------- */

static void print_lost_id(void *ctx, struct span id)
{
    (void)ctx;
    printf("%.*s\n", (int)id.len, id.data);
}

static void tell_repaired(const char *index, const struct repair_result *r)
{
    program_warn("%s: %zu of %zu segments rebuilt, %" PRIu64 " articles kept, %" PRIu64 " lost",
                 index, r->rebuilt, r->segments, r->kept, r->lost);
    if (r->undeleted)
        program_warn(
            "%s: %" PRIu64
            " deleted or replaced articles are there again, as a file of deletions is lost",
            index, r->undeleted);
}

static int check_and_repair(const struct check *c)
{
    const struct repair_events events = {warn_of_damage, print_lost_id, NULL};
    const char *index = c->operands.index;
    struct repair_result found = {0};
    dateline_error err;
    dateline_status status = repair_index(index, c->options.wait_lock, &events, &found, &err);

    if (found.rebuilt)
        tell_repaired(index, &found);
    if (found.forgot_folders)
        program_warn("%s: what directories gave is forgotten: add --sync removes nothing of it",
                     index);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    if (!found.rebuilt && !found.forgot_folders)
        printf("%s: no damage found\n", index);
    return found.lost || found.undeleted ? EXIT_NOTHING : EXIT_DONE;
}

static int run_check(int argc, char **argv)
{
    struct check c = {0};

    option_read(&set, argc, argv, &c);
    return c.repair ? check_and_repair(&c) : check_only(c.operands.index);
}

const struct command command_check = {"check", "verify every byte and structure", &set, run_check};
