/* An index opened for change: its state, and what adds and deletes articles. */
#include "indexer/index.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "core/stem.h"
#include "indexer/disk.h"
#include "indexer/index_state.h"
#include "indexer/lock.h"
#include "snapshot/articles.h"

enum {
    TRIES = 16,
    RECORD_KEPT = 1 << 20, /* bytes that may wait for the next article */
};

/* ---- Opening ------------------------------------------------------------ */

/* Whether DIR holds nothing that a writer of ours may not have left behind. */
static bool vacant(const char *dir)
{
    DIR *d = opendir(dir);
    bool empty = d != NULL;

    for (struct dirent *e; d && (e = readdir(d));)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 &&
            strcmp(e->d_name, MANIFEST_LOCK) != 0 && strncmp(e->d_name, "tmp-", 4) != 0 &&
            strncmp(e->d_name, "seg-", 4) != 0)
            empty = false;
    if (d)
        closedir(d);
    return empty;
}

static bool has(const char *dir, const char *name)
{
    struct buf path = {0};
    bool there;

    buf_printf(&path, "%s/%s", dir, name);
    there = access(path.data, F_OK) == 0;
    buf_free(&path);
    return there;
}

/* Makes the directory where that is asked for, and refuses what is none of ours. */
static dateline_status prepare(struct index *x, dateline_error *err)
{
    struct stat st;

    if (stat(x->dir, &st) != 0) {
        if (errno != ENOENT)
            return fail_errno(err, "cannot open %s", x->dir);
        if (!x->options.create)
            return fail(err, DATELINE_NO_INDEX, "no index at %s", x->dir);
        if (x->options.dry_run)
            return DATELINE_OK;
        if (mkdir(x->dir, 0777) != 0 && errno != EEXIST)
            return fail_errno(err, "cannot create %s", x->dir);
        x->made = true;
        disk_sync_parent(x->dir);
        return DATELINE_OK;
    }
    if (!S_ISDIR(st.st_mode))
        return fail(err, DATELINE_NO_INDEX, "%s is no index: it is not a directory", x->dir);
    if (has(x->dir, MANIFEST_FILE))
        return DATELINE_OK;
    if (has(x->dir, "iamglass"))
        return fail(err, DATELINE_NO_INDEX,
                    "%s is a Xapian database of another program: it can only be searched", x->dir);
    if (!x->options.create)
        return fail(err, DATELINE_NO_INDEX, "no index at %s", x->dir);
    if (!vacant(x->dir))
        return fail(err, DATELINE_NO_INDEX, "%s is no index, and holds other files", x->dir);
    return DATELINE_OK;
}

/* The index's language, or for a new one what is asked for. */
static dateline_status settle_language(struct index *x, dateline_error *err)
{
    const char *wanted = x->options.language;
    const char *its = x->now ? snapshot_language(x->now) : NULL;
    struct stemmer *stemmer;
    dateline_status status = stemmer_open(wanted ? wanted : its ? its : "english", &stemmer, err);

    if (status != DATELINE_OK)
        return status;
    snprintf(x->language, sizeof x->language, "%s", stemmer_language(stemmer));
    stemmer_close(stemmer);
    if (its && strcmp(its, x->language) != 0)
        return fail(err, DATELINE_BAD_OPTION, "the index %s is in %s, not %s", x->dir, its,
                    x->language);
    return DATELINE_OK;
}

static dateline_status refuse_changed(struct index *x, dateline_error *err)
{
    struct buf path = {0};
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < snapshot_segments(x->now) && status == DATELINE_OK; i++) {
        const struct segment *s = &snapshot_manifest(x->now)->segments[i];
        uint32_t revision;

        buf_clear(&path);
        buf_printf(&path, "%s/%s", x->dir, s->name);
        status = snapshot_revision(path.data, &revision, err);
        if (status == DATELINE_OK && revision != s->revision)
            status = fail(err, DATELINE_CORRUPT,
                          "another program has written to %s: it can only be searched", path.data);
    }
    buf_free(&path);
    return status;
}

/* Closes the present state, and drops what is to be deleted of it. */
static void forget(struct index *x)
{
    for (size_t i = 0; x->next && i < snapshot_segments(x->now); i++) {
        deletions_free(&x->next[i]);
        deletions_free(&x->gone[i]);
    }
    free(x->next);
    free(x->gone);
    snapshot_close(x->now);
    x->next = x->gone = NULL;
    x->now = NULL;
}

dateline_status index_refresh(struct index *x, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    forget(x);
    x->counts = (struct index_counts){0};
    if (!has(x->dir, MANIFEST_FILE))
        return DATELINE_OK;
    status = snapshot_open(x->dir, &x->now, err);
    if (status != DATELINE_OK)
        return status;
    if (snapshot_is_foreign(x->now))
        return fail(err, DATELINE_NO_INDEX,
                    "%s is a Xapian stub of another program: it can only be searched", x->dir);
    x->next = must_zalloc(snapshot_segments(x->now) * sizeof *x->next);
    x->gone = must_zalloc(snapshot_segments(x->now) * sizeof *x->gone);
    for (size_t i = 0; i < snapshot_segments(x->now); i++) {
        const struct deletions *deleted = snapshot_deletions(x->now, i);

        x->next[i] = deletions_copy(deleted);
        x->gone[i] = deletions_none(deleted->last);
    }
    return refuse_changed(x, err);
}

/* While this one waits for the lock, another may take away a directory that it
 * made and has no use for. */
static dateline_status prepare_and_lock(struct index *x, dateline_error *err)
{
    dateline_status status, locked = DATELINE_NO_INDEX;

    for (int i = 0; i < TRIES && locked == DATELINE_NO_INDEX; i++) {
        status = prepare(x, err);
        if (status != DATELINE_OK || x->options.dry_run)
            return status;
        locked = lock_take(x->dir, x->options.wait_lock, &x->lock, err);
    }
    return locked;
}

dateline_status index_open(const char *dir, const struct index_options *o, struct index **out,
                           dateline_error *err)
{
    struct index *x = must_zalloc(sizeof *x);
    dateline_status status;

    x->dir = must_dup(dir, strlen(dir));
    x->options = *o;
    x->lock = -1;
    status = prepare_and_lock(x, err);
    if (status == DATELINE_OK)
        status = index_refresh(x, err);
    if (status == DATELINE_OK)
        status = settle_language(x, err);
    if (status == DATELINE_OK)
        *out = x;
    else
        index_close(x);
    return status;
}

/* What is not part of the index by now, a commit has no use for. */
static void close_builder(struct index *x)
{
    struct buf path = {0};

    if (!x->builder)
        return;
    builder_close(x->builder);
    x->builder = NULL;
    if (!x->scratch) {
        buf_printf(&path, "%s/" NEW_SEGMENT, x->dir);
        disk_remove(path.data);
        buf_free(&path);
    }
}

static void take_away(const char *dir)
{
    struct buf path = {0};

    buf_printf(&path, "%s/%s", dir, MANIFEST_LOCK);
    unlink(path.data);
    rmdir(dir);
    buf_free(&path);
}

void index_close(struct index *x)
{
    if (!x)
        return;
    close_builder(x);
    forget(x);
    if (x->scratch) {
        disk_remove(x->scratch);
        free(x->scratch);
    }
    if (x->made && !has(x->dir, MANIFEST_FILE))
        take_away(x->dir);
    if (x->lock >= 0)
        lock_release(x->lock);
    buf_free(&x->record);
    free(x->dir);
    free(x);
}

/* ---- Changing ----------------------------------------------------------- */

dateline_status index_open_builder(struct index *x, dateline_error *err)
{
    struct builder_options o = {x->language, x->options.memory, x->options.threads};
    struct buf path = {0};

    if (x->builder)
        return DATELINE_OK;
    if (x->options.dry_run && !x->scratch) {
        const char *tmp = getenv("TMPDIR");

        buf_printf(&path, "%s/dateline-XXXXXX", tmp ? tmp : "/tmp");
        x->scratch = path.data;
        if (!mkdtemp(x->scratch))
            return fail_errno(err, "cannot create a directory in %s", tmp ? tmp : "/tmp");
    }
    if (!x->scratch) {
        buf_printf(&path, "%s/" NEW_SEGMENT, x->dir);
        disk_remove(path.data); /* of a writer that was killed */
        buf_free(&path);
    }
    return builder_open(x->scratch ? x->scratch : x->dir, NEW_SEGMENT, &o, &x->builder, err);
}

dateline_status index_find(struct index *x, struct span id, snapshot_doc *doc, size_t *segment,
                           uint32_t *number, dateline_error *err)
{
    dateline_status status = x->now ? snapshot_find(x->now, id, doc, err) : DATELINE_NOT_FOUND;

    if (status == DATELINE_OK)
        *segment = snapshot_segment(x->now, *doc, number);
    return status;
}

/* Marks the article that A replaces. *SAME tells whether it is equal to RECORD,
 * *DONE that there is nothing more to do. */
static dateline_status supersede(struct index *x, struct span id, struct span record, bool *same,
                                 bool *done, dateline_error *err)
{
    struct buf old = {0};
    snapshot_doc doc;
    size_t segment;
    uint32_t number;
    dateline_status status = index_find(x, id, &doc, &segment, &number, err);

    *same = *done = false;
    if (status == DATELINE_NOT_FOUND)
        return DATELINE_OK;
    if (status == DATELINE_OK)
        status = snapshot_record(x->now, doc, &old, err);
    if (status != DATELINE_OK)
        return status;
    *same = span_eq(article_stored_hash(buf_span(&old)), article_stored_hash(record));
    buf_free(&old);
    /* Where the id came before in this run, its versions must meet in the builder. */
    if (*same && !deletions_have(&x->next[segment], number)) {
        x->counts.unchanged++;
        *done = true;
    } else if (deletions_add(&x->next[segment], number)) {
        x->counts.replaced++;
    } else if (deletions_remove(&x->gone[segment], number)) {
        x->counts.deleted--;
        x->counts.replaced++;
    }
    return DATELINE_OK;
}

dateline_status index_add(struct index *x, const struct article *a, const struct place *at,
                          dateline_error *err)
{
    struct submission s = {.article = a, .at = *at};
    bool done;
    dateline_status status;

    buf_clear(&x->record);
    article_encode(a, &x->record);
    s.record = buf_span(&x->record);
    status = supersede(x, a->id, s.record, &s.same, &done, err);
    if (status == DATELINE_OK && !done)
        status = index_open_builder(x, err);
    if (status == DATELINE_OK && !done)
        status = builder_add(x->builder, &s, err);
    if (x->record.cap > RECORD_KEPT)
        buf_free(&x->record);
    return status;
}

dateline_status index_delete(struct index *x, struct span id, dateline_error *err)
{
    snapshot_doc doc;
    size_t segment;
    uint32_t number;
    dateline_status status = index_find(x, id, &doc, &segment, &number, err);

    if (status == DATELINE_OK && !deletions_add(&x->next[segment], number))
        status = DATELINE_NOT_FOUND;
    if (status != DATELINE_OK)
        return status;
    deletions_add(&x->gone[segment], number);
    x->counts.deleted++;
    return DATELINE_OK;
}
