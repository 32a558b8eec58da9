/* dateline-index add: creates an index or updates it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/fail.h"
#include "indexer/cli/command.h"
#include "indexer/cli/progress.h"
#include "indexer/cli/report.h"
#include "indexer/cli/sync.h"
#include "program/program.h"

struct add {
    struct option_operands operands; /* rest: the sources */
    bool strict, verbose, removes;
    struct index_options options;
    struct feed_options feed;
    struct option_list date_from;
    struct feed_counts counts;
    struct report report;
    struct sync sync;
    struct progress progress;
    enum program_when show_progress;
    struct index *x;
};

static dateline_status read_field_option(const char *text, void *values, dateline_error *err)
{
    struct add *a = values;

    return feed_parse_field(text, &a->feed, err);
}

static const struct option_row rows[] = {
    {.help = "Input:"},
    {"input-format", 0, OPTION_CHOICE, "NAME", OPTION_AT(struct add, feed.input_format),
     .keywords = &feed_format_names,
     .help = "Read every SOURCE as {} instead of detecting its format"},
    {"body-type", 0, OPTION_CHOICE, "TYPE", OPTION_AT(struct add, feed.body_type),
     .keywords = &feed_body_type_names,
     .help = "Read the texts of JSON, CSV and TSV as {} (default auto: as HTML where they plainly "
             "are)"},
    {"encoding", 0, OPTION_TEXT, "NAME", OPTION_AT(struct add, feed.encoding),
     .help = "Encoding of every SOURCE, by iconv's name, instead of detecting it"},
    {"field", 0, OPTION_TEXT, "ROLE=NAME", .keywords = &feed_role_names,
     .action = read_field_option,
     .help = "The input's NAME for {}; dots reach into objects, a role given again joins"},
    {"record", 0, OPTION_TEXT, "ELEMENT", OPTION_AT(struct add, feed.record),
     .help = "The element of XML that is an article; --field takes its children and @attributes"},
    {"id-prefix", 0, OPTION_TEXT, "TEXT", OPTION_AT(struct add, feed.id_prefix),
     .help = "Prefix every id with TEXT"},
    {"follow-links", 0, OPTION_FLAG, NULL, OPTION_AT(struct add, feed.follow_links),
     .help = "Follow symbolic links that lead out of a SOURCE"},
    {"max-expand", 0, OPTION_SIZE, "SIZE", OPTION_AT(struct add, feed.max_expand), .min = 1,
     .help = "Unpack at most SIZE bytes of a file (default 64M, or 100 times its size)"},
    {.help = "Dates:"},
    {"date-from", 0, OPTION_LIST, "LIST", OPTION_AT(struct add, date_from),
     .keywords = &date_source_names,
     .help = "Sources of dates, in order of preference: {} (default field,header,meta,path)"},
    {"date-format", 0, OPTION_TEXT, "FORMAT", OPTION_AT(struct add, feed.date_format),
     .help = "Format of dates in the input: epoch, epoch-ms or a strptime format"},
    {"century", 0, OPTION_NUMBER, "YEAR", OPTION_AT(struct add, feed.century), .min = 100,
     .max = 9900,
     .help = "Century of two-digit years, such as 1900 (default: the last that is not in the "
             "future)"},
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

static dateline_status check_add(const void *values, dateline_error *err)
{
    const struct add *a = values;

    if (!a->operands.n_rest)
        return fail(err, DATELINE_BAD_OPTION, "no SOURCE is named");
    return feed_check_options(&a->feed, err);
}

static const struct option_set set = {
    .arguments = "INDEX SOURCE...",
    .rest = "SOURCE",
    .doc = doc,
    OPTION_ROWS(rows),
    .operands = offsetof(struct add, operands),
    .check = check_add,
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

/* Checked before anything is created or locked, so that a typing error changes nothing. */
static dateline_status sources_exist(const struct add *a, dateline_error *err)
{
    for (int i = 0; i < a->operands.n_rest; i++)
        if (strcmp(a->operands.rest[i], "-") != 0 && access(a->operands.rest[i], F_OK) != 0) {
            fail_errno(err, "cannot read %s", a->operands.rest[i]);
            return DATELINE_BAD_OPTION;
        }
    return DATELINE_OK;
}

static dateline_status read_sources(struct add *a, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (int i = 0; i < a->operands.n_rest && status == DATELINE_OK; i++) {
        uint64_t unread = a->counts.unread;

        index_from(a->x, feed_folder(a->operands.rest[i]));
        status = feed_source(a->operands.rest[i], &a->feed, add_to_index, report_feed_trouble, a,
                             &a->counts, err);
        sync_was_read(&a->sync, i, a->counts.unread > unread);
    }
    return status;
}

static dateline_status add_sources(struct add *a, struct index_counts *counts, dateline_error *err)
{
    dateline_status status = sources_exist(a, err);

    if (status == DATELINE_OK && a->removes)
        status = sync_open(&a->sync, a->operands.rest, a->operands.n_rest, err);
    if (status == DATELINE_OK)
        status = index_open(a->operands.index, &a->options, &a->x, err);
    if (status == DATELINE_OK)
        progress_start(&a->progress, program_shows(a->show_progress, stderr), a->operands.rest,
                       a->operands.n_rest);
    if (status == DATELINE_OK)
        status = read_sources(a, err);
    if (status == DATELINE_OK)
        status = sync_remove(&a->sync, a->x, err);
    /* The source was removed since sources_exist(). */
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

/* Warns of each --field that no record had; returns whether there is one. */
static bool warn_of_unnamed_fields(const struct add *a)
{
    int role = -1;
    bool any = false;

    while ((role = feed_role_unnamed(&a->feed, &a->counts, role + 1)) >= 0) {
        any = true;
        program_warn("--field %s=%s: no record has such a field", feed_role_names.list[role],
                     *a->feed.field_name[role]);
    }
    return any;
}

static int run_add(int argc, char **argv)
{
    struct add a = {.options = {.create = true, .again = report_repeated}};
    struct index_counts counts = {0};
    dateline_error err;
    dateline_status status;
    bool unnamed;

    option_read(&set, argc, argv, &a);
    for (size_t i = 0; i < a.date_from.n; i++)
        a.feed.date_from[i] = (enum date_source)a.date_from.keywords[i];
    a.options.ctx = &a;
    a.feed.except = a.operands.index;
    report_start(&a.report, a.verbose);
    a.report.removes = a.removes;
    status = add_sources(&a, &counts, &err);
    unnamed = warn_of_unnamed_fields(&a);
    if (status == DATELINE_OK || status == DATELINE_UNSYNCED)
        report_end(&a.report, &a.counts, &counts, a.options.dry_run);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    return a.strict && (a.counts.skipped || unnamed) ? EXIT_SKIPPED : EXIT_DONE;
}

const struct command command_add = {"add", "create an index or update it", &set, run_add};
