/* Writes a segment's columns in version 1. */
#include "store/columns_plain_writer.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "store/columns.h"
#include "store/little.h"

struct columns_plain_writer {
    struct file_writer *rows, *ids; /* NULL if there are too many ids */
    uint64_t articles, id_bytes;
};

struct columns_plain_writer *columns_plain_writer_new(const struct open_dir *dir)
{
    struct columns_plain_writer *w = must_zalloc(sizeof *w);

    w->rows = file_writer_new(dir, COLUMNS_ROWS);
    w->ids = file_writer_new(dir, COLUMNS_IDS);
    return w;
}

static void give_up_plain_columns(struct columns_plain_writer *w)
{
    file_writer_close(w->rows);
    file_writer_close(w->ids);
    w->rows = w->ids = NULL;
}

dateline_status columns_plain_writer_add(struct columns_plain_writer *w, dateline_day day, struct span id,
                                   dateline_error *err)
{
    unsigned char row[COLUMNS_ROW];
    dateline_status status;

    w->articles++;
    w->id_bytes += id.len;
    if (w->id_bytes > UINT32_MAX && w->rows)
        give_up_plain_columns(w);
    if (!w->rows)
        return DATELINE_OK;
    little_put32(little_put32(row, (uint32_t)day), (uint32_t)w->id_bytes);
    status = file_writer_add(w->rows, (struct span){(const char *)row, sizeof row}, err);
    return status == DATELINE_OK ? file_writer_add(w->ids, id, err) : status;
}

dateline_status columns_plain_writer_finish(struct columns_plain_writer *w, struct output_file *rows,
                                      struct output_file *ids, dateline_error *err)
{
    dateline_status status;

    *rows = *ids = (struct output_file){0};
    if (!w->rows || !w->articles)
        return DATELINE_OK;
    status = file_writer_finish(w->rows, rows, err);
    return status == DATELINE_OK ? file_writer_finish(w->ids, ids, err) : status;
}

dateline_status columns_plain_writer_sync(struct columns_plain_writer *w, dateline_error *err)
{
    dateline_status status = w->rows ? file_writer_sync(w->rows, err) : DATELINE_OK;

    return status == DATELINE_OK && w->ids ? file_writer_sync(w->ids, err) : status;
}

void columns_plain_writer_close(struct columns_plain_writer *w)
{
    if (!w)
        return;
    give_up_plain_columns(w);
    free(w);
}
