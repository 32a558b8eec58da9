/* Opens a segment's columns, which are two components. */
#include "snapshot/columns.h"

#include "snapshot/component.h"

void segment_columns_close(struct segment_columns *c)
{
    component_close(&c->rows);
    component_close(&c->ids);
    *c = (struct segment_columns){0};
}

dateline_status segment_columns_open(const char *dir, const struct segment *s,
                                     struct segment_columns *out, dateline_error *err)
{
    const struct component *rows = segment_component(s, COLUMNS_ROWS);
    struct segment_columns c = {0};
    dateline_status status;

    *out = c;
    if (rows && rows->size && rows->size != (uint64_t)s->articles * COLUMNS_ROW)
        return fail(err, DATELINE_CORRUPT,
                    "%s/%s is damaged: the number of rows differs from the number of articles", dir,
                    s->name);
    status = component_open(dir, s, COLUMNS_ROWS, &c.rows, err);
    if (status == DATELINE_OK && c.rows.len)
        status = component_open(dir, s, COLUMNS_IDS, &c.ids, err);
    if (status != DATELINE_OK || !c.ids.len) {
        segment_columns_close(&c);
        return status;
    }
    c.columns = (struct columns){(const unsigned char *)c.rows.data, s->articles, c.ids};
    *out = c;
    return DATELINE_OK;
}
