/* dateline-index delete: deletes articles by their ids. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "core/file.h"
#include "indexer/cli/command.h"
#include "indexer/index/index.h"
#include "program/program.h"
#include "program/streams.h"

struct delete
{
    struct option_operands operands;
    const char *ids_from;
    struct index_options options;
    struct index *x;
    uint64_t missing;
};

static const struct option_row rows[] = {
    {"ids-from", 0, OPTION_FILE, "FILE", OPTION_AT(struct delete, ids_from),
     .help = "Delete the ids in FILE too, one a line (-: standard input)"},
    COMMAND_ROW_WAIT_LOCK(struct delete),
    COMMAND_ROW_DRY_RUN(struct delete),
};

static const char doc[] =
    "Delete the articles with these ids from INDEX, in one commit. Unknown ids are "
    "reported and set exit status 1; the others are deleted.";

static dateline_status check_ids_named(const void *values, dateline_error *err)
{
    const struct delete *d = values;

    if (d->operands.n_rest || d->ids_from)
        return DATELINE_OK;
    return fail(err, DATELINE_BAD_OPTION, "no ID is named");
}

static const struct option_set set = {
    .arguments = "INDEX ID...",
    .rest = "ID",
    .doc = doc,
    OPTION_ROWS(rows),
    .operands = offsetof(struct delete, operands),
    .check = check_ids_named,
};

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
    if (status == DATELINE_OK && !feof(f))
        status = fail_errno(err, "cannot read %s", d->ids_from);
    free(line);
    return status;
}

static dateline_status delete_from_file(struct delete *d, dateline_error *err)
{
    bool standard = strcmp(d->ids_from, "-") == 0;
    int fd = standard ? STDIN_FILENO : file_open(d->ids_from, 0);
    dateline_status status;
    FILE *f;

    if (fd < 0) {
        dateline_status missing = errno == ENOENT ? DATELINE_BAD_OPTION : DATELINE_IO;

        fail_errno(err, "cannot open %s", d->ids_from);
        return missing;
    }
    f = stream_reading(&fd);
    status = f ? delete_lines(d, f, err) : fail_errno(err, "cannot read %s", d->ids_from);
    if (f)
        fclose(f);
    if (!standard)
        close(fd);
    return status;
}

static dateline_status delete_all(struct delete *d, struct index_counts *counts,
                                  dateline_error *err)
{
    dateline_status status = index_open(d->operands.index, &d->options, &d->x, err);

    for (int i = 0; i < d->operands.n_rest && status == DATELINE_OK; i++)
        status = delete_id(d, span_of(d->operands.rest[i]), err);
    if (status == DATELINE_OK && d->ids_from)
        status = delete_from_file(d, err);
    if (status == DATELINE_OK)
        status = index_commit(d->x, counts, err);
    index_close(d->x);
    return status;
}

static int run_delete(int argc, char **argv)
{
    struct delete d = {0};
    struct index_counts counts = {0};
    dateline_error err;
    dateline_status status;

    option_read(&set, argc, argv, &d);
    status = delete_all(&d, &counts, &err);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    fprintf(stderr, "%s%" PRIu64 " deleted, %" PRIu64 " not there\n",
            d.options.dry_run ? "(dry run) " : "", counts.deleted, d.missing);
    return d.missing ? EXIT_NOTHING : EXIT_DONE;
}

const struct command command_delete = {"delete", "delete articles", &set, run_delete};
