/* dateline-index info: describes an index. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/json_write.h"
#include "indexer/cli/command.h"
#include "program/program.h"
#include "snapshot/info.h"
#include "text/stem.h"

struct info {
    struct option_operands operands;
    bool json;
};

static const struct option_row rows[] = {
    {"json", 0, OPTION_FLAG, NULL, OPTION_AT(struct info, json), .help = "Print one JSON object"},
};

static const char doc[] =
    "Describe INDEX: articles, dates, language, segments, components with their bytes.";

static const struct option_set set = {
    .arguments = "INDEX",
    .doc = doc,
    OPTION_ROWS(rows),
    .operands = offsetof(struct info, operands),
};

static bool has_old_segment(const struct manifest *m)
{
    for (size_t i = 0; i < m->n_segments; i++)
        if (!segment_is_whole(&m->segments[i]))
            return true;
    return false;
}

/* Whose stems the words of M have; an index of an unknown version is searched like one's own. */
static const char *stems_name(const struct manifest *m)
{
    if (!m->stems)
        return "unknown";
    return manifest_has_other_stems(m, stemmer_fingerprint_of(m->language)) ? "other" : "same";
}

static void print_stems(const struct manifest *m)
{
    const char *name = stems_name(m);

    if (!strcmp(name, "other"))
        puts("stemmer   another version than this program's; some words are not found until "
             "dateline-index compact");
    else
        printf("stemmer   %s\n",
               !strcmp(name, "same") ? "this program's version" : "of an unknown version");
}

/* The bytes of each component, and what the index lacks. */
static void print_components(const struct manifest *m)
{
    size_t old = 0;
    const char *name;

    for (size_t i = 0; (name = component_name(i)); i++) {
        uint64_t bytes = manifest_component_bytes(m, name);

        if (bytes)
            printf("  %-16s %12" PRIu64 "\n", name, bytes);
    }
    for (size_t i = 0; i < m->n_segments; i++)
        old += !segment_is_whole(&m->segments[i]);
    if (old)
        printf(
            "lists     missing in %zu of %zu segments, which are of format 1: searches are slower "
            "until dateline-index compact\n",
            old, m->n_segments);
}

static void print_text(const struct manifest *m, const struct snapshot_info *f)
{
    char first[DAY_TEXT], last[DAY_TEXT];

    day_format(f->first, first);
    day_format(f->last, last);
    printf("articles  %" PRIu64 "\n", f->articles);
    printf("undated   %" PRIu64 "\n", f->undated);
    if (!m->n_segments) {
        puts("made by   another program: no manifest of dateline's");
        return;
    }
    printf("dates     %s%s%s\n", first, *first ? " to " : "none", last);
    printf("language  %s\n", m->language);
    print_stems(m);
    printf("deleted   %" PRIu64 " (still in the files)\n", f->deleted);
    printf("segments  %zu\n", m->n_segments);
    printf("format    %" PRIu32 ", schema %" PRIu32 "\n", m->format, m->schema);
    if (manifest_is_old_schema(m))
        printf("schema %" PRIu32
               ": made by an older analysis; dateline-index compact brings it up to date\n",
               m->schema);
    printf("xapian    %s\n", xapian_kind_names.list[m->xapian]);
    printf("bytes     %" PRIu64 "\n", f->bytes);
    print_components(m);
}

static void json_components(struct json *j, const struct segment *s)
{
    json_name(j, "components");
    json_begin_array(j);
    for (size_t i = 0; i < s->n_components; i++) {
        const struct component *c = &s->components[i];

        json_begin_object(j);
        json_string_member(j, "name", span_of(c->name));
        json_number_member(j, "version", c->version);
        json_number_member(j, "bytes", c->size);
        json_end_object(j);
    }
    json_end_array(j);
}

static void json_segment(struct json *j, const struct segment *s)
{
    json_begin_object(j);
    json_string_member(j, "name", span_of(s->name));
    json_number_member(j, "articles", s->articles);
    json_number_member(j, "deleted", s->deleted);
    json_day_member(j, "first", s->first);
    json_day_member(j, "last", s->last);
    json_number_member(j, "revision", s->revision);
    json_components(j, s);
    json_end_object(j);
}

static void json_format(struct json *j, const struct manifest *m)
{
    json_string_member(j, "language", span_of(m->language));
    json_number_member(j, "format", m->format);
    json_number_member(j, "schema", m->schema);
    json_name(j, "outdated");
    json_boolean(j, manifest_analysed_otherwise(m, stemmer_fingerprint_of(m->language)) ||
                        has_old_segment(m));
    json_string_member(j, "stemmer", span_of(stems_name(m)));
    json_string_member(j, "xapian", span_of(xapian_kind_names.list[m->xapian]));
}

static void print_json(const struct manifest *m, const struct snapshot_info *f)
{
    struct buf out = {0};
    struct json j = {.out = &out};

    json_begin_object(&j);
    json_number_member(&j, "articles", f->articles);
    json_number_member(&j, "undated", f->undated);
    json_day_member(&j, "first", f->first);
    json_day_member(&j, "last", f->last);
    if (m->n_segments)
        json_format(&j, m);
    json_number_member(&j, "deleted", f->deleted);
    json_number_member(&j, "bytes", f->bytes);
    json_double_member(&j, "average_length", f->average_length, 3);
    json_name(&j, "segments");
    json_begin_array(&j);
    for (size_t i = 0; i < m->n_segments; i++)
        json_segment(&j, &m->segments[i]);
    json_end_array(&j);
    json_end_object(&j);
    puts(out.data);
    buf_free(&out);
}

static int run_info(int argc, char **argv)
{
    struct info i = {0};
    struct snapshot_info f;
    struct snapshot *s;
    dateline_error err;
    dateline_status status;

    option_read(&set, argc, argv, &i);
    status = snapshot_open(i.operands.index, &s, &err);
    if (status != DATELINE_OK)
        return program_fail(status, &err);
    status = snapshot_info(s, &f, &err);
    if (status == DATELINE_OK)
        (i.json ? print_json : print_text)(snapshot_manifest(s), &f);
    snapshot_close(s);
    return status == DATELINE_OK ? EXIT_DONE : program_fail(status, &err);
}

const struct command command_info = {"info", "tell what is in an index", &set, run_info};
