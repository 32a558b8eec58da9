/* Maps the columns of a segment. */
#include "snapshot/columns.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct manifest_file *find_file(const struct segment *s, const char *name)
{
    for (size_t i = 0; i < s->n_files; i++)
        if (!strcmp(s->files[i].name, name))
            return &s->files[i];
    return NULL;
}

static dateline_status map(int fd, const char *path, uint64_t size, void **out, dateline_error *err)
{
    struct stat st;
    void *bytes;

    if (fstat(fd, &st) != 0)
        return fail_errno(err, "cannot read %s", path);
    if ((uint64_t)st.st_size != size || size > SIZE_MAX)
        return fail(err, DATELINE_CORRUPT,
                    "%s is damaged: it has another size than it was written with", path);
    bytes = mmap(NULL, (size_t)size, PROT_READ, MAP_SHARED, fd, 0);
    if (bytes == MAP_FAILED)
        return fail_errno(err, "cannot read %s", path);
    *out = bytes;
    return DATELINE_OK;
}

/* Leaves *OUT NULL where the file is gone. */
static dateline_status map_file(const char *dir, const struct segment *s,
                                const struct manifest_file *f, void **out, dateline_error *err)
{
    struct buf path = {0};
    dateline_status status = DATELINE_OK;
    int fd;

    buf_printf(&path, "%s/%s/%s", dir, s->name, f->name);
    fd = open(path.data, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        status = map(fd, path.data, f->size, out, err);
        close(fd);
    } else if (errno != ENOENT) {
        status = fail_errno(err, "cannot open %s", path.data);
    }
    buf_free(&path);
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
