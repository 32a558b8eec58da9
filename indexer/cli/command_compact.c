/* dateline-index compact: merges an index into one segment. */
#include <stdlib.h>

#include "indexer/cli/command.h"
#include "indexer/index/index.h"
#include "program/program.h"

struct compact {
    const char *index;
    struct index_options options;
};

enum { OPT_THREADS = 256, OPT_WAIT };

static const struct argp_option options[] = {
    {"threads", OPT_THREADS, "N", 0, "Use N threads (default: as many as there are processors)", 0},
    {"wait-lock", OPT_WAIT, "SECONDS", 0, "Wait up to SECONDS for another writer", 0},
    {0},
};

static const char doc[] =
    "Merge INDEX into one segment without deleted and replaced articles. Equal articles give equal "
    "bytes, whatever the index's history. Readers are not affected.";

static error_t parse_compact(int key, char *arg, struct argp_state *state)
{
    struct compact *c = state->input;

    if (key == OPT_THREADS)
        c->options.threads =
            (unsigned)program_number(state, "threads", arg, 1, BUILDER_THREADS_MAX);
    else if (key == OPT_WAIT)
        c->options.wait_lock = program_seconds(state, "wait-lock", arg);
    else if (key == ARGP_KEY_ARG && !c->index)
        c->index = arg;
    else if (key == ARGP_KEY_ARG)
        argp_error(state, "one INDEX at a time");
    else if (key == ARGP_KEY_END && !c->index)
        argp_error(state, "no INDEX is named");
    else if (key != ARGP_KEY_END)
        return ARGP_ERR_UNKNOWN;
    return 0;
}

int command_compact(int argc, char **argv)
{
    const struct argp argp = {options, parse_compact, "INDEX", doc, NULL, NULL, NULL};
    struct compact c = {0};
    struct index *x = NULL;
    dateline_error err;
    dateline_status status;

    argp_parse(&argp, argc, argv, 0, NULL, &c);
    status = index_open(c.index, &c.options, &x, &err);
    if (status == DATELINE_OK)
        status = index_compact(x, &err);
    index_close(x);
    return status == DATELINE_OK ? EXIT_DONE : program_fail(status, &err);
}
