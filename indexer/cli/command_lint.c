/* dateline-index lint: reports the faults of sources, without an index. */
#include <inttypes.h>
#include <stdio.h>

#include "core/character.h"
#include "core/json_write.h"
#include "indexer/cli/command.h"
#include "indexer/cli/feed_arguments.h"
#include "indexer/lint/lint.h"
#include "program/program.h"

enum { LINT_EXAMPLES = 5 };

enum lint_format { LINT_TEXT, LINT_JSONL };
static const char *const format_names[] = {[LINT_TEXT] = "text", [LINT_JSONL] = "jsonl"};
static const struct names lint_format_names = NAMES("format", format_names);

struct lint_command {
    struct feed_arguments in;
    struct lint_options options;
    enum lint_format format;
    bool strict, verbose;
    struct lint *lint;
    struct feed_counts counts;
    uint64_t told[LINT_KINDS];
    struct buf line;
};

static const struct option_row rows[] = {
    FEED_ROWS,
    {.help = "The report:"},
    {"language", 0, OPTION_TEXT, "NAME", OPTION_AT(struct lint_command, options.language),
     .help = "Tell of articles that are marked as of another language than this Snowball one, or "
             "seem to be in one"},
    {"format", 0, OPTION_CHOICE, "FORMAT", OPTION_AT(struct lint_command, format),
     .keywords = &lint_format_names, .help = "Report as {} (default text)"},
    {"strict", 0, OPTION_FLAG, NULL, OPTION_AT(struct lint_command, strict),
     .help = "Exit with status 5 if anything was found"},
    {"verbose", 0, OPTION_FLAG, NULL, OPTION_AT(struct lint_command, verbose),
     .help = "Tell of every finding, not of the first five of a kind"},
};

static const char doc[] =
    "Read each SOURCE as add would, and report what is wrong with it: undated articles, dates in "
    "the "
    "future, improbable ones and many on one day, dates of an article that disagree, repeated ids "
    "and texts, empty articles, damaged characters, encodings, records that would be skipped. No "
    "index is read or written.";

static const struct option_set set = {
    .arguments = "SOURCE...",
    .rest = "SOURCE",
    .doc = doc,
    OPTION_ROWS(rows),
    .no_index = true,
    .operands = offsetof(struct lint_command, in.operands),
    .check = feed_arguments_check,
};

/* ---- Findings ------------------------------------------------------------- */

static void print_line(struct buf *line)
{
    line->len = character_make_safe(line->data, line->len);
    printf("%.*s\n", (int)line->len, line->data);
    buf_clear(line);
}

static void add_place(const struct lint_finding *f, struct buf *out)
{
    buf_str(out, f->place->path);
    if (f->place->line)
        buf_printf(out, ":%" PRIu64, f->place->line);
}

static void print_finding(struct lint_command *c, const struct lint_finding *f)
{
    if (c->told[f->kind]++ >= LINT_EXAMPLES && !c->verbose)
        return;
    buf_printf(&c->line, "%s: ", lint_kind_names.list[f->kind]);
    if (f->place) {
        add_place(f, &c->line);
        buf_printf(&c->line, ": '%.*s' ", (int)f->id.len, f->id.data);
    }
    buf_str(&c->line, f->message);
    print_line(&c->line);
}

static void print_json_finding(struct lint_command *c, const struct lint_finding *f)
{
    struct json j = {.out = &c->line};

    json_begin_object(&j);
    json_string_member(&j, "type", span_of("finding"));
    json_string_member(&j, "kind", span_of(lint_kind_names.list[f->kind]));
    if (f->place) {
        json_string_member(&j, "path", span_of(f->place->path));
        if (f->place->line)
            json_number_member(&j, "line", f->place->line);
        json_string_member(&j, "id", f->id);
    }
    json_string_member(&j, "message", span_of(f->message));
    json_end_object(&j);
    puts(c->line.data);
    buf_clear(&c->line);
}

static void report_finding(void *ctx, const struct lint_finding *f)
{
    struct lint_command *c = ctx;

    (c->format == LINT_JSONL ? print_json_finding : print_finding)(c, f);
}

/* ---- The summary ---------------------------------------------------------- */

static uint64_t faults(const struct lint_counts *n)
{
    uint64_t all = 0;

    for (int kind = LINT_SKIPPED; kind < LINT_KINDS; kind++)
        all += n->found[kind];
    return all;
}

static void print_more(const struct lint_command *c)
{
    for (int kind = 0; kind < LINT_KINDS; kind++)
        if (c->told[kind] > LINT_EXAMPLES && !c->verbose)
            printf("%s: ... and %" PRIu64 " more (see --verbose)\n", lint_kind_names.list[kind],
                   c->told[kind] - LINT_EXAMPLES);
}

/* A line "TITLE  NAME COUNT, NAME COUNT" of the counts that are not 0. */
static void print_counts(const char *title, const struct names *names, const uint64_t *counts,
                         int n)
{
    const char *gap = "";

    printf("%-10s", title);
    for (int i = 0; i < n; i++)
        if (counts[i]) {
            printf("%s%s %" PRIu64, gap, names->list[i], counts[i]);
            gap = ", ";
        }
    printf("%s\n", *gap ? "" : "none");
}

static void print_summary(const struct lint_command *c, const struct lint_counts *n)
{
    char first[DAY_TEXT], last[DAY_TEXT];

    print_more(c);
    printf("%-10s%" PRIu64 ", %" PRIu64 " undated, %" PRIu64 " records skipped\n", "articles",
           n->articles, n->undated, c->counts.skipped);
    if (day_format(n->first, first) && day_format(n->last, last))
        printf("%-10s%s to %s\n", "dates", first, last);
    print_counts("dated by", &date_source_names, n->dated_from, FEED_DATE_SOURCES + 1);
    print_counts("findings", &lint_kind_names, n->found, LINT_KINDS);
}

static void json_counts(struct json *j, const char *title, const struct names *names,
                        const uint64_t *counts, int n)
{
    json_name(j, title);
    json_begin_object(j);
    for (int i = 0; i < n; i++)
        if (names->list[i])
            json_number_member(j, names->list[i], counts[i]);
    json_end_object(j);
}

static void print_json_summary(struct lint_command *c, const struct lint_counts *n)
{
    struct json j = {.out = &c->line};

    json_begin_object(&j);
    json_string_member(&j, "type", span_of("summary"));
    json_number_member(&j, "articles", n->articles);
    json_number_member(&j, "undated", n->undated);
    json_number_member(&j, "skipped", c->counts.skipped);
    json_day_member(&j, "first", n->first);
    json_day_member(&j, "last", n->last);
    json_counts(&j, "dated_by", &date_source_names, n->dated_from, FEED_DATE_SOURCES + 1);
    json_counts(&j, "findings", &lint_kind_names, n->found, LINT_KINDS);
    json_end_object(&j);
    puts(c->line.data);
}

/* ---- Sources -------------------------------------------------------------- */

static dateline_status look_at_article(void *ctx, const struct article *a, const struct place *at,
                                       dateline_error *err)
{
    struct lint_command *c = ctx;

    (void)err;
    lint_article(c->lint, a, at);
    return DATELINE_OK;
}

static void hear_trouble(void *ctx, enum feed_trouble kind, const char *message)
{
    struct lint_command *c = ctx;

    lint_trouble(c->lint, kind, message);
}

static dateline_status lint_sources(struct lint_command *c, dateline_error *err)
{
    dateline_status status = feed_arguments_exist(&c->in, err);

    if (status == DATELINE_OK)
        status = lint_open(&c->options, report_finding, c, &c->lint, err);
    for (int i = 0; i < c->in.operands.n_rest && status == DATELINE_OK; i++) {
        const char *source = c->in.operands.rest[i];

        status =
            feed_source(source, &c->in.feed, look_at_article, hear_trouble, c, &c->counts, err);
        if (status == DATELINE_OK)
            lint_source_end(c->lint, source);
    }
    return status == DATELINE_NOT_FOUND ? DATELINE_BAD_OPTION : status;
}

static int run_lint(int argc, char **argv)
{
    struct lint_command c = {.options = {.today = day_today()}};
    const struct lint_counts *found;
    dateline_error err;
    dateline_status status;
    bool wrong = false;

    option_read(&set, argc, argv, &c);
    feed_arguments_take(&c.in);
    status = lint_sources(&c, &err);
    if (status == DATELINE_OK) {
        found = lint_counts(c.lint);
        wrong = feed_arguments_warn(&c.in, &c.counts) || faults(found);
        if (c.format == LINT_JSONL)
            print_json_summary(&c, found);
        else
            print_summary(&c, found);
    }
    lint_close(c.lint);
    buf_free(&c.line);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    return c.strict && wrong ? EXIT_SKIPPED : EXIT_DONE;
}

const struct command command_lint = {"lint", "tell what is wrong with sources", &set, run_lint};
