/* Writes a segment's columns. */
#include "store/columns_writer.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "store/columns.h"
#include "store/little.h"

struct columns_writer {
    struct page_writer *rows, *ids;
    uint32_t articles;
    struct buf turns; /* the articles whose ids reach the next 4 GiB, 32 bits each */
};

struct columns_writer *columns_writer_new(const struct open_dir *dir)
{
    struct columns_writer *w = must_zalloc(sizeof *w);

    w->rows = page_writer_new(dir, COLUMNS_ROWS);
    w->ids = page_writer_new(dir, COLUMNS_IDS);
    return w;
}

dateline_status columns_writer_add(struct columns_writer *w, dateline_day day, struct span id,
                                   dateline_error *err)
{
    uint64_t before = page_writer_size(w->ids), end = before + id.len;
    uint8_t row[COLUMNS_ROW], number[sizeof(uint32_t)];
    dateline_status status;

    w->articles++;
    little_put32(little_put32(row, (uint32_t)day), (uint32_t)end);
    little_put32(number, w->articles);
    for (uint64_t turn = before >> 32; turn < end >> 32; turn++)
        buf_add(&w->turns, number, sizeof number);
    status = page_writer_add(w->rows, row, sizeof row, err);
    return status == DATELINE_OK ? page_writer_add(w->ids, id.data, id.len, err) : status;
}

dateline_status columns_writer_finish(struct columns_writer *w, struct output_file *rows,
                                      struct output_file *ids, dateline_error *err)
{
    dateline_status status = page_writer_add(w->rows, w->turns.data, w->turns.len, err);

    if (status == DATELINE_OK)
        status = page_writer_finish(w->rows, rows, err);
    return status == DATELINE_OK ? page_writer_finish(w->ids, ids, err) : status;
}

dateline_status columns_writer_sync(struct columns_writer *w, dateline_error *err)
{
    dateline_status status = page_writer_sync(w->rows, err);

    return status == DATELINE_OK ? page_writer_sync(w->ids, err) : status;
}

void columns_writer_close(struct columns_writer *w)
{
    if (!w)
        return;
    page_writer_close(w->rows);
    page_writer_close(w->ids);
    buf_free(&w->turns);
    free(w);
}
