/* Commits an index: the new segment, merges, the manifest. */
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/schema.h"
#include "indexer/index/commit.h"
#include "indexer/index/index_state.h"
#include "indexer/index/rebuild.h"
#include "indexer/index/tiers.h"
#include "indexer/output/disk.h"

/* ---- What the builder finds out at the end ---------------------------------- */

static void on_again(void *ctx, struct span id, const struct place *first, const struct place *last)
{
    struct index *x = ctx;

    if (x->options.again)
        x->options.again(x->options.ctx, id, first, last);
}

/* The index already has this version and keeps it unless it was deleted. */
static void on_unbuilt(void *ctx, struct span id)
{
    struct index *x = ctx;
    snapshot_doc doc;
    size_t segment;
    uint32_t number;

    if (index_find(x, id, &doc, &segment, &number, NULL) == DATELINE_OK &&
        !deletions_have(&x->gone[segment], number) && deletions_remove(&x->next[segment], number)) {
        x->counts.replaced--;
        x->counts.unchanged++;
    }
}

/* The current manifest; NULL before the first commit. */
static const struct manifest *manifest_now(const struct index *x)
{
    return x->now ? snapshot_manifest(x->now) : NULL;
}

/* ---- The next state --------------------------------------------------------- */

/* The next manifest. */
struct next {
    struct manifest manifest;
    const struct deletions **deleted; /* by segment, borrowed; NULL: none */
    bool changed;
};

static uint32_t next_deleted(const struct next *n, size_t at)
{
    return n->deleted[at] ? n->deleted[at]->count : 0;
}

static void next_add(struct next *n, const struct segment *s, const struct deletions *deleted)
{
    *manifest_add(&n->manifest) = *s;
    n->deleted = must_realloc(n->deleted, n->manifest.n_segments * sizeof *n->deleted);
    n->deleted[n->manifest.n_segments - 1] = deleted;
}

static void next_remove(struct next *n, size_t at)
{
    memmove(n->deleted + at, n->deleted + at + 1,
            (n->manifest.n_segments - at - 1) * sizeof *n->deleted);
    manifest_remove(&n->manifest, at);
    n->changed = true;
}

static void next_free(struct next *n)
{
    manifest_free(&n->manifest);
    free(n->deleted);
}

/* Adds the present segments with their new deletions; their schema and stems are the index's. */
static void carry_over(struct index *x, struct next *n)
{
    const struct manifest *now = manifest_now(x);

    if (now) {
        n->manifest.schema = now->schema;
        n->manifest.stems = now->stems;
    }
    for (size_t i = 0; now && i < now->n_segments; i++) {
        struct segment s = segment_copy(&now->segments[i]);

        if (x->next[i].count != s.deleted)
            n->changed = true;
        next_add(n, &s, &x->next[i]);
    }
}

/* Adds the new segment, if it has articles or is the only one. */
static dateline_status finish_segment(struct index *x, struct next *n, dateline_error *err)
{
    struct builder_events events = {on_again, on_unbuilt, x};
    struct segment made = {0};
    char uuid[UUID_TEXT];
    dateline_status status = index_open_builder(x, err);

    if (status == DATELINE_OK)
        status = builder_finish(x->builder, &events, &made, uuid, err);
    if (status != DATELINE_OK)
        return status;
    x->counts.added = made.articles - x->counts.replaced;
    if (!x->scratch && (made.articles || !n->manifest.n_segments)) {
        status = commit_segment(x->dir, NEW_SEGMENT, uuid, manifest_now(x), &made, err);
        if (status == DATELINE_OK) {
            next_add(n, &made, NULL);
            n->changed = true;
            return DATELINE_OK;
        }
    }
    free(made.components);
    return status;
}

/* In place of all present segments adds one of this program's schema and stems, built from their
 * articles. */
static dateline_status replace_all(struct index *x, struct next *n, dateline_error *err)
{
    dateline_status status = rebuild_articles(x, err);

    if (status == DATELINE_OK)
        status = finish_segment(x, n, err);
    if (status == DATELINE_OK)
        status = rebuild_verify_kept(x, &n->manifest.segments[0], err);
    return status;
}

/* Adds the present segments and the new one. */
static dateline_status extend(struct index *x, struct next *n, dateline_error *err)
{
    carry_over(x, n);
    return x->builder || !x->now ? finish_segment(x, n, err) : DATELINE_OK;
}

/* Removes segments without live articles, but keeps at least one. */
static void drop_empty_segments(struct next *n)
{
    for (size_t i = n->manifest.n_segments; i-- > 0;)
        if (n->manifest.n_segments > 1 && next_deleted(n, i) == n->manifest.segments[i].articles)
            next_remove(n, i);
}

/* ---- Merging ---------------------------------------------------------------- */

/* Replaces the segments in PICKED by one. */
static dateline_status merge_picked(struct index *x, struct next *n, const bool *picked,
                                    dateline_error *err)
{
    struct tiers_part *parts = must_alloc(n->manifest.n_segments * sizeof *parts);
    struct tiers_target target = {x->dir, manifest_now(x), {x->options.threads, x->xapian}};
    struct segment merged = {0};
    size_t n_parts = 0;
    dateline_status status;

    for (size_t i = 0; i < n->manifest.n_segments; i++)
        if (picked[i])
            parts[n_parts++] = (struct tiers_part){&n->manifest.segments[i], n->deleted[i]};
    status = tiers_merge(parts, n_parts, &target, &merged, err);
    free(parts);
    if (status != DATELINE_OK)
        return status;
    for (size_t i = n->manifest.n_segments; i-- > 0;)
        if (picked[i])
            next_remove(n, i);
    next_add(n, &merged, NULL);
    return DATELINE_OK;
}

/* Whether S must be written again for the index to be of one kind and the newest format, and its
 * bytes not to depend on a repair. */
static bool is_outdated(const struct index *x, const struct segment *s)
{
    return !segment_is_whole(s) || commit_is_replacement(s) || segment_xapian(s) != x->xapian;
}

/* One round of merging; sets *MERGED to whether there were segments to merge. */
static dateline_status merge_tier(struct index *x, struct next *n, bool all, bool *merged,
                                  dateline_error *err)
{
    size_t count = n->manifest.n_segments;
    struct tiers_size *sizes = must_alloc(count * sizeof *sizes);
    bool *picked = must_zalloc(count * sizeof *picked);
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < count; i++)
        sizes[i] = (struct tiers_size){n->manifest.segments[i].articles, next_deleted(n, i),
                                       is_outdated(x, &n->manifest.segments[i])};
    *merged = all ? tiers_pick_all(sizes, count, picked) : tiers_pick(sizes, count, picked);
    if (*merged)
        status = merge_picked(x, n, picked, err);
    free(sizes);
    free(picked);
    return status;
}

static dateline_status merge_tiers(struct index *x, struct next *n, bool all, dateline_error *err)
{
    bool merged = n->changed || all;
    dateline_status status = DATELINE_OK;

    while (merged && status == DATELINE_OK)
        status = merge_tier(x, n, all, &merged, err);
    return status;
}

/* ---- Writing ---------------------------------------------------------------- */

static dateline_status write_next(struct index *x, struct next *n, dateline_error *err)
{
    static const struct manifest none;
    struct manifest *m = &n->manifest;
    dateline_status status = DATELINE_OK;

    m->format = MANIFEST_FORMAT;
    m->xapian = x->xapian;
    snprintf(m->language, sizeof m->language, "%s", x->language);
    for (size_t i = 0; i < m->n_segments && status == DATELINE_OK; i++)
        if (next_deleted(n, i) != m->segments[i].deleted)
            status = commit_deletions(x->dir, &m->segments[i], n->deleted[i], err);
    /* Before the first manifest, whoever made the directory: later writers rely on its name. */
    if (status == DATELINE_OK && !x->now)
        status = disk_sync_parent(x->dir, err);
    if (status == DATELINE_OK)
        status = commit_manifest(x->dir, x->now ? manifest_now(x) : &none, m, err);
    return status;
}

/* Names in N what folders gave; if all is COMPACTED, only of those that were synced. */
static dateline_status keep_folders(struct index *x, struct next *n, bool compacted,
                                    dateline_error *err)
{
    const struct manifest *now = manifest_now(x);
    dateline_status status;

    folders_take(&x->folders, &x->given);
    if (compacted)
        folders_forget(&x->folders);
    if (now)
        n->manifest.folders = now->folders;
    status = folders_write(x->dir, &x->folders, &n->manifest.folders, err);
    n->changed |= strcmp(n->manifest.folders.name, now ? now->folders.name : "") != 0;
    return status;
}

static dateline_status commit_changes(struct index *x, struct next *n, bool all,
                                      dateline_error *err)
{
    const struct manifest *now = manifest_now(x);
    bool rebuild = all && now && (!now->stems || manifest_analysed_otherwise(now, x->stems));
    dateline_status status;

    n->manifest.schema = SCHEMA_VERSION;
    n->manifest.stems = x->stems;
    status = (rebuild ? replace_all : extend)(x, n, err);
    if (status != DATELINE_OK || x->options.dry_run)
        return status;
    /* on_unbuilt may have cancelled the last change. */
    for (size_t i = 0; now && !n->changed && i < now->n_segments; i++)
        n->changed = x->next[i].count != now->segments[i].deleted;
    drop_empty_segments(n);
    status = merge_tiers(x, n, all, err);
    if (status == DATELINE_OK)
        status = keep_folders(x, n, all, err);
    return status == DATELINE_OK && n->changed ? write_next(x, n, err) : status;
}

static dateline_status commit_and_refresh(struct index *x, bool all, struct index_counts *counts,
                                          dateline_error *err)
{
    struct next n = {0};
    dateline_error why;
    dateline_status status = commit_changes(x, &n, all, err), refreshed;

    next_free(&n);
    builder_close(x->builder);
    x->builder = NULL;
    if (status != DATELINE_OK && status != DATELINE_UNSYNCED)
        return status;
    *counts = x->counts;
    refreshed = index_refresh(x, &why);
    if (refreshed != DATELINE_OK && err)
        *err = why;
    return refreshed == DATELINE_OK ? status : refreshed;
}

dateline_status index_commit(struct index *x, struct index_counts *counts, dateline_error *err)
{
    return commit_and_refresh(x, false, counts, err);
}

dateline_status index_compact(struct index *x, enum xapian_kind xapian, dateline_error *err)
{
    struct index_counts counts;
    dateline_status status;

    if (xapian)
        x->xapian = xapian;
    status = commit_and_refresh(x, true, &counts, err);
    /* Old files too, so that the directory does not depend on its history. A reader that finds one
     * missing reads the manifest again. */
    if (status == DATELINE_OK)
        commit_sweep(x->dir, manifest_now(x), manifest_now(x));
    return status;
}
