/* Looking after an index: compacting, checking, and what it consists of. */
#include <stdlib.h>
#include <string.h>

#include "api/writer.h"
#include "indexer/index/check.h"
#include "snapshot/info.h"
#include "text/stem.h"

/* ---- Compacting ----------------------------------------------------------- */

struct compacting {
    const char *path;
    const dateline_writer_options *options;
    struct index *index;
};

static dateline_status compact_body(void *ctx, dateline_error *err)
{
    struct compacting *c = ctx;
    struct index_options options;
    enum xapian_kind xapian;
    dateline_status status = writer_options(c->options, &options, err);

    if (status != DATELINE_OK)
        return status;
    xapian = options.xapian;
    options.xapian = XAPIAN_UNSET;
    options.create = false;
    status = index_open(c->path, &options, &c->index, err);
    return status == DATELINE_OK ? index_compact(c->index, xapian, err) : status;
}

dateline_status dateline_compact(const char *path, const dateline_writer_options *options,
                                 dateline_error *err)
{
    struct compacting c = {path, options, NULL};
    dateline_status status;

    if (!path)
        return care_missing(err);
    status = care_call(NULL, compact_body, &c, err);
    index_close(c.index);
    return status;
}

/* ---- Checking ------------------------------------------------------------- */

struct checking {
    const char *path;
    void (*damage)(void *ctx, const char *line);
    void *ctx;
    uint64_t found;
};

static void count_damage(void *ctx, const char *line)
{
    struct checking *c = ctx;

    c->found++;
    if (c->damage)
        c->damage(c->ctx, line);
}

static dateline_status check_body(void *ctx, dateline_error *err)
{
    struct checking *c = ctx;
    struct check_result found;
    dateline_status status = check_index(c->path, count_damage, c, &found, err);

    if (status == DATELINE_OK && (found.missing || found.unread))
        status = fail(err, DATELINE_IO,
                      "cannot check all of %s: a file is missing or cannot be read", c->path);
    return status;
}

dateline_status dateline_check(const char *path, void (*damage)(void *ctx, const char *line),
                               void *ctx, uint64_t *found, dateline_error *err)
{
    struct checking c = {path, damage, ctx, 0};
    dateline_status status;

    if (!path || !found)
        return care_missing(err);
    status = care_call(NULL, check_body, &c, err);
    if (status == DATELINE_OK)
        *found = c.found;
    return status;
}

/* ---- Info ----------------------------------------------------------------- */

/* The result of dateline_info_read, which points to its first member, INFO. */
struct facts {
    dateline_info info;
    struct manifest manifest; /* a copy: of segments the names alone */
    dateline_segment *segments;
    dateline_component *components;
};

struct info_call {
    const char *path;
    struct snapshot *snapshot;
    dateline_info **out;
};

static void copy_segments(const struct manifest *m, struct facts *out)
{
    out->manifest = *m;
    out->manifest.segments = must_zalloc(m->n_segments * sizeof *m->segments);
    out->segments = must_zalloc(m->n_segments * sizeof *out->segments);
    for (size_t i = 0; i < m->n_segments; i++) {
        struct segment *s = &out->manifest.segments[i];

        *s = m->segments[i];
        s->components = NULL;
        out->segments[i] = (dateline_segment){s->name, s->articles, s->deleted, s->first, s->last};
    }
}

/* Returns how many components M has. */
static size_t copy_components(const struct manifest *m, struct facts *out)
{
    size_t n = 0;
    const char *name;

    while (component_name(n))
        n++;
    out->components = must_zalloc(n * sizeof *out->components);
    n = 0;
    for (size_t i = 0; (name = component_name(i)); i++) {
        uint64_t bytes = manifest_component_bytes(m, name);

        if (bytes)
            out->components[n++] = (dateline_component){name, bytes};
    }
    return n;
}

static struct facts *copy_facts(const struct manifest *m, const struct snapshot_info *i)
{
    struct facts *f = must_zalloc(sizeof *f);

    copy_segments(m, f);
    f->info = (dateline_info){.articles = i->articles,
                              .undated = i->undated,
                              .deleted = i->deleted,
                              .bytes = i->bytes,
                              .first = i->first,
                              .last = i->last,
                              .average_length = i->average_length,
                              .language = m->n_segments ? f->manifest.language : NULL,
                              .format = m->format,
                              .schema = m->schema,
                              .segments = m->n_segments,
                              .xapian = (dateline_xapian)m->xapian,
                              .components = copy_components(m, f),
                              .other_stems =
                                  manifest_has_other_stems(m, stemmer_fingerprint_of(m->language))};
    return f;
}

static dateline_status info_body(void *ctx, dateline_error *err)
{
    struct info_call *c = ctx;
    struct snapshot_info found;
    dateline_status status = snapshot_open(c->path, &c->snapshot, err);

    if (status == DATELINE_OK)
        status = snapshot_info(c->snapshot, &found, err);
    if (status == DATELINE_OK)
        *c->out = &copy_facts(snapshot_manifest(c->snapshot), &found)->info;
    return status;
}

dateline_status dateline_info_read(const char *path, dateline_info **out, dateline_error *err)
{
    struct info_call c = {path, NULL, out};
    dateline_status status;

    if (!path || !out)
        return care_missing(err);
    status = care_call(NULL, info_body, &c, err);
    snapshot_close(c.snapshot);
    return status;
}

const dateline_segment *dateline_info_segment(const dateline_info *info, size_t at)
{
    return info && at < info->segments ? &((const struct facts *)info)->segments[at] : NULL;
}

const dateline_component *dateline_info_component(const dateline_info *info, size_t at)
{
    return info && at < info->components ? &((const struct facts *)info)->components[at] : NULL;
}

void dateline_info_free(dateline_info *info)
{
    struct facts *f = (struct facts *)info;

    if (!f)
        return;
    free(f->manifest.segments);
    free(f->segments);
    free(f->components);
    free(f);
}
