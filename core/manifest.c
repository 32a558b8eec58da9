/* A manifest in memory: its segments and their components. */
#include "core/manifest.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"

static const char *const xapian_names[] = {
    [XAPIAN_UNSET] = NULL,
    [XAPIAN_NONE] = "none",
    [XAPIAN_LEAN] = "lean",
    [XAPIAN_FULL] = "full",
};

const struct names xapian_kind_names = NAMES(NULL, xapian_names);

/* ---- Components ------------------------------------------------------------- */

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

/* NULL if this program cannot read C. */
static const struct known_component *find_known(const struct component *c)
{
    for (size_t i = 0; i < sizeof known_components / sizeof *known_components; i++)
        if (!strcmp(c->name, known_components[i].name) && c->version &&
            c->version <= known_components[i].newest)
            return &known_components[i];
    return NULL;
}

bool component_known(const struct component *c)
{
    return find_known(c) != NULL;
}

bool component_paged(const struct component *c)
{
    const struct known_component *known = find_known(c);

    return known && known->paged && c->version >= known->paged;
}

/* ---- Segments --------------------------------------------------------------- */

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

/* ---- All of them ------------------------------------------------------------ */

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

void manifest_free(struct manifest *m)
{
    for (size_t i = 0; i < m->n_segments; i++)
        free(m->segments[i].components);
    free(m->segments);
    *m = (struct manifest){0};
}
