/* Copies records and term lists, document by document. */
#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "indexer/glass/docdata.h"
#include "indexer/glass/termlist.h"
#include "indexer/merge/merge_state.h"

static dateline_status next_tag(struct run *r, enum glass_kind kind, struct run_tag *out,
                                dateline_error *err)
{
    return kind == GLASS_DOCDATA ? r->methods->data(r, out, err)
                                 : r->methods->termlist(r, out, err);
}

static dateline_status write_document_data(struct merge *m, uint32_t id, const struct run_tag *tag,
                                           dateline_error *err)
{
    return glass_docdata_add(m->docdata, id, tag->bytes, tag->deflated, err);
}

static dateline_status write_document_termlist(struct merge *m, uint32_t id,
                                               const struct run_tag *tag, dateline_error *err)
{
    static const uint32_t slots[] = {SCHEMA_DATE_SLOT};
    dateline_status status = glass_termlist_add(m->termlist, id, tag->bytes, tag->deflated, err);

    return status == DATELINE_OK ? glass_termlist_slots(m->termlist, id, slots, 1, err) : status;
}

/* Copies the tags of a table of KIND, document by document. */
static dateline_status merge_tags(struct merge *m, enum glass_kind kind, dateline_error *err)
{
    uint32_t *at = must_zalloc(m->n * sizeof *at); /* by run: documents read */
    dateline_status status = DATELINE_OK;

    for (uint32_t id = 1; id <= m->documents && status == DATELINE_OK; id++) {
        size_t from = m->from[id];
        struct run_tag tag;

        do
            status = next_tag(m->runs[from], kind, &tag, err);
        while (status == DATELINE_OK && m->numbers[from][++at[from]] != id);
        if (status == DATELINE_OK)
            status = kind == GLASS_DOCDATA ? write_document_data(m, id, &tag, err)
                                           : write_document_termlist(m, id, &tag, err);
    }
    free(at);
    return status;
}

dateline_status merge_data(void *ctx, dateline_error *err)
{
    struct merge *m = ctx;
    dateline_status status = merge_tags(m, GLASS_DOCDATA, err);

    return status == DATELINE_OK ? glass_table_finish(m->docdata, &m->version.roots[GLASS_DOCDATA],
                                                      &m->files[GLASS_DOCDATA], err)
                                 : status;
}

dateline_status merge_termlists(void *ctx, dateline_error *err)
{
    struct merge *m = ctx;
    dateline_status status = merge_tags(m, GLASS_TERMLIST, err);

    return status == DATELINE_OK
               ? glass_table_finish(m->termlist, &m->version.roots[GLASS_TERMLIST],
                                    &m->files[GLASS_TERMLIST], err)
               : status;
}
