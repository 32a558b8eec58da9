#include "indexer/columns_writer.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/columns.h"
#include "indexer/glass/output.h"

struct columns_writer {
    struct glass_output *rows, *ids; /* NULL where there are too many ids */
    uint64_t articles, id_bytes;
};

struct columns_writer *columns_writer_new(const struct glass_dir *dir)
{
    struct columns_writer *w = must_zalloc(sizeof *w);

    w->rows = glass_output_new(dir, COLUMNS_ROWS);
    w->ids = glass_output_new(dir, COLUMNS_IDS);
    return w;
}

static void give_up(struct columns_writer *w)
{
    glass_output_close(w->rows);
    glass_output_close(w->ids);
    w->rows = w->ids = NULL;
}

static dateline_status put(struct glass_output *o, const void *bytes, size_t size,
                           dateline_error *err)
{
    uint8_t *room;
    dateline_status status = glass_output_room(o, size, &room, err);

    if (status != DATELINE_OK)
        return status;
    memcpy(room, bytes, size);
    glass_output_commit(o, size);
    return DATELINE_OK;
}

/* In pieces that there is room for. */
static dateline_status put_id(struct glass_output *o, struct span id, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    while (id.len && status == DATELINE_OK) {
        size_t size = id.len < GLASS_OUTPUT_BUFFER ? id.len : GLASS_OUTPUT_BUFFER;

        status = put(o, id.data, size, err);
        id = span_from(id, size);
    }
    return status;
}

dateline_status columns_writer_add(struct columns_writer *w, dateline_day day, struct span id,
                                   dateline_error *err)
{
    unsigned char row[COLUMNS_ROW];
    dateline_status status;

    w->articles++;
    w->id_bytes += id.len;
    if (w->id_bytes > UINT32_MAX && w->rows)
        give_up(w);
    if (!w->rows)
        return DATELINE_OK;
    columns_row_write(row, day, (uint32_t)w->id_bytes);
    status = put(w->rows, row, sizeof row, err);
    return status == DATELINE_OK ? put_id(w->ids, id, err) : status;
}

dateline_status columns_writer_finish(struct columns_writer *w, struct glass_file *rows,
                                      struct glass_file *ids, dateline_error *err)
{
    dateline_status status;

    *rows = *ids = (struct glass_file){0};
    if (!w->rows || !w->articles)
        return DATELINE_OK;
    status = glass_output_finish(w->rows, rows, err);
    return status == DATELINE_OK ? glass_output_finish(w->ids, ids, err) : status;
}

dateline_status columns_writer_sync(struct columns_writer *w, dateline_error *err)
{
    dateline_status status = w->rows ? glass_output_sync(w->rows, err) : DATELINE_OK;

    return status == DATELINE_OK && w->ids ? glass_output_sync(w->ids, err) : status;
}

void columns_writer_close(struct columns_writer *w)
{
    if (!w)
        return;
    give_up(w);
    free(w);
}
