/* Verifies the files of an index, then compares its structures. */
#include "indexer/index/check.h"

#include "core/alloc.h"
#include "indexer/index/check_segment.h"
#include "indexer/output/disk.h"
#include "snapshot/snapshot.h"

struct check {
    const char *dir;
    check_tell *tell;
    void *ctx;
    bool damaged;
    struct buf path, message;
};

static void report_fault(struct check *c, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void report_fault(struct check *c, const char *fmt, ...)
{
    va_list ap;

    buf_clear(&c->message);
    va_start(ap, fmt);
    buf_vprintf(&c->message, fmt, ap);
    va_end(ap);
    c->damaged = true;
    c->tell(c->ctx, c->message.data);
}

/* ---- Files -------------------------------------------------------------- */

static const char *path_below(struct check *c, const char *segment, const char *file)
{
    buf_clear(&c->path);
    buf_printf(&c->path, "%s/%s%s%s", c->dir, segment, *file ? "/" : "", file);
    return c->path.data;
}

static bool file_whole(struct check *c, const char *path, const struct component *f)
{
    dateline_error err;

    if (disk_verify(path, f, &err) == DATELINE_OK)
        return true;
    report_fault(c, "%s", err.text);
    return false;
}

static bool files_whole(struct check *c, const struct segment *s)
{
    bool whole = true;

    for (size_t i = 0; i < s->n_components; i++)
        whole &= file_whole(c, path_below(c, s->name, s->components[i].name), &s->components[i]);
    if (s->deleted)
        whole &= file_whole(c, path_below(c, s->deletions.name, ""), &s->deletions);
    return whole;
}

/* ---- Structures ----------------------------------------------------------- */

static void walk_segment(struct check *c, const struct segment *s)
{
    dateline_error err;
    dateline_status status = check_structures(c->dir, s, &err);

    if (status == DATELINE_NO_MEMORY)
        out_of_memory(0);
    if (status != DATELINE_OK)
        report_fault(c, "%s: %s", path_below(c, s->name, ""), err.text);
}

/* ---- The index -------------------------------------------------------------- */

static void check_segment(struct check *c, const struct segment *s)
{
    uint32_t revision = s->revision;
    dateline_error err;

    if (segment_xapian(s) != XAPIAN_NONE &&
        snapshot_revision(path_below(c, s->name, ""), &revision, &err) != DATELINE_OK)
        report_fault(c, "%s", err.text);
    else if (revision != s->revision)
        report_fault(c, "another program has written to %s", path_below(c, s->name, ""));
    else if (files_whole(c, s))
        walk_segment(c, s);
}

dateline_status check_index(const char *dir, check_tell *report, void *ctx, bool *damaged,
                            dateline_error *err)
{
    struct check c = {.dir = dir, .tell = report, .ctx = ctx};
    struct manifest m = {0};
    dateline_error why;
    dateline_status status = manifest_read(dir, &m, &why);

    if (status == DATELINE_CORRUPT)
        report_fault(&c, "%s", why.text);
    else if (status != DATELINE_OK && err)
        *err = why;
    for (size_t i = 0; i < m.n_segments; i++)
        check_segment(&c, &m.segments[i]);
    *damaged = c.damaged;
    manifest_free(&m);
    buf_free(&c.path);
    buf_free(&c.message);
    return status == DATELINE_CORRUPT ? DATELINE_OK : status;
}
