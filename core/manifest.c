/* Reads and writes the manifest of an index. */
#include "core/manifest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/schema.h"

#define FIRST_LINE "# dateline index: do not edit\n"

enum { MANIFEST_MAX = 64 << 20, END_LINE = sizeof "# end 0123456789abcdef\n" - 1 };

static const char *const xapian_names[] = {
    [XAPIAN_UNSET] = NULL,
    [XAPIAN_NONE] = "none",
    [XAPIAN_LEAN] = "lean",
    [XAPIAN_FULL] = "full",
};

const struct names xapian_kind_names = NAMES(NULL, xapian_names);

struct segment *manifest_add(struct manifest *m)
{
    m->segments = must_realloc(m->segments, (m->n_segments + 1) * sizeof *m->segments);
    m->segments[m->n_segments] = (struct segment){0};
    return &m->segments[m->n_segments++];
}

struct segment segment_copy(const struct segment *s)
{
    struct segment copy = *s;

    copy.components = must_alloc(s->n_components * sizeof *copy.components);
    if (s->n_components)
        memcpy(copy.components, s->components, s->n_components * sizeof *copy.components);
    return copy;
}

void manifest_remove(struct manifest *m, size_t segment)
{
    free(m->segments[segment].components);
    memmove(m->segments + segment, m->segments + segment + 1,
            (m->n_segments - segment - 1) * sizeof *m->segments);
    m->n_segments--;
}

struct component *segment_add_component(struct segment *s, const char *name)
{
    struct component *c;

    s->components = must_realloc(s->components, (s->n_components + 1) * sizeof *s->components);
    c = &s->components[s->n_components++];
    *c = (struct component){.version = 1};
    snprintf(c->name, sizeof c->name, "%s", name);
    return c;
}

const struct component *segment_component(const struct segment *s, const char *name)
{
    for (size_t i = 0; i < s->n_components; i++)
        if (!strcmp(s->components[i].name, name))
            return &s->components[i];
    return NULL;
}

bool segment_is_whole(const struct segment *s)
{
    const struct component *columns = segment_component(s, "columns.rows");

    return columns && columns->version > 1 && segment_component(s, "lists.terms") &&
           segment_component(s, "texts.heads");
}

enum xapian_kind segment_xapian(const struct segment *s)
{
    if (segment_component(s, "termlist.glass"))
        return XAPIAN_FULL;
    return segment_component(s, "postlist.glass") ? XAPIAN_LEAN : XAPIAN_NONE;
}

bool manifest_names(const struct manifest *m, const char *name)
{
    if (*m->folders.name && !strcmp(m->folders.name, name))
        return true;
    for (size_t i = 0; i < m->n_segments; i++)
        if (!strcmp(m->segments[i].name, name) ||
            (m->segments[i].deleted && !strcmp(m->segments[i].deletions.name, name)))
            return true;
    return false;
}

uint64_t manifest_live(const struct manifest *m)
{
    uint64_t live = 0;

    for (size_t i = 0; i < m->n_segments; i++)
        live += m->segments[i].articles - m->segments[i].deleted;
    return live;
}

uint64_t manifest_deleted(const struct manifest *m)
{
    uint64_t deleted = 0;

    for (size_t i = 0; i < m->n_segments; i++)
        deleted += m->segments[i].deleted;
    return deleted;
}

uint64_t manifest_component_bytes(const struct manifest *m, const char *name)
{
    uint64_t bytes = 0;

    for (size_t i = 0; i < m->n_segments; i++) {
        const struct component *c = segment_component(&m->segments[i], name);

        bytes += c ? c->size : 0;
    }
    return bytes;
}

void manifest_free(struct manifest *m)
{
    for (size_t i = 0; i < m->n_segments; i++)
        free(m->segments[i].components);
    free(m->segments);
    *m = (struct manifest){0};
}

/* The start of a line, before the name of a segment. */
static const char *segment_word(enum xapian_kind xapian)
{
    return xapian == XAPIAN_NONE ? "dateline" : "glass";
}

static void format_segment(const struct segment *s, enum xapian_kind xapian, struct buf *out)
{
    buf_printf(out, "# segment %s %" PRIu32 " %" PRId32 " %" PRId32 " %" PRIu32 "\n", s->name,
               s->articles, s->first, s->last, s->revision);
    for (size_t i = 0; i < s->n_components; i++)
        buf_printf(out, "# component %s %" PRIu32 " %" PRIu64 " %016" PRIx64 "\n",
                   s->components[i].name, s->components[i].version, s->components[i].size,
                   s->components[i].checksum);
    if (s->deleted)
        buf_printf(out, "# deleted %s %" PRIu32 " %" PRIu64 " %016" PRIx64 "\n", s->deletions.name,
                   s->deleted, s->deletions.size, s->deletions.checksum);
    buf_printf(out, "%s %s\n", segment_word(xapian), s->name);
}

/* The last line: the checksum of the lines above it. */
static void format_end(struct span above, char out[END_LINE + 1])
{
    snprintf(out, END_LINE + 1, "# end %016" PRIx64 "\n", hash_number(above));
}

void manifest_format(const struct manifest *m, struct buf *out)
{
    char end[END_LINE + 1];

    buf_clear(out);
    buf_str(out, FIRST_LINE);
    buf_printf(out, "# format %d\n# schema %" PRIu32 "\n# language %s", MANIFEST_FORMAT, m->schema,
               m->language);
    if (m->stems)
        buf_printf(out, " %016" PRIx64, m->stems);
    buf_printf(out, "\n# xapian %s\n", xapian_names[m->xapian]);
    if (*m->folders.name)
        buf_printf(out, "# folders %s %" PRIu64 " %016" PRIx64 "\n", m->folders.name,
                   m->folders.size, m->folders.checksum);
    for (size_t i = 0; i < m->n_segments; i++)
        format_segment(&m->segments[i], m->xapian, out);
    format_end(buf_span(out), end);
    buf_str(out, end);
}

/* Whether NAME stays inside the index directory; a damaged manifest may hold any name. */
static bool safe_name(const char *name)
{
    return *name && *name != '.' && *name != '/' && !strstr(name, "..");
}

/* The components that this program can read. */
static const struct known_component {
    const char *name;
    uint32_t newest; /* version */
    uint32_t paged;  /* the first version that is a file of pages; 0: none is */
} known_components[] = {
    {"lists.terms", 2, 1},    {"lists.postings", 2, 1}, {"lists.positions", 1, 1},
    {"lists.lengths", 1, 1},  {"columns.rows", 2, 2},   {"columns.ids", 2, 2},
    {"texts.heads", 1, 1},    {"texts.bodies", 1, 1},   {"iamglass", 1, 0},
    {"postlist.glass", 1, 0}, {"docdata.glass", 1, 0},  {"position.glass", 1, 0},
    {"termlist.glass", 1, 0},
};

const char *component_name(size_t at)
{
    return at < sizeof known_components / sizeof *known_components ? known_components[at].name
                                                                   : NULL;
}

/* NULL if this program cannot read version VERSION of component NAME. */
static const struct known_component *find_known(const char *name, uint32_t version)
{
    for (size_t i = 0; i < sizeof known_components / sizeof *known_components; i++)
        if (!strcmp(name, known_components[i].name) && version &&
            version <= known_components[i].newest)
            return &known_components[i];
    return NULL;
}

bool component_paged(const struct component *c)
{
    const struct known_component *known = find_known(c->name, c->version);

    return known && known->paged && c->version >= known->paged;
}

/* Parses a line that lists a component of S. An unknown component that is not optional goes to
 * *NEWER. */
static bool parse_component(const char *line, uint32_t format, struct segment *s,
                            struct component *newer)
{
    struct component c = {.version = 1};
    int end = 0;
    bool optional;

    if (format == 1) {
        if (sscanf(line, "# file %63s %" SCNu64 " %" SCNx64, c.name, &c.size, &c.checksum) != 3)
            return false;
    } else if (sscanf(line, "# component %63s %" SCNu32 " %" SCNu64 " %" SCNx64 "%n", c.name,
                      &c.version, &c.size, &c.checksum, &end) != 4) {
        return false;
    }
    if (!safe_name(c.name))
        return false;
    if (format == 1 || find_known(c.name, c.version)) {
        *segment_add_component(s, c.name) = c;
        return true;
    }
    optional = !strcmp(line + end, " optional");
    if (!optional)
        *newer = c;
    return optional;
}

/* Parses the line of Xapian's tables, which format 1 has not. */
static bool parse_xapian(const char *line, struct manifest *m)
{
    char name[MANIFEST_NAME];
    int kind;

    if (m->format == 1 || sscanf(line, "# xapian %63s", name) != 1)
        return false;
    kind = names_find(&xapian_kind_names, span_of(name), NULL);
    m->xapian = kind < 0 ? XAPIAN_UNSET : (enum xapian_kind)kind;
    return kind >= 0;
}

/* Parses the line of the file that says what folders gave. */
static bool parse_folders(const char *line, struct manifest *m)
{
    struct component *f = &m->folders;

    f->version = 1;
    return !m->n_segments &&
           sscanf(line, "# folders %63s %" SCNu64 " %" SCNx64, f->name, &f->size, &f->checksum) ==
               3 &&
           safe_name(f->name);
}

/* Whether LINE ends the lines of S. */
static bool ends_segment(const char *line, const struct segment *s, enum xapian_kind xapian)
{
    const char *word = segment_word(xapian);
    size_t len = strlen(word);

    return !strncmp(line, word, len) && line[len] == ' ' && !strcmp(line + len + 1, s->name);
}

/* Parses a line after the first, without its newline. */
static bool parse_line(const char *line, struct manifest *m, struct component *newer)
{
    struct segment *last = m->n_segments ? &m->segments[m->n_segments - 1] : NULL;
    struct segment s = {0};
    struct component f = {0};
    uint32_t deleted;

    if (sscanf(line, "# format %" SCNu32, &m->format) == 1 ||
        sscanf(line, "# schema %" SCNu32, &m->schema) == 1 ||
        sscanf(line, "# language %63s %" SCNx64, m->language, &m->stems) >= 1 ||
        parse_xapian(line, m) || parse_folders(line, m))
        return true;
    if (sscanf(line, "# segment %63s %" SCNu32 " %" SCNd32 " %" SCNd32 " %" SCNu32, s.name,
               &s.articles, &s.first, &s.last, &s.revision) == 5)
        return safe_name(s.name) && (*manifest_add(m) = s, true);
    if (last && parse_component(line, m->format, last, newer))
        return true;
    if (last && sscanf(line, "# deleted %63s %" SCNu32 " %" SCNu64 " %" SCNx64, f.name, &deleted,
                       &f.size, &f.checksum) == 4) {
        last->deletions = f;
        last->deleted = deleted;
        return safe_name(f.name) && deleted && deleted <= last->articles;
    }
    return last && ends_segment(line, last, m->xapian);
}

/* Verifies the last line, the checksum of all others, and removes it. */
static bool verify_end_line(char *text)
{
    char *end = strstr(text, "\n# end "), wanted[END_LINE + 1];

    if (!end)
        return false;
    format_end((struct span){text, (size_t)(end + 1 - text)}, wanted);
    if (strcmp(end + 1, wanted) != 0)
        return false;
    end[1] = '\0';
    return true;
}

static bool parse_lines(char *text, struct manifest *m, struct component *newer)
{
    char *rest;

    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        if (!parse_line(line, m, newer))
            return false;
    return m->n_segments && *m->language && m->format && m->format <= MANIFEST_FORMAT &&
           m->xapian != XAPIAN_UNSET;
}

/* Whether BYTES, which do not begin as a manifest, are a damaged one all the same: opened as a stub
 * of another program, it would bring back deleted articles. */
static bool was_manifest(const struct buf *bytes)
{
    static const char *const marks[] = {"dateline", "# segment ", "# component ", "# end ",
                                        " seg-"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (memmem(bytes->data, bytes->len, marks[i], strlen(marks[i])))
            return true;
    return false;
}

static dateline_status manifest_damaged(const char *dir, dateline_error *err)
{
    return fail(err, DATELINE_CORRUPT, "the index %s is damaged: %s/%s is not as it was written",
                dir, dir, MANIFEST_FILE);
}

/* Parses the manifest; a NUL in BYTES is damage. */
static dateline_status parse_manifest(const char *dir, struct buf *bytes, struct manifest *m,
                                      dateline_error *err)
{
    char *text = bytes->data;
    struct component newer = {0};

    if (strncmp(text, FIRST_LINE, strlen(FIRST_LINE)) != 0)
        return was_manifest(bytes)
                   ? manifest_damaged(dir, err)
                   : fail(err, DATELINE_NO_INDEX, "%s is a Xapian stub, not a dateline index", dir);
    if (sscanf(text + strlen(FIRST_LINE), "# format %" SCNu32, &m->format) == 1 &&
        m->format > MANIFEST_FORMAT)
        return fail(err, DATELINE_CORRUPT,
                    "the index %s has format %" PRIu32 "; this program reads up to %d", dir,
                    m->format, MANIFEST_FORMAT);
    m->xapian = m->format == 1 ? XAPIAN_FULL : XAPIAN_UNSET;
    if (strlen(text) != bytes->len || !verify_end_line(text) ||
        !parse_lines(text + strlen(FIRST_LINE), m, &newer))
        return *newer.name
                   ? fail(err, DATELINE_CORRUPT,
                          "the index %s was made by a newer dateline: it has version %" PRIu32
                          " of %s, which this program cannot read",
                          dir, newer.version, newer.name)
                   : manifest_damaged(dir, err);
    if (!m->schema || m->schema > SCHEMA_VERSION)
        return fail(err, DATELINE_CORRUPT,
                    "the index %s has schema %" PRIu32 "; this program reads 1 to %d", dir,
                    m->schema, SCHEMA_VERSION);
    return DATELINE_OK;
}

dateline_status manifest_read(const char *dir, struct manifest *out, dateline_error *err)
{
    struct buf path = {0}, text = {0};
    struct manifest m = {0};
    dateline_status status;

    buf_printf(&path, "%s/%s", dir, MANIFEST_FILE);
    status = file_read_whole(path.data, MANIFEST_MAX, &text, err);
    if (status == DATELINE_NOT_FOUND)
        status = fail(err, DATELINE_NO_INDEX, "no index at %s", dir);
    if (status == DATELINE_OK)
        status = parse_manifest(dir, &text, &m, err);
    if (status == DATELINE_OK)
        *out = m;
    else
        manifest_free(&m);
    buf_free(&path);
    buf_free(&text);
    return status;
}

bool manifest_is_old_schema(const struct manifest *m)
{
    return m->schema < SCHEMA_VERSION;
}

bool manifest_has_other_stems(const struct manifest *m, uint64_t stems)
{
    return m->stems && m->stems != stems;
}

bool manifest_analysed_otherwise(const struct manifest *m, uint64_t stems)
{
    return manifest_is_old_schema(m) || manifest_has_other_stems(m, stems);
}
