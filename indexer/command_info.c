/* dateline-index info: what is in an index. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/program.h"
#include "core/schema.h"
#include "indexer/command.h"
#include "snapshot/snapshot.h"
#include "snapshot/terms.h"

struct info {
    const char *index;
    bool json;
};

/* What is told of an index; dates are empty where no article is dated. */
struct facts {
    uint64_t articles, deleted, undated, bytes;
    char first[DAY_TEXT], last[DAY_TEXT];
    double average_length;
};

enum { OPT_JSON = 256 };

static const struct argp_option options[] = {
    {"json", OPT_JSON, NULL, 0, "As one JSON object", 0},
    {0},
};

static const char doc[] = "Tell what is in INDEX: articles, dates, language, segments.";

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct info *i = state->input;

    if (key == OPT_JSON)
        i->json = true;
    else if (key == ARGP_KEY_ARG && !i->index)
        i->index = arg;
    else if (key == ARGP_KEY_ARG)
        argp_error(state, "one INDEX at a time");
    else if (key == ARGP_KEY_END && !i->index)
        argp_error(state, "no INDEX is named");
    else if (key != ARGP_KEY_END)
        return ARGP_ERR_UNKNOWN;
    return 0;
}

static void sum_up(const struct manifest *m, struct facts *f)
{
    for (size_t i = 0; i < m->n_segments; i++)
        for (size_t k = 0; k < m->segments[i].n_components; k++)
            f->bytes += m->segments[i].components[k].size;
    f->deleted = manifest_deleted(m);
}

static dateline_status gather(struct snapshot *s, struct facts *f, dateline_error *err)
{
    struct snapshot_stats stats;
    struct buf undated = {0};
    dateline_day first, last;
    dateline_status status = snapshot_stats(s, &stats, err);

    if (status != DATELINE_OK)
        return status;
    f->articles = snapshot_live(s);
    f->average_length = stats.average_length;
    sum_up(snapshot_manifest(s), f);
    if (!snapshot_is_foreign(s)) {
        snapshot_span(s, &first, &last);
        day_format(first, f->first);
        day_format(last, f->last);
    }
    schema_undated(&undated);
    status = snapshot_term_articles(s, buf_span(&undated), &f->undated, err);
    buf_free(&undated);
    return status;
}

static void print_text(const struct manifest *m, const struct facts *f)
{
    printf("articles  %" PRIu64 "\n", f->articles);
    printf("undated   %" PRIu64 "\n", f->undated);
    if (!m->n_segments) {
        puts("made by   another program: no manifest of dateline's");
        return;
    }
    printf("dates     %s%s%s\n", f->first, *f->first ? " to " : "none", f->last);
    printf("language  %s\n", m->language);
    printf("deleted   %" PRIu64 " (still in the files)\n", f->deleted);
    printf("segments  %zu\n", m->n_segments);
    printf("bytes     %" PRIu64 "\n", f->bytes);
    printf("format    %" PRIu32 ", schema %" PRIu32 "\n", m->format, m->schema);
}

static void print_day(const char *name, const char *day)
{
    printf(*day ? "\"%s\":\"%s\"," : "\"%s\":null,", name, day);
}

static void print_json(const struct manifest *m, const struct facts *f)
{
    printf("{\"articles\":%" PRIu64 ",\"undated\":%" PRIu64 ",", f->articles, f->undated);
    print_day("first", f->first);
    print_day("last", f->last);
    if (m->n_segments)
        printf("\"language\":\"%s\",\"format\":%" PRIu32 ",\"schema\":%" PRIu32 ",", m->language,
               m->format, m->schema);
    printf("\"deleted\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"average_length\":%.3f,\"segments\":[",
           f->deleted, f->bytes, f->average_length);
    for (size_t i = 0; i < m->n_segments; i++) {
        const struct segment *s = &m->segments[i];
        char first[DAY_TEXT], last[DAY_TEXT];

        day_format(s->first, first);
        day_format(s->last, last);
        printf("%s{\"name\":\"%s\",\"articles\":%" PRIu32 ",\"deleted\":%" PRIu32 ",", i ? "," : "",
               s->name, s->articles, s->deleted);
        print_day("first", first);
        print_day("last", last);
        printf("\"revision\":%" PRIu32 "}", s->revision);
    }
    puts("]}");
}

int command_info(int argc, char **argv)
{
    const struct argp argp = {options, parse, "INDEX", doc, NULL, NULL, NULL};
    struct info i = {0};
    struct facts f = {0};
    struct snapshot *s;
    dateline_error err;
    dateline_status status;

    argp_parse(&argp, argc, argv, 0, NULL, &i);
    status = snapshot_open(i.index, &s, &err);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    status = gather(s, &f, &err);
    if (status == DATELINE_OK)
        (i.json ? print_json : print_text)(snapshot_manifest(s), &f);
    snapshot_close(s);
    return status == DATELINE_OK ? EXIT_DONE : program_fail(status, &err);
}
