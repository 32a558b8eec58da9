/* dateline-index delete: deletes articles. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/cli/command.h"
#include "indexer/index/index.h"
#include "program/program.h"

struct delete
{
    const char *index, *ids_from;
    char **ids;
    int n_ids;
    struct index_options options;
    struct index *x;
    uint64_t missing;
};

enum { OPT_IDS_FROM = 256, OPT_WAIT, OPT_DRY_RUN };

static const struct argp_option options[] = {
    {"ids-from", OPT_IDS_FROM, "FILE", 0,
     "Delete the ids in FILE too, one a line (-: standard input)", 0},
    {"wait-lock", OPT_WAIT, "SECONDS", 0, "Wait up to SECONDS for another writer", 0},
    {"dry-run", OPT_DRY_RUN, NULL, 0, "Report what would change, without changing it", 0},
    {0},
};

static const char doc[] =
    "Delete the articles with these ids from INDEX, in one commit. Unknown ids are "
    "reported and set exit status 1; the others are deleted.";

static error_t parse_delete(int key, char *arg, struct argp_state *state)
{
    struct delete *d = state->input;

    if (key == OPT_IDS_FROM) {
        d->ids_from = arg;
    } else if (key == OPT_WAIT) {
        d->options.wait_lock = program_seconds(state, "wait-lock", arg);
    } else if (key == OPT_DRY_RUN) {
        d->options.dry_run = true;
    } else if (key == ARGP_KEY_ARG && !d->index) {
        d->index = arg;
    } else if (key == ARGP_KEY_ARG) {
        d->ids = state->argv + state->next - 1;
        d->n_ids = state->argc - state->next + 1;
        state->next = state->argc;
    } else if (key == ARGP_KEY_END) {
        if (!d->index || (!d->n_ids && !d->ids_from))
            argp_error(state, d->index ? "no ID is named" : "no INDEX is named");
    } else {
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static dateline_status delete_id(struct delete *d, struct span id, dateline_error *err)
{
    dateline_status status = index_delete(d->x, id, err);

    if (status != DATELINE_NOT_FOUND)
        return status;
    fail(err, status, "no article has the id '%.*s'", (int)id.len, id.data);
    program_warn("%s", err->text);
    d->missing++;
    return DATELINE_OK;
}

static dateline_status delete_lines(struct delete *d, FILE *f, dateline_error *err)
{
    dateline_status status = DATELINE_OK;
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;

    while (status == DATELINE_OK && (n = getline(&line, &cap, f)) >= 0) {
        struct span id = {line, (size_t)n};

        while (id.len && (id.data[id.len - 1] == '\n' || id.data[id.len - 1] == '\r'))
            id.len--;
        if (id.len)
            status = delete_id(d, id, err);
    }
    if (status == DATELINE_OK && ferror(f))
        status = fail_errno(err, "cannot read %s", d->ids_from);
    free(line);
    return status;
}

static dateline_status delete_from_file(struct delete *d, dateline_error *err)
{
    FILE *f = strcmp(d->ids_from, "-") == 0 ? stdin : fopen(d->ids_from, "re");
    dateline_status status;

    if (!f) {
        dateline_status missing = errno == ENOENT ? DATELINE_BAD_OPTION : DATELINE_IO;

        fail_errno(err, "cannot open %s", d->ids_from);
        return missing;
    }
    status = delete_lines(d, f, err);
    if (f != stdin)
        fclose(f);
    return status;
}

static dateline_status delete_ids(struct delete *d, struct index_counts *counts,
                                  dateline_error *err)
{
    dateline_status status = index_open(d->index, &d->options, &d->x, err);

    for (int i = 0; i < d->n_ids && status == DATELINE_OK; i++)
        status = delete_id(d, span_of(d->ids[i]), err);
    if (status == DATELINE_OK && d->ids_from)
        status = delete_from_file(d, err);
    if (status == DATELINE_OK)
        status = index_commit(d->x, counts, err);
    index_close(d->x);
    return status;
}

int command_delete(int argc, char **argv)
{
    const struct argp argp = {options, parse_delete, "INDEX ID...", doc, NULL, NULL, NULL};
    struct delete d = {0};
    struct index_counts counts = {0};
    dateline_error err;
    dateline_status status;

    argp_parse(&argp, argc, argv, 0, NULL, &d);
    status = delete_ids(&d, &counts, &err);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    fprintf(stderr, "%s%" PRIu64 " deleted, %" PRIu64 " not there\n",
            d.options.dry_run ? "(dry run) " : "", counts.deleted, d.missing);
    return d.missing ? EXIT_NOTHING : EXIT_DONE;
}
