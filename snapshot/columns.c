/* The columns of segments, mapped when they are first asked for. */
#include "snapshot/columns.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/alloc.h"
#include "snapshot/files.h"
#include "snapshot/snapshot.h"

/* ---- A segment's ---------------------------------------------------------- */

static const struct manifest_file *find_file(const struct segment *s, const char *name)
{
    for (size_t i = 0; i < s->n_files; i++)
        if (!strcmp(s->files[i].name, name))
            return &s->files[i];
    return NULL;
}

/* Leaves *OUT NULL where the file is gone, as after a commit that replaced its segment. */
static dateline_status map_file(const char *dir, const struct segment *s,
                                const struct manifest_file *f, void **out, dateline_error *err)
{
    void *bytes;
    int fd;
    dateline_status status = segment_file_open(dir, s, f, true, &fd, err);

    if (status != DATELINE_OK)
        return status == DATELINE_NO_INDEX ? DATELINE_OK : status;
    errno = EOVERFLOW;
    bytes =
        f->size > SIZE_MAX ? MAP_FAILED : mmap(NULL, (size_t)f->size, PROT_READ, MAP_SHARED, fd, 0);
    if (bytes == MAP_FAILED)
        status = fail_errno(err, "cannot read %s/%s/%s", dir, s->name, f->name);
    else
        *out = bytes;
    close(fd);
    return status;
}

void segment_columns_close(struct segment_columns *c)
{
    if (c->rows)
        munmap(c->rows, (size_t)c->columns.articles * COLUMNS_ROW);
    if (c->ids)
        munmap(c->ids, c->ids_size);
    *c = (struct segment_columns){0};
}

dateline_status segment_columns_open(const char *dir, const struct segment *s,
                                     struct segment_columns *out, dateline_error *err)
{
    const struct manifest_file *rows = find_file(s, COLUMNS_ROWS), *ids = find_file(s, COLUMNS_IDS);
    struct segment_columns c = {.columns.articles = s->articles};
    dateline_status status;

    *out = (struct segment_columns){0};
    if (!rows || !ids || !rows->size || !ids->size)
        return DATELINE_OK;
    if (rows->size != (uint64_t)s->articles * COLUMNS_ROW)
        return fail(err, DATELINE_CORRUPT, "%s/%s is damaged: it has not a row for each article",
                    dir, s->name);
    status = map_file(dir, s, rows, &c.rows, err);
    if (status == DATELINE_OK && c.rows)
        status = map_file(dir, s, ids, &c.ids, err);
    c.ids_size = (size_t)ids->size;
    if (status != DATELINE_OK || !c.ids) {
        segment_columns_close(&c);
        return status;
    }
    c.columns.rows = c.rows;
    c.columns.ids = (struct span){c.ids, c.ids_size};
    *out = c;
    return DATELINE_OK;
}

/* ---- A snapshot's --------------------------------------------------------- */

/* Threads may ask at the same time for what they share. */
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;

void snapshot_columns_free(struct snapshot_columns *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->n; i++)
        segment_columns_close(&c->segments[i]);
    free(c->segments);
    free(c);
}

/* Opens those of segment I. Of one that another program wrote to since it was
 * committed they tell nothing any more. */
static dateline_status open_one(const struct snapshot *s, size_t i, struct segment_columns *out,
                                dateline_error *err)
{
    const struct segment *segment = &s->manifest.segments[i];
    uint64_t revision;
    dateline_status status = xap_part_revision(s->db, i, &revision, err);

    if (status != DATELINE_OK || revision != segment->revision)
        return status;
    return segment_columns_open(s->dir, segment, out, err);
}

static dateline_status open_all(const struct snapshot *s, struct snapshot_columns **out,
                                dateline_error *err)
{
    struct snapshot_columns *c = must_zalloc(sizeof *c);
    dateline_status status = DATELINE_OK;

    c->segments = must_zalloc(s->manifest.n_segments * sizeof *c->segments);
    for (; c->n < s->manifest.n_segments && status == DATELINE_OK; c->n++)
        status = open_one(s, c->n, &c->segments[c->n], err);
    if (status == DATELINE_OK)
        *out = c;
    else
        snapshot_columns_free(c);
    return status;
}

/* Leaves s->columns NULL where it fails. */
static dateline_status share(struct snapshot *s, dateline_error *err)
{
    struct snapshot *owner = s->origin ? s->origin : s;
    dateline_status status = DATELINE_OK;

    pthread_mutex_lock(&opening);
    if (!owner->shared_columns)
        status = open_all(s, &owner->shared_columns, err);
    s->columns = owner->shared_columns;
    pthread_mutex_unlock(&opening);
    return status;
}

dateline_status snapshot_columns(struct snapshot *s, size_t segment, const struct columns **out,
                                 dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    *out = NULL;
    if (!s->manifest.n_segments)
        return DATELINE_OK;
    if (!s->columns)
        status = share(s, err);
    if (s->columns && s->columns->segments[segment].columns.articles)
        *out = &s->columns->segments[segment].columns;
    return status;
}

dateline_status snapshot_row(struct snapshot *s, xap_docid id, struct snapshot_row *out,
                             dateline_error *err)
{
    const struct columns *c;
    uint32_t number;
    size_t segment = snapshot_segment(s, id, &number);
    dateline_status status = snapshot_columns(s, segment, &c, err);

    *out = (struct snapshot_row){0};
    if (status != DATELINE_OK || !c || number > c->articles)
        return status;
    if (!columns_id(c, number, &out->id))
        return fail(err, DATELINE_CORRUPT, "%s/%s/%s is damaged: article %u has no id", s->dir,
                    s->manifest.segments[segment].name, COLUMNS_ROWS, number);
    out->day = columns_day(c, number);
    out->known = true;
    return DATELINE_OK;
}
