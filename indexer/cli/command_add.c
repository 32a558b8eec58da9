/* dateline-index add: adds articles to an index. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/cli/command.h"
#include "indexer/cli/progress.h"
#include "indexer/cli/report.h"
#include "program/program.h"

enum { MEMORY_MIN = 16 << 20 };

struct add {
    const char *index;
    char **sources;
    int n_sources;
    bool strict;
    struct index_options options;
    struct feed_options feed;
    struct feed_counts counts;
    struct report report;
    struct progress progress;
    enum program_when show_progress;
    struct index *x;
};

enum {
    OPT_FORMAT = 256,
    OPT_FIELD,
    OPT_PREFIX,
    OPT_DATE_FROM,
    OPT_DATE_FORMAT,
    OPT_LANGUAGE,
    OPT_MEMORY,
    OPT_THREADS,
    OPT_WAIT,
    OPT_DRY_RUN,
    OPT_STRICT,
    OPT_PROGRESS,
};

static const struct argp_option options[] = {
    {NULL, 0, NULL, 0, "Input:", 1},
    {"input-format", OPT_FORMAT, "NAME", 0,
     "Read every SOURCE in this format instead of detecting it", 0},
    {"field", OPT_FIELD, "ROLE=NAME", 0,
     "The input's NAME for id, title, date, body, source, url or lang; dots reach into objects", 0},
    {"id-prefix", OPT_PREFIX, "TEXT", 0, "Prefix every id with TEXT", 0},
    {NULL, 0, NULL, 0, "Dates:", 2},
    {"date-from", OPT_DATE_FROM, "LIST", 0,
     "Sources of dates, in order of preference: field, header, dateline, path, mtime (default "
     "field,header,path)",
     0},
    {"date-format", OPT_DATE_FORMAT, "FORMAT", 0,
     "Format of dates in the input: epoch or a strptime format", 0},
    {NULL, 0, NULL, 0, "The index:", 3},
    {"language", OPT_LANGUAGE, "NAME", 0,
     "Stem words by this Snowball algorithm, or none (default english; stored in the index)", 0},
    {"memory", OPT_MEMORY, "SIZE", 0,
     "Hold at most SIZE bytes while building (default a quarter of the machine's)", 0},
    {"threads", OPT_THREADS, "N", 0, "Use N threads (default: as many as there are processors)", 0},
    {"wait-lock", OPT_WAIT, "SECONDS", 0, "Wait up to SECONDS for another writer", 0},
    {"dry-run", OPT_DRY_RUN, NULL, 0, "Report what would change, without changing it", 0},
    {"strict", OPT_STRICT, NULL, 0, "Exit with status 5 if a record was skipped", 0},
    {"progress", OPT_PROGRESS, "WHEN", 0, "Show progress: auto (on a terminal), always or never",
     0},
    {0},
};

static const char doc[] =
    "Add the articles of each SOURCE (a file, a directory, an archive, or - for standard input) "
    "to INDEX, which is created if there is none. An article replaces the one with the same id; an "
    "equal article changes nothing. All changes are one commit: an interrupted run leaves the "
    "index unchanged.";

static void check_option(const struct argp_state *state, dateline_status status,
                         const dateline_error *err)
{
    if (status != DATELINE_OK)
        argp_error(state, "%s", err->text);
}

static void parse_feed_option(int key, char *arg, struct argp_state *state, struct add *a)
{
    dateline_error err;

    if (key == OPT_FORMAT)
        a->feed.input_format = arg;
    else if (key == OPT_FIELD)
        check_option(state, feed_parse_field(arg, &a->feed, &err), &err);
    else if (key == OPT_PREFIX)
        a->feed.id_prefix = arg;
    else if (key == OPT_DATE_FROM)
        check_option(state, feed_parse_date_from(arg, &a->feed, &err), &err);
    else
        a->feed.date_format = arg;
}

static void parse_index_option(int key, char *arg, struct argp_state *state, struct add *a)
{
    if (key == OPT_LANGUAGE)
        a->options.language = arg;
    else if (key == OPT_MEMORY)
        a->options.memory = program_size(state, "memory", arg, MEMORY_MIN);
    else if (key == OPT_THREADS)
        a->options.threads =
            (unsigned)program_number(state, "threads", arg, 1, BUILDER_THREADS_MAX);
    else if (key == OPT_WAIT)
        a->options.wait_lock = program_seconds(state, "wait-lock", arg);
    else if (key == OPT_DRY_RUN)
        a->options.dry_run = true;
    else if (key == OPT_PROGRESS)
        a->show_progress = program_when(state, "progress", arg);
    else
        a->strict = true;
}

static error_t parse_add(int key, char *arg, struct argp_state *state)
{
    struct add *a = state->input;
    dateline_error err;

    if (key >= OPT_FORMAT && key <= OPT_DATE_FORMAT) {
        parse_feed_option(key, arg, state, a);
    } else if (key >= OPT_LANGUAGE && key <= OPT_PROGRESS) {
        parse_index_option(key, arg, state, a);
    } else if (key == ARGP_KEY_ARG && !a->index) {
        a->index = arg;
    } else if (key == ARGP_KEY_ARG) {
        a->sources = state->argv + state->next - 1;
        a->n_sources = state->argc - state->next + 1;
        state->next = state->argc;
    } else if (key == ARGP_KEY_END) {
        if (!a->n_sources)
            argp_error(state, a->index ? "no SOURCE is named" : "no INDEX is named");
        check_option(state, feed_check_options(&a->feed, &err), &err);
    } else {
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

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

static void report_twice(void *ctx, struct span id, const struct place *first,
                         const struct place *last)
{
    struct add *a = ctx;

    progress_clear(&a->progress);
    report_again(&a->report, id, first, last);
}

/* Checked before anything is created or locked, so that a typing error changes nothing. */
static dateline_status sources_exist(const struct add *a, dateline_error *err)
{
    for (int i = 0; i < a->n_sources; i++)
        if (strcmp(a->sources[i], "-") != 0 && access(a->sources[i], F_OK) != 0) {
            fail_errno(err, "cannot read %s", a->sources[i]);
            return DATELINE_BAD_OPTION;
        }
    return DATELINE_OK;
}

static dateline_status add_sources(struct add *a, struct index_counts *counts, dateline_error *err)
{
    dateline_status status = sources_exist(a, err);

    if (status == DATELINE_OK)
        status = index_open(a->index, &a->options, &a->x, err);
    if (status == DATELINE_OK)
        progress_start(&a->progress, program_shows(a->show_progress, stderr), a->sources,
                       a->n_sources);
    for (int i = 0; i < a->n_sources && status == DATELINE_OK; i++)
        status = feed_source(a->sources[i], &a->feed, add_to_index, report_feed_trouble, a,
                             &a->counts, err);
    /* The source was removed since sources_exist(). */
    if (status == DATELINE_NOT_FOUND)
        status = DATELINE_BAD_OPTION;
    if (status == DATELINE_OK) {
        progress_note(&a->progress, "writing the index");
        status = index_commit(a->x, counts, err);
    }
    progress_clear(&a->progress);
    index_close(a->x);
    return status;
}

int command_add(int argc, char **argv)
{
    const struct argp argp = {options, parse_add, "INDEX SOURCE...", doc, NULL, NULL, NULL};
    struct add a = {.options = {.create = true, .again = report_twice}};
    struct index_counts counts = {0};
    dateline_error err;
    dateline_status status;

    argp_parse(&argp, argc, argv, 0, NULL, &a);
    a.options.ctx = &a;
    a.feed.except = a.index;
    report_start(&a.report);
    status = add_sources(&a, &counts, &err);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    report_end(&a.report, &a.counts, &counts, a.options.dry_run);
    return a.strict && a.counts.skipped ? EXIT_SKIPPED : EXIT_DONE;
}
