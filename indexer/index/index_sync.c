/* Deletes the articles that a folder no longer gives. */
#include "indexer/index/index_state.h"
#include "snapshot/articles.h"

void index_from(struct index *x, uint64_t folder)
{
    x->folder = folder;
    if (folder)
        folders_of(&x->given, folder);
}

static bool is_given(const struct index *x, struct span id)
{
    for (size_t i = 0; i < x->given.n; i++)
        if (folder_has(&x->given.list[i], id))
            return true;
    return false;
}

/* The id of DOC, borrowed from the snapshot or RECORD. */
static dateline_status id_of(struct index *x, snapshot_doc doc, struct buf *record, struct span *id,
                             dateline_error *err)
{
    struct snapshot_row row;
    struct article a = {0};
    dateline_status status = snapshot_row(x->now, doc, &row, err);

    if (status == DATELINE_OK && !row.known)
        status = snapshot_head(x->now, doc, record, &a, err);
    *id = row.known ? row.id : a.id;
    return status;
}

static dateline_status sync_segment(struct index *x, size_t segment, const struct folder *before,
                                    struct buf *record, dateline_error *err)
{
    uint32_t articles = snapshot_manifest(x->now)->segments[segment].articles;
    dateline_status status = DATELINE_OK;
    struct span id;

    for (uint32_t n = 1; n <= articles && status == DATELINE_OK; n++) {
        if (deletions_have(&x->next[segment], n))
            continue;
        status = id_of(x, snapshot_document(x->now, segment, n), record, &id, err);
        if (status == DATELINE_OK && folder_has(before, id) && !is_given(x, id))
            status = index_delete(x, id, err);
    }
    return status;
}

dateline_status index_sync(struct index *x, uint64_t folder, bool *known, dateline_error *err)
{
    const struct folder *before = folders_find(&x->folders, folder);
    struct buf record = {0};
    dateline_status status = DATELINE_OK;

    *known = before != NULL;
    folders_of(&x->given, folder)->synced = true;
    for (size_t i = 0; i < x->given.n; i++)
        folder_sort(&x->given.list[i]);
    for (size_t i = 0; before && i < snapshot_segments(x->now) && status == DATELINE_OK; i++)
        status = sync_segment(x, i, before, &record, err);
    buf_free(&record);
    return status;
}
