/* Writes paged files: data, page checksums, trailer. */
#include "store/page_writer.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "core/alloc.h"
#include "core/buf.h"
#include "store/pages.h"

struct page_writer {
    struct file_writer *file;
    uint64_t size; /* bytes of data */
    uint8_t *page; /* the page that is being filled, in the file's buffer; NULL: none is */
    size_t filled; /* its bytes so far */
    struct buf sums;
};

struct page_writer *page_writer_new(const struct open_dir *dir, const char *name)
{
    struct page_writer *w = must_zalloc(sizeof *w);

    w->file = file_writer_new(dir, name);
    file_writer_no_checksum(w->file); /* that of the pages' checksums stands for the file */
    return w;
}

static void buf_little(struct buf *b, uint64_t v, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        buf_char(b, (char)(v >> 8 * i));
}

static void end_page(struct page_writer *w)
{
    buf_little(&w->sums, XXH3_64bits(w->page, w->filled), sizeof(uint64_t));
    file_writer_commit(w->file, w->filled);
    w->page = NULL;
    w->filled = 0;
}

dateline_status page_writer_add(struct page_writer *w, const void *bytes, size_t len,
                                dateline_error *err)
{
    const char *p = bytes;

    w->size += len;
    while (len) {
        size_t room = PAGES_SIZE - w->filled, n = len < room ? len : room;
        dateline_status status =
            w->page ? DATELINE_OK : file_writer_room(w->file, PAGES_SIZE, &w->page, err);

        if (status != DATELINE_OK)
            return status;
        memcpy(w->page + w->filled, p, n);
        w->filled += n;
        p += n;
        len -= n;
        if (w->filled == PAGES_SIZE)
            end_page(w);
    }
    return DATELINE_OK;
}

uint64_t page_writer_size(const struct page_writer *w)
{
    return w->size;
}

dateline_status page_writer_finish(struct page_writer *w, struct output_file *out,
                                   dateline_error *err)
{
    dateline_status status;
    uint64_t sum;

    if (w->page)
        end_page(w);
    buf_add(&w->sums, PAGES_MAGIC, sizeof PAGES_MAGIC - 1);
    buf_little(&w->sums, w->size, sizeof(uint64_t));
    buf_little(&w->sums, PAGES_SIZE, sizeof(uint64_t));
    sum = XXH3_64bits(w->sums.data, w->sums.len);
    buf_little(&w->sums, sum, sizeof sum);
    status = file_writer_add(w->file, buf_span(&w->sums), err);
    if (status == DATELINE_OK)
        status = file_writer_finish(w->file, out, err);
    if (status == DATELINE_OK)
        out->checksum = sum;
    return status;
}

dateline_status page_writer_sync(struct page_writer *w, dateline_error *err)
{
    return file_writer_sync(w->file, err);
}

void page_writer_close(struct page_writer *w)
{
    if (!w)
        return;
    file_writer_close(w->file);
    buf_free(&w->sums);
    free(w);
}
