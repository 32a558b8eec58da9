/* Opens a snapshot as libxapian's database, and excludes deleted documents from its queries. */
#include "snapshot/database.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "snapshot/state.h"
#include "snapshot/stub.h"

/* ---- Opening ---------------------------------------------------------------- */

/* Opens the segments' directories as one database. */
static dateline_status open_segment_parts(struct snapshot *s, dateline_error *err)
{
    size_t n = s->commit->manifest.n_segments;
    char **paths = must_zalloc(n * sizeof *paths);
    dateline_status status;

    for (size_t i = 0; i < n; i++) {
        struct buf path = {0};

        buf_printf(&path, "%s/%s", s->commit->dir, s->commit->manifest.segments[i].name);
        paths[i] = path.data;
    }
    status = xap_open_parts((const char *const *)paths, n, &s->db, err);
    for (size_t i = 0; i < n; i++)
        free(paths[i]);
    free(paths);
    return status;
}

static dateline_status name_parts(struct snapshot *s, dateline_error *err)
{
    struct snapshot_commit *c = s->commit;
    dateline_status status = DATELINE_OK;

    pthread_mutex_lock(&c->lock);
    for (size_t i = 0; i < c->manifest.n_segments && status == DATELINE_OK; i++)
        if (!*c->parts[i].uuid)
            status = xap_part_uuid(s->db, i, c->parts[i].uuid, err);
    pthread_mutex_unlock(&c->lock);
    return status;
}

/* Whether each segment is a database of Xapian's. */
static bool segments_have_tables(const struct manifest *m)
{
    for (size_t i = 0; i < m->n_segments; i++)
        if (!segment_component(&m->segments[i], "iamglass"))
            return false;
    return true;
}

static dateline_status open_stub_places(struct snapshot *s, dateline_error *err)
{
    const struct snapshot_reach *r = &s->commit->reach;

    return stub_open(s->commit->dir,
                     &(struct xap_reach){r->seconds, r->partial, r->until, r->limit}, &s->db, err);
}

dateline_status snapshot_database_open(struct snapshot *s, dateline_error *err)
{
    dateline_status status;

    if (s->db)
        return DATELINE_OK;
    if (snapshot_is_foreign(s))
        return open_stub_places(s, err);
    if (!segments_have_tables(&s->commit->manifest))
        return fail(err, DATELINE_BAD_OPTION, "the index %s has no tables of Xapian's",
                    s->commit->dir);
    status = open_segment_parts(s, err);
    return status == DATELINE_OK ? name_parts(s, err) : status;
}

xap_db *snapshot_database(struct snapshot *s)
{
    return s->db;
}

/* ---- Deleted documents ------------------------------------------------------ */

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
