/* Rebuilds the damaged segments of an index from the articles that they still have. */
#include "indexer/index/repair.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "indexer/index/builder.h"
#include "indexer/index/commit.h"
#include "indexer/index/id_set.h"
#include "indexer/index/lock.h"
#include "indexer/index/remains.h"
#include "indexer/merge/segment_run.h"
#include "indexer/output/disk.h"
#include "snapshot/own_files.h"
#include "text/stem.h"

#define REPAIR_SEGMENT "tmp-segment"

struct repair {
    const char *dir;
    double wait;
    const struct repair_events *events;
    struct repair_result *result;
    int lock;
    struct manifest now, next;
    bool *rebuild; /* by segment */
    struct builder *builder;
    struct remains *remains; /* of the segment at hand */
    struct id_set later;     /* ids of articles in segments after it */
    struct run *run;         /* of one of these */
    struct segment made;
};

static void repair_tell(const struct repair *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void repair_tell(const struct repair *r, const char *fmt, ...)
{
    struct buf line = {0};
    va_list ap;

    va_start(ap, fmt);
    buf_vprintf(&line, fmt, ap);
    va_end(ap);
    r->events->tell(r->events->ctx, line.data);
    buf_free(&line);
}

/* ---- Finding damage --------------------------------------------------------- */

static dateline_status read_repaired_manifest(struct repair *r, dateline_error *err)
{
    dateline_error why;
    dateline_status status = manifest_read(r->dir, &r->now, &why);

    if (status == DATELINE_CORRUPT)
        return fail(err, status,
                    "%s; it alone says which segments and deletions count, so nothing was changed: "
                    "restore " MANIFEST_FILE " from a copy, or add the sources to a new index",
                    why.text);
    if (status != DATELINE_OK && err)
        *err = why;
    return status == DATELINE_OK ? own_files_check(r->dir, &r->now, err) : status;
}

/* Fills rebuild: damaged segments, and all of an older schema or of other stems if there is one of
 * these. */
static dateline_status find_damage(struct repair *r, dateline_error *err)
{
    struct check_result folders = {0};
    size_t n = r->now.n_segments;
    bool unread = false;

    r->result->segments = n;
    r->rebuild = must_zalloc(n * sizeof *r->rebuild);
    for (size_t i = 0; i < n; i++) {
        struct check_result found = {0};

        check_segment(r->dir, &r->now.segments[i], r->events->tell, r->events->ctx, &found);
        r->rebuild[i] = !check_is_clean(&found);
        r->result->rebuilt += r->rebuild[i];
        unread |= found.unread;
    }
    check_folders(r->dir, &r->now, r->events->tell, r->events->ctx, &folders);
    r->result->forgot_folders = !check_is_clean(&folders);
    if (unread || folders.unread)
        return fail(err, DATELINE_IO,
                    "cannot repair %s, as a file cannot be read: nothing was changed", r->dir);
    if (r->result->rebuilt &&
        manifest_analysed_otherwise(&r->now, stemmer_fingerprint_of(r->now.language))) {
        memset(r->rebuild, true, n * sizeof *r->rebuild);
        r->result->rebuilt = n;
    }
    return DATELINE_OK;
}

/* ---- Articles --------------------------------------------------------------- */

/* Adds the ids of segment AT, which is whole, to r->later. */
static dateline_status gather_ids(struct repair *r, size_t at, dateline_error *err)
{
    const struct segment *s = &r->now.segments[at];
    struct deletions deleted = {0};
    bool more = true;
    dateline_status status = deletions_read(r->dir, s, &deleted, err);

    if (status == DATELINE_OK)
        status = segment_run_open(r->dir, s, &deleted, &r->run, err);
    for (uint32_t d = 1; status == DATELINE_OK && more; d++) {
        struct run_key key;

        status = r->run->methods->key(r->run, &key, &more, err);
        if (status == DATELINE_OK && more && !run_dropped(r->run, d))
            id_set_add(&r->later, key.id);
    }
    if (r->run)
        r->run->methods->close(r->run);
    r->run = NULL;
    deletions_free(&deleted);
    return status;
}

/* An article whose deletion is lost was replaced if a later segment, as a commit adds them, has its
 * id: a merge leaves deleted articles out. A segment that is rebuilt replaces by itself. */
static dateline_status gather_later(struct repair *r, size_t at, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    id_set_free(&r->later);
    for (size_t i = at + 1; i < r->now.n_segments && status == DATELINE_OK; i++)
        if (!r->rebuild[i])
            status = gather_ids(r, i, err);
    return status;
}

/* One of the articles whose deletion is lost is not there again: a later version is. */
static void forget_undeleted(struct repair *r)
{
    if (r->result->undeleted)
        r->result->undeleted--;
}

static void on_replaced(void *ctx, struct span id, const struct place *first,
                        const struct place *last)
{
    (void)id, (void)first, (void)last;
    forget_undeleted(ctx);
}

static void tell_lost(struct repair *r, const struct segment *s, uint32_t number)
{
    struct span id;

    r->result->lost++;
    if (remains_id(r->remains, number, &id))
        r->events->lost(r->events->ctx, id);
    else
        repair_tell(r, "article %" PRIu32 " of %s/%s is lost, and its id with it", number, r->dir,
                    s->name);
}

static dateline_status submit_rest(struct repair *r, const struct segment *s, uint32_t number,
                                   dateline_error *err)
{
    const struct deletions *deleted = remains_deletions(r->remains);
    struct article a;
    struct submission submission = {.article = &a, .at = {s->name, 0}};
    bool there = remains_article(r->remains, number, &submission.record, &a);

    if (deleted && deletions_have(deleted, number))
        return DATELINE_OK;
    if (!there) {
        tell_lost(r, s, number);
        return DATELINE_OK;
    }
    if (!deleted && id_set_has(&r->later, a.id)) {
        forget_undeleted(r);
        return DATELINE_OK;
    }
    return builder_add(r->builder, &submission, err);
}

static dateline_status submit_remains(struct repair *r, size_t at, dateline_error *err)
{
    const struct segment *s = &r->now.segments[at];
    dateline_status status = DATELINE_OK;

    r->remains = remains_open(r->dir, s);
    id_set_free(&r->later);
    if (!remains_deletions(r->remains)) {
        r->result->undeleted += s->deleted;
        status = gather_later(r, at, err);
    }
    for (uint32_t d = 1; d <= s->articles && status == DATELINE_OK; d++)
        status = submit_rest(r, s, d, err);
    remains_close(r->remains);
    r->remains = NULL;
    return status;
}

static dateline_status submit_all_remains(struct repair *r, dateline_error *err)
{
    struct builder_options o = {.language = r->now.language, .xapian = r->now.xapian};
    struct buf path = {0};
    dateline_status status;

    buf_printf(&path, "%s/" REPAIR_SEGMENT, r->dir);
    disk_remove(path.data); /* left by a writer that was killed */
    buf_free(&path);
    status = builder_open(r->dir, REPAIR_SEGMENT, &o, &r->builder, err);
    for (size_t i = 0; i < r->now.n_segments && status == DATELINE_OK; i++)
        if (r->rebuild[i])
            status = submit_remains(r, i, err);
    return status;
}

/* ---- The commit ------------------------------------------------------------- */

/* Several articles have one id only where deletions were lost: the last one counts. */
static dateline_status finish_rebuilt(struct repair *r, dateline_error *err)
{
    const struct builder_events events = {.again = on_replaced, .ctx = r};
    char uuid[UUID_TEXT];
    dateline_status status = builder_finish(r->builder, &events, &r->made, uuid, err);

    if (status != DATELINE_OK)
        return status;
    r->result->kept = r->made.articles;
    if (!r->made.articles && r->next.n_segments)
        return DATELINE_OK;
    status = commit_replacement(r->dir, REPAIR_SEGMENT, uuid, &r->now, &r->made, err);
    if (status != DATELINE_OK)
        return status;
    *manifest_add(&r->next) = r->made;
    r->made = (struct segment){0};
    return DATELINE_OK;
}

static dateline_status commit_rebuilt(struct repair *r, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    r->next.format = MANIFEST_FORMAT;
    r->next.schema = r->result->rebuilt ? SCHEMA_VERSION : r->now.schema;
    r->next.xapian = r->now.xapian;
    memcpy(r->next.language, r->now.language, sizeof r->next.language);
    if (!r->result->forgot_folders)
        r->next.folders = r->now.folders;
    for (size_t i = 0; i < r->now.n_segments; i++)
        if (!r->rebuild[i])
            *manifest_add(&r->next) = segment_copy(&r->now.segments[i]);
    r->next.stems = r->next.n_segments ? r->now.stems : stemmer_fingerprint_of(r->now.language);
    if (r->result->rebuilt)
        status = finish_rebuilt(r, err);
    return status == DATELINE_OK ? commit_manifest(r->dir, &r->now, &r->next, err) : status;
}

/* ---- The index -------------------------------------------------------------- */

static dateline_status repair_locked(void *ctx, dateline_error *err)
{
    struct repair *r = ctx;
    dateline_status status = read_repaired_manifest(r, err);

    /* Not in a directory that has no index: the lock's file would be made there. */
    if (status == DATELINE_OK)
        status = lock_take(r->dir, r->wait, &r->lock, err);
    manifest_free(&r->now);
    if (status == DATELINE_OK)
        status = read_repaired_manifest(r, err);
    if (status == DATELINE_OK)
        status = find_damage(r, err);
    if (status != DATELINE_OK || (!r->result->rebuilt && !r->result->forgot_folders))
        return status;
    if (r->result->rebuilt)
        status = submit_all_remains(r, err);
    return status == DATELINE_OK ? commit_rebuilt(r, err) : status;
}

dateline_status repair_index(const char *dir, double wait, const struct repair_events *events,
                             struct repair_result *out, dateline_error *err)
{
    struct repair_result result = {0};
    struct repair r = {.dir = dir, .wait = wait, .events = events, .result = &result, .lock = -1};
    dateline_status status = alloc_guard(repair_locked, &r, err);

    if (r.run)
        r.run->methods->close(r.run);
    remains_close(r.remains);
    builder_close(r.builder);
    id_set_free(&r.later);
    free(r.made.components);
    free(r.rebuild);
    manifest_free(&r.now);
    manifest_free(&r.next);
    if (r.lock >= 0)
        lock_release(r.lock);
    if (status == DATELINE_OK || status == DATELINE_UNSYNCED)
        *out = result;
    return status;
}
