/* Opens an index, or a database of another program, and tells what is in it. */
#include "snapshot/snapshot.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "snapshot/columns.h"
#include "snapshot/days.h"
#include "snapshot/files.h"
#include "snapshot/stub.h"

/* A segment as libxapian's part of the database: known to it by UUID. */
struct snapshot_part {
    char uuid[37];
    const struct deletions *deleted;
};

enum { TRIES = 16, REVISION_AT = 32, VERSION_HEAD = 64 };

uint64_t snapshot_live(const struct snapshot *s)
{
    struct xap_stats stats = {0};

    if (s->manifest.n_segments)
        return manifest_live(&s->manifest);
    return xap_stats(s->db, &stats, NULL) == DATELINE_OK ? stats.documents : 0;
}

size_t snapshot_segment(const struct snapshot *s, xap_docid id, uint32_t *number)
{
    size_t n = s->manifest.n_segments ? s->manifest.n_segments : 1;

    *number = (uint32_t)((id - 1) / n + 1);
    return (id - 1) % n;
}

xap_docid snapshot_document(const struct snapshot *s, size_t segment, uint32_t number)
{
    size_t n = s->manifest.n_segments ? s->manifest.n_segments : 1;

    return (xap_docid)((number - 1) * n + segment + 1);
}

bool snapshot_newest_first(const struct snapshot *s)
{
    return s->manifest.n_segments == 1;
}

bool snapshot_deleted(const struct snapshot *s, xap_docid id)
{
    uint32_t number;
    size_t segment = snapshot_segment(s, id, &number);

    return s->manifest.n_segments && deletions_have(&s->deleted[segment], number);
}

dateline_status snapshot_find(struct snapshot *s, struct span id, xap_docid *out,
                              dateline_error *err)
{
    struct buf term = {0};
    struct xap_posting posting;
    xap_postings *list;
    bool more = true;
    dateline_status status;

    schema_value(&term, FIELD_ID, id);
    status = xap_postings_open(s->db, buf_span(&term), &list, err);
    buf_free(&term);
    if (status != DATELINE_OK)
        return status;
    do
        status = xap_postings_next(list, 0, &posting, &more, err);
    while (status == DATELINE_OK && more && snapshot_deleted(s, posting.id));
    xap_postings_close(list);
    if (status != DATELINE_OK)
        return status;
    if (!more)
        return DATELINE_NOT_FOUND;
    *out = posting.id;
    return DATELINE_OK;
}

/* ---- Deleted documents as a list that libxapian asks ---------------------- */

static void *deleted_open(void *ctx, const char uuid[37], uint32_t *documents)
{
    struct snapshot *s = ctx;

    for (size_t i = 0; i < s->manifest.n_segments; i++)
        if (!strcmp(s->parts[i].uuid, uuid) && s->deleted[i].count) {
            *documents = s->deleted[i].count;
            return &s->parts[i];
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
    (void)cursor; /* the snapshot's own */
}

dateline_status snapshot_live_query(struct snapshot *s, const xap_query *q, xap_query **out,
                                    dateline_error *err)
{
    struct xap_source source = {
        .ctx = s, .open = deleted_open, .seek = deleted_seek, .close = deleted_close};
    xap_query *deleted = xap_query_source(&source);
    xap_query *parts[] = {(xap_query *)q, deleted};
    size_t n = manifest_deleted(&s->manifest) ? 2 : 1;
    xap_query *live = xap_query_join(XAP_AND_NOT, parts, n, 0, err);

    xap_query_free(deleted);
    if (!live)
        return DATELINE_IO;
    *out = live;
    return DATELINE_OK;
}

/* ---- Opening ------------------------------------------------------------ */

void snapshot_close(struct snapshot *s)
{
    if (!s)
        return;
    xap_close(s->db);
    if (s->origin) {
        free(s);
        return;
    }
    snapshot_days_free(s->days);
    snapshot_columns_free(s->shared_columns);
    free(s->dir);
    for (size_t i = 0; s->deleted && i < s->manifest.n_segments; i++)
        deletions_free(&s->deleted[i]);
    free(s->deleted);
    free(s->parts);
    manifest_free(&s->manifest);
    free(s);
}

/* The segments' directories as one database. */
static dateline_status open_database(struct snapshot *s, dateline_error *err)
{
    size_t n = s->manifest.n_segments;
    char **paths = must_zalloc(n * sizeof *paths);
    dateline_status status;

    for (size_t i = 0; i < n; i++) {
        struct buf path = {0};

        buf_printf(&path, "%s/%s", s->dir, s->manifest.segments[i].name);
        paths[i] = path.data;
    }
    status = xap_open_parts((const char *const *)paths, n, &s->db, err);
    for (size_t i = 0; i < n; i++)
        free(paths[i]);
    free(paths);
    return status;
}

/* Every file that the manifest names must be there. Its size tells nothing where
 * another program has written to the segment since. */
static dateline_status check_files(const struct snapshot *s, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < s->manifest.n_segments && status == DATELINE_OK; i++) {
        const struct segment *segment = &s->manifest.segments[i];
        uint64_t revision = 0;
        bool sized = s->db && xap_part_revision(s->db, i, &revision, NULL) == DATELINE_OK &&
                     revision == segment->revision;

        status = segment_files_check(s->dir, segment, sized, err);
    }
    return status;
}

/* libxapian takes most tables that it cannot open for empty ones and says nothing.
 * The files are looked at after it opened them: one that a writer removed in
 * between is then missing here too. */
static dateline_status open_segments(struct snapshot *s, dateline_error *err)
{
    dateline_error why;
    dateline_status opened = open_database(s, &why), there = check_files(s, err);

    if (there == DATELINE_OK && opened != DATELINE_OK && err)
        *err = why;
    return there == DATELINE_OK ? opened : there;
}

static dateline_status open_deletions(struct snapshot *s, dateline_error *err)
{
    size_t n = s->manifest.n_segments;
    dateline_status status = DATELINE_OK;

    s->deleted = must_zalloc(n * sizeof *s->deleted);
    for (size_t i = 0; i < n && status == DATELINE_OK; i++)
        status = deletions_read(s->dir, &s->manifest.segments[i], &s->deleted[i], err);
    return status;
}

static dateline_status name_parts(struct snapshot *s, dateline_error *err)
{
    size_t n = s->manifest.n_segments;
    dateline_status status = DATELINE_OK;

    s->parts = must_zalloc(n * sizeof *s->parts);
    for (size_t i = 0; i < n && status == DATELINE_OK; i++) {
        s->parts[i].deleted = &s->deleted[i];
        status = xap_part_uuid(s->db, i, s->parts[i].uuid, err);
    }
    return status;
}

/* A database of somebody else's. Where there is none either, the message that
 * says "no index" stays. */
static dateline_status open_foreign(const char *path, xap_db **db, dateline_error *err)
{
    dateline_error why;
    dateline_status status = stub_open(path, db, &why);

    if (status != DATELINE_OK && status != DATELINE_NO_INDEX && err)
        *err = why;
    return status;
}

/* One attempt. *GONE: a file that the manifest names was not there. */
static dateline_status open_once(const char *dir, struct snapshot **out, bool *gone,
                                 dateline_error *err)
{
    struct snapshot *s = must_zalloc(sizeof *s);
    dateline_status status = manifest_read(dir, &s->manifest, err);

    *gone = false;
    s->dir = must_dup(dir, strlen(dir));
    if (status == DATELINE_OK) {
        status = open_deletions(s, err);
        if (status == DATELINE_OK)
            status = open_segments(s, err);
        if (status == DATELINE_OK)
            status = name_parts(s, err);
        *gone = status == DATELINE_NO_INDEX;
    } else if (status == DATELINE_NO_INDEX) {
        status = open_foreign(dir, &s->db, err);
    }
    if (status == DATELINE_OK)
        *out = s;
    else
        snapshot_close(s);
    return status;
}

dateline_status snapshot_open(const char *dir, struct snapshot **out, dateline_error *err)
{
    bool gone = true;
    dateline_status status = DATELINE_NO_INDEX;

    /* A writer may replace the manifest, and sweep what the old one names,
     * between our reading it and our opening the files. */
    for (int i = 0; i < TRIES && gone; i++)
        status = open_once(dir, out, &gone, err);
    return gone && status != DATELINE_OK ? DATELINE_CORRUPT : status;
}

dateline_status snapshot_open_same(struct snapshot *origin, struct snapshot **out,
                                   dateline_error *err)
{
    struct snapshot *s = must_alloc(sizeof *s);
    dateline_status status;

    *s = *origin;
    s->db = NULL;
    s->days = NULL;
    s->shared_columns = NULL;
    s->origin = origin->origin ? origin->origin : origin;
    status = s->manifest.n_segments ? open_segments(s, err) : stub_open(s->dir, &s->db, err);
    if (status == DATELINE_OK)
        *out = s;
    else
        snapshot_close(s);
    return status;
}

dateline_status snapshot_revision(const char *dir, uint32_t *out, dateline_error *err)
{
    struct buf path = {0};
    unsigned char head[VERSION_HEAD] = {0};
    uint32_t revision = 0;
    ssize_t n = -1;
    int fd;

    buf_printf(&path, "%s/iamglass", dir);
    fd = open(path.data, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        n = read(fd, head, sizeof head);
        close(fd);
    }
    if (n < 0)
        fail_errno(err, "cannot read %s", path.data);
    else if (n <= REVISION_AT)
        fail(err, DATELINE_CORRUPT, "%s is damaged", path.data);
    buf_free(&path);
    if (n <= REVISION_AT)
        return n < 0 ? DATELINE_IO : DATELINE_CORRUPT;
    /* Seven bits a byte, low ones first. */
    for (unsigned i = 0; i < 5; i++) {
        revision |= (uint32_t)(head[REVISION_AT + i] & 0x7F) << 7 * i;
        if (head[REVISION_AT + i] < 0x80)
            break;
    }
    *out = revision;
    return DATELINE_OK;
}
