/* dateline-index compact: merges all segments into one. */
#include <stdlib.h>

#include "indexer/cli/command.h"
#include "indexer/index/index.h"
#include "program/program.h"

struct compact {
    struct option_operands operands;
    struct index_options options;
    enum xapian_kind xapian;
};

static const struct option_row rows[] = {
    COMMAND_ROW_XAPIAN(struct compact, xapian, "default: as before"),
    COMMAND_ROW_MEMORY(struct compact),
    COMMAND_ROW_THREADS(struct compact),
    COMMAND_ROW_WAIT_LOCK(struct compact),
};

static const char doc[] =
    "Merge INDEX into one segment without deleted and replaced articles, in the newest format. "
    "The articles of an index that an older analysis, or another or an unknown version of "
    "libstemmer, made are analysed again. Equal articles give "
    "equal bytes, whatever the index's history. Readers are not affected.";

static const struct option_set set = {
    .arguments = "INDEX",
    .doc = doc,
    OPTION_ROWS(rows),
    .operands = offsetof(struct compact, operands),
};

static int run_compact(int argc, char **argv)
{
    struct compact c = {0};
    struct index *x = NULL;
    dateline_error err;
    dateline_status status;

    option_read(&set, argc, argv, &c);
    status = index_open(c.operands.index, &c.options, &x, &err);
    if (status == DATELINE_OK)
        status = index_compact(x, c.xapian, &err);
    index_close(x);
    return status == DATELINE_OK ? EXIT_DONE : program_fail(status, &err);
}

const struct command command_compact = {"compact", "leave one segment, nothing deleted", &set,
                                        run_compact};
