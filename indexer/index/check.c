/* Verifies the files of an index, then compares its structures. */
#include "indexer/index/check.h"

#include "core/alloc.h"
#include "core/deletions.h"
#include "indexer/index/check_segment.h"
#include "indexer/index/folders.h"
#include "indexer/output/disk.h"
#include "snapshot/own_files.h"
#include "snapshot/snapshot.h"

struct check {
    const char *dir;
    check_tell *tell;
    void *ctx;
    struct check_result *found;
    struct buf path;
};

/* Tells of the failure STATUS and records its kind. */
static void report_fault(struct check *c, dateline_status status, const char *message)
{
    if (status == DATELINE_NO_MEMORY)
        out_of_memory(0);
    if (status == DATELINE_NO_INDEX)
        c->found->missing = true;
    else if (status == DATELINE_IO)
        c->found->unread = true;
    else
        c->found->damaged = true;
    c->tell(c->ctx, message);
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
    dateline_status status = disk_verify(path, f, &err);

    if (status != DATELINE_OK)
        report_fault(c, status, err.text);
    return status == DATELINE_OK;
}

static bool deletions_whole(struct check *c, const struct segment *s)
{
    struct deletions deleted = {0};
    dateline_error err;
    dateline_status status = deletions_read(c->dir, s, &deleted, &err);

    if (status != DATELINE_OK)
        report_fault(c, status, err.text);
    deletions_free(&deleted);
    return status == DATELINE_OK;
}

static bool files_whole(struct check *c, const struct segment *s)
{
    bool whole = deletions_whole(c, s);

    for (size_t i = 0; i < s->n_components; i++)
        whole &= file_whole(c, path_below(c, s->name, s->components[i].name), &s->components[i]);
    return whole;
}

/* ---- Structures ----------------------------------------------------------- */

static void walk_segment(struct check *c, const struct segment *s)
{
    dateline_error err, told;
    dateline_status status = check_structures(c->dir, s, &err);

    if (status == DATELINE_OK)
        return;
    fail(&told, status, "%s: %s", path_below(c, s->name, ""), err.text);
    report_fault(c, status, told.text);
}

/* ---- The index -------------------------------------------------------------- */

/* Whether a program other than dateline has written to S, which is told then. */
static bool written_by_others(struct check *c, const struct segment *s)
{
    uint32_t revision;
    dateline_error told;

    if (segment_xapian(s) == XAPIAN_NONE ||
        snapshot_revision(path_below(c, s->name, ""), &revision, NULL) != DATELINE_OK ||
        revision == s->revision)
        return false;
    report_fault(c,
                 fail(&told, DATELINE_CORRUPT, "another program has written to %s",
                      path_below(c, s->name, "")),
                 told.text);
    return true;
}

void check_segment(const char *dir, const struct segment *s, check_tell *tell, void *ctx,
                   struct check_result *out)
{
    struct check c = {.dir = dir, .tell = tell, .ctx = ctx, .found = out};
    dateline_error err;
    dateline_status status = own_segment_check(dir, s, &err);

    if (status != DATELINE_OK)
        report_fault(&c, status, err.text);
    else if (!written_by_others(&c, s) && files_whole(&c, s))
        walk_segment(&c, s);
    buf_free(&c.path);
}

void check_folders(const char *dir, const struct manifest *m, check_tell *tell, void *ctx,
                   struct check_result *out)
{
    struct check c = {.dir = dir, .tell = tell, .ctx = ctx, .found = out};
    struct folders read = {0};
    dateline_error err;
    dateline_status status = DATELINE_OK;

    if (*m->folders.name && file_whole(&c, path_below(&c, m->folders.name, ""), &m->folders))
        status = folders_read(dir, &m->folders, &read, &err);
    if (status != DATELINE_OK)
        report_fault(&c, status, err.text);
    folders_free(&read);
    buf_free(&c.path);
}

dateline_status check_index(const char *dir, check_tell *tell, void *ctx, struct check_result *out,
                            dateline_error *err)
{
    struct check_result found = {0};
    struct manifest m = {0};
    dateline_error why;
    dateline_status status = manifest_read(dir, &m, &why);

    if (status == DATELINE_CORRUPT) {
        found.damaged = true;
        tell(ctx, why.text);
        status = DATELINE_OK;
    } else if (status != DATELINE_OK && err) {
        *err = why;
    }
    for (size_t i = 0; i < m.n_segments; i++)
        check_segment(dir, &m.segments[i], tell, ctx, &found);
    check_folders(dir, &m, tell, ctx, &found);
    *out = found;
    manifest_free(&m);
    return status;
}
