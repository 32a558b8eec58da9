/* Opens a segment's columns, which are two components. */
#include "snapshot/columns.h"

#include <stdlib.h>

#include "snapshot/component.h"

void segment_columns_close(struct segment_columns *c)
{
    columns_close(&c->columns);
    component_close(&c->rows);
    component_close(&c->ids);
    free(c->path);
    *c = (struct segment_columns){0};
}

static dateline_status open_paged_columns(const char *dir, const struct segment *s,
                                          struct columns *out, dateline_error *err)
{
    struct pages *rows, *ids = NULL;
    dateline_status status = component_pages(dir, s, COLUMNS_ROWS, &rows, err);

    if (status == DATELINE_OK)
        status = component_pages(dir, s, COLUMNS_IDS, &ids, err);
    if (status == DATELINE_OK)
        return columns_open(rows, ids, s->articles, out, err);
    pages_close(rows);
    return status;
}

static dateline_status open_plain_columns(const char *dir, const struct segment *s,
                                          const struct component *rows, struct segment_columns *c,
                                          dateline_error *err)
{
    dateline_status status;
    struct buf path = {0};

    if (rows->size && rows->size != (uint64_t)s->articles * COLUMNS_ROW)
        return fail(err, DATELINE_CORRUPT,
                    "%s/%s is damaged: the number of rows differs from the number of articles", dir,
                    s->name);
    status = component_open(dir, s, COLUMNS_ROWS, &c->rows, err);
    if (status == DATELINE_OK && c->rows.len)
        status = component_open(dir, s, COLUMNS_IDS, &c->ids, err);
    if (status != DATELINE_OK || !c->ids.len)
        return status;
    buf_printf(&path, "%s/%s/%s", dir, s->name, COLUMNS_ROWS);
    c->path = path.data;
    c->columns = columns_plain((const unsigned char *)c->rows.data, c->ids, s->articles, c->path);
    return DATELINE_OK;
}

dateline_status segment_columns_open(const char *dir, const struct segment *s,
                                     struct segment_columns *out, dateline_error *err)
{
    const struct component *rows = segment_component(s, COLUMNS_ROWS);
    struct segment_columns c = {0};
    dateline_status status = DATELINE_OK;

    if (rows && rows->version >= COLUMNS_VERSION)
        status = open_paged_columns(dir, s, &c.columns, err);
    else if (rows)
        status = open_plain_columns(dir, s, rows, &c, err);
    if (status != DATELINE_OK || !c.columns.articles)
        segment_columns_close(&c);
    *out = c;
    return status;
}
