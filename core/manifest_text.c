/* Writes a manifest as text, and reads it back or refuses it. */
#include <inttypes.h>
#include <stdio.h>

#include "core/file.h"
#include "core/hash.h"
#include "core/manifest.h"
#include "core/schema.h"

#define FIRST_LINE "# dateline index: do not edit\n"

enum { MANIFEST_MAX = 64 << 20, END_LINE = sizeof "# end 0123456789abcdef\n" - 1 };

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
    buf_printf(out, "\n# xapian %s\n", xapian_kind_names.list[m->xapian]);
    if (*m->folders.name)
        buf_printf(out, "# folders %s %" PRIu64 " %016" PRIx64 "\n", m->folders.name,
                   m->folders.size, m->folders.checksum);
    for (size_t i = 0; i < m->n_segments; i++)
        format_segment(&m->segments[i], m->xapian, out);
    format_end(buf_span(out), end);
    buf_str(out, end);
}

/* ---- Reading ---------------------------------------------------------------- */

/* Whether NAME stays inside the index directory; a damaged manifest may hold any name. */
static bool safe_name(const char *name)
{
    return *name && *name != '.' && *name != '/' && !strstr(name, "..");
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
    if (format == 1 || component_known(&c)) {
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
