/* Excludes deleted documents from libxapian's queries. */
#include "snapshot/database.h"

#include "snapshot/state.h"

xap_db *snapshot_database(struct snapshot *s)
{
    return s->db;
}

static void *deleted_open(void *ctx, const char uuid[37], uint32_t *documents)
{
    struct snapshot_commit *c = ctx;

    for (size_t i = 0; i < c->manifest.n_segments; i++)
        if (!strcmp(c->parts[i].uuid, uuid) && c->deleted[i].count) {
            *documents = c->deleted[i].count;
            return &c->parts[i];
        }
    return NULL;
}

static xap_docid deleted_seek(void *cursor, xap_docid from)
{
    const struct snapshot_part *part = cursor;

    return deletions_seek(part->deleted, from);
}

static void deleted_close(void *cursor)
{
    (void)cursor; /* the bitmap belongs to the snapshot */
}

dateline_status snapshot_live_query(struct snapshot *s, const xap_query *q, xap_query **out,
                                    dateline_error *err)
{
    struct xap_source source = {
        .ctx = s->commit, .open = deleted_open, .seek = deleted_seek, .close = deleted_close};
    xap_query *deleted = xap_query_source(&source);
    xap_query *parts[] = {(xap_query *)q, deleted};
    xap_query *live = xap_query_join(XAP_AND_NOT, parts, snapshot_has_deletions(s) ? 2 : 1, 0, err);

    xap_query_free(deleted);
    if (!live)
        return DATELINE_IO;
    *out = live;
    return DATELINE_OK;
}
