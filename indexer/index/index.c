/* Opens and closes an index for changes. */
#include "indexer/index/index.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "indexer/index/index_state.h"
#include "indexer/index/lock.h"
#include "indexer/output/disk.h"
#include "snapshot/articles.h"
#include "text/stem.h"

enum { TRIES = 16 };

/* Whether DIR contains only files that dateline's writers may have left. */
static bool is_vacant(const char *dir)
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

static bool directory_has(const char *dir, const char *name)
{
    struct buf path = {0};
    bool there;

    buf_printf(&path, "%s/%s", dir, name);
    there = access(path.data, F_OK) == 0;
    buf_free(&path);
    return there;
}

/* Creates the directory if asked to; refuses one that is not an index. */
static dateline_status prepare_directory(struct index *x, dateline_error *err)
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
        return DATELINE_OK;
    }
    if (!S_ISDIR(st.st_mode))
        return fail(err, DATELINE_NO_INDEX, "%s is not an index: it is not a directory", x->dir);
    if (directory_has(x->dir, MANIFEST_FILE))
        return DATELINE_OK;
    if (directory_has(x->dir, "iamglass"))
        return fail(err, DATELINE_NO_INDEX,
                    "%s is a Xapian database of another program: it can only be searched", x->dir);
    if (!x->options.create)
        return fail(err, DATELINE_NO_INDEX, "no index at %s", x->dir);
    if (!is_vacant(x->dir))
        return fail(err, DATELINE_NO_INDEX, "%s is not an index and contains other files", x->dir);
    return DATELINE_OK;
}

/* Takes the language of the index, or for a new one that of the options. */
static dateline_status settle_language(struct index *x, dateline_error *err)
{
    const char *wanted = x->options.language;
    const char *its = x->now ? snapshot_language(x->now) : NULL;
    struct stemmer *stemmer;
    dateline_status status = stemmer_open(wanted ? wanted : its ? its : "english", &stemmer, err);

    if (status != DATELINE_OK)
        return status;
    snprintf(x->language, sizeof x->language, "%s", stemmer_language(stemmer));
    x->stems = stemmer_fingerprint(stemmer);
    stemmer_close(stemmer);
    if (its && strcmp(its, x->language) != 0)
        return fail(err, DATELINE_BAD_OPTION, "the index %s is in %s, not %s", x->dir, its,
                    x->language);
    return DATELINE_OK;
}

/* Takes the kind of the index, or for a new one that of the options. */
static dateline_status settle_xapian(struct index *x, dateline_error *err)
{
    enum xapian_kind wanted = x->options.xapian;
    enum xapian_kind its = x->now ? snapshot_manifest(x->now)->xapian : XAPIAN_UNSET;
    const char *const *names = xapian_kind_names.list;

    if (its && wanted && its != wanted)
        return fail(err, DATELINE_BAD_OPTION,
                    "the index %s has Xapian's tables as --xapian=%s says; compact --xapian=%s "
                    "changes them",
                    x->dir, names[its], names[wanted]);
    x->xapian = its ? its : wanted ? wanted : XAPIAN_LEAN;
    return DATELINE_OK;
}

static dateline_status refuse_changed(struct index *x, dateline_error *err)
{
    struct buf path = {0};
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < snapshot_segments(x->now) && status == DATELINE_OK; i++) {
        const struct segment *s = &snapshot_manifest(x->now)->segments[i];
        uint32_t revision;

        if (segment_xapian(s) == XAPIAN_NONE)
            continue;
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

/* Frees the sets, one for each segment; accepts a NULL *SETS. */
static void forget_deletions(struct index *x, struct deletions **sets)
{
    for (size_t i = 0; *sets && i < snapshot_segments(x->now); i++)
        deletions_free(&(*sets)[i]);
    free(*sets);
    *sets = NULL;
}

/* Closes the present state and forgets its changes. */
static void forget_changes(struct index *x)
{
    forget_deletions(x, &x->next);
    forget_deletions(x, &x->gone);
    forget_deletions(x, &x->again);
    id_set_free(&x->fresh);
    folders_free(&x->folders);
    folders_free(&x->given);
    snapshot_close(x->now);
    x->now = NULL;
}

dateline_status index_refresh(struct index *x, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    forget_changes(x);
    x->counts = (struct index_counts){0};
    if (!directory_has(x->dir, MANIFEST_FILE))
        return DATELINE_OK;
    status = snapshot_open(x->dir, &x->now, err);
    if (status != DATELINE_OK)
        return status;
    if (snapshot_is_foreign(x->now))
        return fail(err, DATELINE_NO_INDEX,
                    "%s is a Xapian stub of another program: it can only be searched", x->dir);
    x->next = must_zalloc(snapshot_segments(x->now) * sizeof *x->next);
    x->gone = must_zalloc(snapshot_segments(x->now) * sizeof *x->gone);
    x->again = must_zalloc(snapshot_segments(x->now) * sizeof *x->again);
    for (size_t i = 0; i < snapshot_segments(x->now); i++) {
        const struct deletions *deleted = snapshot_deletions(x->now, i);

        x->next[i] = deletions_copy(deleted);
        x->gone[i] = deletions_none(deleted->last);
        x->again[i] = deletions_none(deleted->last);
    }
    status = folders_read(x->dir, &snapshot_manifest(x->now)->folders, &x->folders, err);
    return status == DATELINE_OK ? refuse_changed(x, err) : status;
}

/* While this writer waits for the lock, another may remove a directory that it created and did not
 * use. */
static dateline_status prepare_and_lock(struct index *x, dateline_error *err)
{
    dateline_status status, locked = DATELINE_NO_INDEX;

    for (int i = 0; i < TRIES && locked == DATELINE_NO_INDEX; i++) {
        status = prepare_directory(x, err);
        if (status != DATELINE_OK || x->options.dry_run)
            return status;
        locked = lock_take(x->dir, x->options.wait_lock, &x->lock, err);
    }
    return locked;
}

static dateline_status open_locked(void *ctx, dateline_error *err)
{
    struct index *x = ctx;
    dateline_status status = prepare_and_lock(x, err);

    if (status == DATELINE_OK)
        status = index_refresh(x, err);
    if (status == DATELINE_OK)
        status = settle_language(x, err);
    return status == DATELINE_OK ? settle_xapian(x, err) : status;
}

dateline_status index_open(const char *dir, const struct index_options *o, struct index **out,
                           dateline_error *err)
{
    struct index *x;
    dateline_status status;

    if (o->threads > BUILDER_THREADS_MAX)
        return fail(err, DATELINE_BAD_OPTION, "threads takes a number from 0 to %d, not %u",
                    BUILDER_THREADS_MAX, o->threads);
    x = must_zalloc(sizeof *x);
    x->dir = must_dup(dir, strlen(dir));
    x->options = *o;
    x->lock = -1;
    status = alloc_guard(open_locked, x, err);
    if (status == DATELINE_OK)
        *out = x;
    else
        index_close(x);
    return status;
}

/* Closes the builder and removes its segment unless committed. */
static void close_builder(struct index *x)
{
    struct builder *b = x->builder;
    struct buf path = {0};

    if (!b)
        return;
    x->builder = NULL;
    builder_close(b);
    if (!x->scratch) {
        buf_printf(&path, "%s/" NEW_SEGMENT, x->dir);
        disk_remove(path.data);
        buf_free(&path);
    }
}

static void remove_directory(const char *dir)
{
    struct buf path = {0};

    buf_printf(&path, "%s/%s", dir, MANIFEST_LOCK);
    unlink(path.data);
    rmdir(dir);
    buf_free(&path);
}

bool index_has_commit(const struct index *x)
{
    return x->now != NULL;
}

static dateline_status close_files(void *ctx, dateline_error *err)
{
    struct index *x = ctx;

    (void)err;
    close_builder(x);
    if (x->scratch)
        disk_remove(x->scratch);
    if (x->made && !directory_has(x->dir, MANIFEST_FILE))
        remove_directory(x->dir);
    return DATELINE_OK;
}

dateline_status index_rollback(struct index *x, dateline_error *err)
{
    close_builder(x);
    return index_refresh(x, err);
}

void index_close(struct index *x)
{
    if (!x)
        return;
    alloc_guard(close_files, x, NULL); /* the next writer removes what it leaves */
    forget_changes(x);
    free(x->scratch);
    if (x->lock >= 0)
        lock_release(x->lock);
    buf_free(&x->record);
    free(x->dir);
    free(x);
}
