/* dateline-index add: creates an index or updates it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "indexer/cli/command.h"
#include "indexer/cli/feed_arguments.h"
#include "indexer/cli/progress.h"
#include "indexer/cli/report.h"
#include "indexer/cli/sync.h"
#include "program/program.h"

struct add {
    struct feed_arguments in;
    bool strict, verbose, removes;
    struct index_options options;
    struct feed_counts counts;
    struct report report;
    struct sync sync;
    struct progress progress;
    enum program_when show_progress;
    struct index *x;
};

static const struct option_row rows[] = {
    FEED_ROWS,
    {.help = "The index:"},
    {"language", 0, OPTION_TEXT, "NAME", OPTION_AT(struct add, options.language),
     .help =
         "Stem words by this Snowball algorithm, or none (default english; stored in the index)"},
    {"sync", 0, OPTION_FLAG, NULL, OPTION_AT(struct add, removes),
     .help = "Remove the articles that a SOURCE, a directory, gave before and no longer gives"},
    COMMAND_ROW_XAPIAN(struct add, options.xapian, "default lean; stored in the index"),
    COMMAND_ROW_MEMORY(struct add),
    COMMAND_ROW_THREADS(struct add),
    COMMAND_ROW_WAIT_LOCK(struct add),
    COMMAND_ROW_DRY_RUN(struct add),
    {"strict", 0, OPTION_FLAG, NULL, OPTION_AT(struct add, strict),
     .help = "Exit with status 5 if a record was skipped or a --field is in no record"},
    {"verbose", 0, OPTION_FLAG, NULL, OPTION_AT(struct add, verbose),
     .help = "Tell of every record that was skipped, undated or repeated, not of the first five"},
    {"progress", 0, OPTION_CHOICE, "WHEN", OPTION_AT(struct add, show_progress),
     .keywords = &program_when_names, .help = "Show progress: {} (default auto: on a terminal)"},
};

static const char doc[] =
    "Add the articles of each SOURCE (a file, a directory, an archive, or - for standard input) "
    "to INDEX, which is created if there is none. An article replaces the one with the same id; an "
    "equal article changes nothing. All changes are one commit: an interrupted run leaves the "
    "index unchanged.";

static const struct option_set set = {
    .arguments = "INDEX SOURCE...",
    .rest = "SOURCE",
    .creates = true,
    .doc = doc,
    OPTION_ROWS(rows),
    .operands = offsetof(struct add, in.operands),
    .check = feed_arguments_check,
};

static dateline_status add_to_index(void *ctx, const struct article *article,
                                    const struct place *at, dateline_error *err)
{
    struct add *a = ctx;

    progress_draw(&a->progress, &a->counts);
    return index_add(a->x, article, at, err);
}

static void report_feed_trouble(void *ctx, enum feed_trouble kind, const char *message)
{
    struct add *a = ctx;

    progress_clear(&a->progress);
    report_trouble(&a->report, kind, message);
}

static void report_repeated(void *ctx, struct span id, const struct place *first,
                            const struct place *last)
{
    struct add *a = ctx;

    progress_clear(&a->progress);
    report_again(&a->report, id, first, last);
}

static void report_other_folder(void *ctx, struct span id, const struct place *at)
{
    struct add *a = ctx;

    progress_clear(&a->progress);
    report_taken(&a->report, id, at);
}

static dateline_status read_sources(struct add *a, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (int i = 0; i < a->in.operands.n_rest && status == DATELINE_OK; i++) {
        uint64_t unread = a->counts.unread;

        index_from(a->x, feed_folder(a->in.operands.rest[i]));
        status = feed_source(a->in.operands.rest[i], &a->in.feed, add_to_index, report_feed_trouble,
                             a, &a->counts, err);
        sync_was_read(&a->sync, i, a->counts.unread > unread);
    }
    return status;
}

static dateline_status add_sources(struct add *a, struct index_counts *counts, dateline_error *err)
{
    dateline_status status = feed_arguments_exist(&a->in, err);

    if (status == DATELINE_OK && a->removes)
        status = sync_open(&a->sync, a->in.operands.rest, a->in.operands.n_rest, err);
    if (status == DATELINE_OK)
        status = index_open(a->in.operands.index, &a->options, &a->x, err);
    if (status == DATELINE_OK)
        progress_start(&a->progress, program_shows(a->show_progress, stderr), a->in.operands.rest,
                       a->in.operands.n_rest);
    if (status == DATELINE_OK)
        status = read_sources(a, err);
    if (status == DATELINE_OK)
        status = sync_remove(&a->sync, a->x, err);
    /* The source was removed since feed_arguments_exist(). */
    if (status == DATELINE_NOT_FOUND)
        status = DATELINE_BAD_OPTION;
    if (status == DATELINE_OK) {
        progress_note(&a->progress, "writing the index");
        status = index_commit(a->x, counts, err);
    }
    progress_clear(&a->progress);
    sync_close(&a->sync);
    index_close(a->x);
    return status;
}

static int run_add(int argc, char **argv)
{
    struct add a = {
        .options = {.create = true, .again = report_repeated, .taken = report_other_folder}};
    struct index_counts counts = {0};
    dateline_error err;
    dateline_status status;
    bool unnamed;

    option_read(&set, argc, argv, &a);
    feed_arguments_take(&a.in);
    a.options.ctx = &a;
    a.in.feed.except = a.in.operands.index;
    report_start(&a.report, a.verbose);
    a.report.removes = a.removes;
    status = add_sources(&a, &counts, &err);
    unnamed = feed_arguments_warn(&a.in, &a.counts);
    if (status == DATELINE_OK || status == DATELINE_UNSYNCED)
        report_end(&a.report, &a.counts, &counts, a.options.dry_run);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    return a.strict && (a.counts.skipped || unnamed) ? EXIT_SKIPPED : EXIT_DONE;
}

const struct command command_add = {"add", "create an index or update it", &set, run_add};
