#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "indexer/glass/docdata.h"
#include "indexer/glass/termlist.h"
#include "indexer/merge_state.h"

static dateline_status write_content(struct merge *m, uint32_t id, const struct run_content *c,
                                     dateline_error *err)
{
    static const uint32_t slots[] = {SCHEMA_DATE_SLOT};
    dateline_status status = glass_docdata_copy(m->docdata, id, c->data, c->data_deflated, err);

    if (status == DATELINE_OK)
        status = glass_termlist_copy(m->termlist, id, c->terms, c->terms_deflated, err);
    if (status == DATELINE_OK)
        status = glass_termlist_slots(m->termlist, id, slots, 1, err);
    return status;
}

dateline_status merge_contents(struct merge *m, dateline_error *err)
{
    uint32_t *at = must_zalloc(m->n * sizeof *at); /* by run: documents read */
    dateline_status status = DATELINE_OK;

    for (uint32_t id = 1; id <= m->documents && status == DATELINE_OK; id++) {
        size_t from = m->from[id];
        struct run *r = m->runs[from];
        struct run_content c;

        do
            status = r->methods->content(r, &c, err);
        while (status == DATELINE_OK && m->numbers[from][++at[from]] != id);
        if (status == DATELINE_OK)
            status = write_content(m, id, &c, err);
    }
    free(at);
    if (status == DATELINE_OK)
        status = glass_table_finish(m->docdata, &m->version.roots[GLASS_DOCDATA],
                                    &m->files[GLASS_DOCDATA], err);
    if (status == DATELINE_OK)
        status = glass_table_finish(m->termlist, &m->version.roots[GLASS_TERMLIST],
                                    &m->files[GLASS_TERMLIST], err);
    return status;
}
