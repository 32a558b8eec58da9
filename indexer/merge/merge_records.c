/* Copies the stored articles, document by document. */
#include <stdlib.h>

#include "indexer/glass/deflate.h"
#include "indexer/glass/docdata.h"
#include "indexer/merge/merge_state.h"
#include "indexer/merge/omega_record.h"

struct records {
    struct merge *merge;
    uint32_t *at; /* by run: documents read */
    struct deflater *deflater;
    struct buf lines; /* for Omega */
};

/* Reads the record of document ID, past those of its run that were dropped. */
static dateline_status next_record(struct records *r, uint32_t id, struct span *out,
                                   dateline_error *err)
{
    const struct merge *m = r->merge;
    size_t from = m->from[id];
    dateline_status status;

    do
        status = m->runs[from]->methods->record(m->runs[from], out, err);
    while (status == DATELINE_OK && m->numbers[from][++r->at[from]] != id);
    return status;
}

static dateline_status write_docdata(struct records *r, uint32_t id, struct span record,
                                     dateline_error *err)
{
    struct span tag = omega_record(r->merge->xapian, record, &r->lines);
    bool deflated = r->deflater && tag.len > glass_compress_min(GLASS_DOCDATA) &&
                    deflate_tag(r->deflater, tag, &tag);

    return glass_docdata_add(r->merge->docdata, id, tag, deflated, err);
}

static dateline_status copy_records(void *ctx, dateline_error *err)
{
    struct records *r = ctx;
    dateline_status status = DATELINE_OK;

    r->at = must_zalloc(r->merge->n * sizeof *r->at);
    if (r->merge->xapian == XAPIAN_FULL)
        r->deflater = deflater_new();
    for (uint32_t id = 1; id <= r->merge->documents && status == DATELINE_OK; id++) {
        struct span record;

        status = next_record(r, id, &record, err);
        if (status == DATELINE_OK)
            status = texts_writer_add(r->merge->texts, record, err);
        if (status == DATELINE_OK && r->merge->docdata)
            status = write_docdata(r, id, record, err);
    }
    return status;
}

dateline_status merge_records(void *ctx, dateline_error *err)
{
    struct merge *m = ctx;
    struct records r = {.merge = m};
    dateline_status status = alloc_guard(copy_records, &r, err);

    deflater_free(r.deflater);
    buf_free(&r.lines);
    free(r.at);
    if (status == DATELINE_OK)
        status = texts_writer_finish(m->texts, m->texts_files, err);
    return status == DATELINE_OK && m->docdata
               ? glass_table_finish(m->docdata, &m->version.roots[GLASS_DOCDATA],
                                    &m->files[GLASS_DOCDATA], err)
               : status;
}
