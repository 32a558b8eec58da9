/* Picks segments by size and merges them. */
#include "indexer/index/tiers.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "core/alloc.h"
#include "indexer/index/commit.h"
#include "indexer/merge/segment_run.h"
#include "indexer/output/disk.h"

#define MERGED_SEGMENT "tmp-merged"

enum { TIERS = 16 };

static int tier_of(const struct tiers_size *s)
{
    uint32_t live = s->articles - s->deleted;
    int tier = 0;

    for (; live >= TIER_LEAST && tier < TIERS - 1; live /= TIER_FACTOR)
        tier++;
    return tier;
}

bool tiers_pick(const struct tiers_size *sizes, size_t n, bool *picked)
{
    size_t members[TIERS] = {0};

    for (size_t i = 0; i < n; i++)
        members[tier_of(&sizes[i])]++;
    for (int tier = 0; tier < TIERS; tier++)
        if (members[tier] >= TIER_FACTOR) {
            for (size_t i = 0; i < n; i++)
                picked[i] = tier_of(&sizes[i]) == tier;
            return true;
        }
    for (size_t i = 0; i < n; i++)
        if (sizes[i].deleted && sizes[i].deleted >= sizes[i].articles / 2) {
            picked[i] = true;
            return true;
        }
    return false;
}

bool tiers_pick_all(const struct tiers_size *sizes, size_t n, bool *picked)
{
    for (size_t i = 0; i < n; i++)
        picked[i] = true;
    return n > 1 || (n == 1 && (sizes[0].deleted || sizes[0].outdated));
}

struct tiers_merging {
    const struct tiers_part *parts;
    size_t n, opened;
    const struct tiers_target *target;
    struct segment *out;
    struct run **runs;
};

static dateline_status open_merged_runs(struct tiers_merging *m, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < m->n && status == DATELINE_OK; i++) {
        status = segment_run_open(m->target->index, m->parts[i].segment, m->parts[i].deleted,
                                  &m->runs[i], err);
        m->opened += status == DATELINE_OK;
    }
    return status;
}

static dateline_status merge_into(struct tiers_merging *t, const char *path, dateline_error *err)
{
    struct merge *m = NULL;
    char uuid[UUID_TEXT];
    dateline_status status;

    disk_remove(path); /* left by a writer that was killed */
    if (mkdir(path, 0777) != 0)
        return fail_errno(err, "cannot create %s", path);
    status = merge_runs(t->runs, t->n, path, &t->target->merge, &m, err);
    if (status == DATELINE_OK)
        status = merge_finish(m, t->out, uuid, err);
    merge_close(m);
    if (status == DATELINE_OK)
        status =
            commit_segment(t->target->index, MERGED_SEGMENT, uuid, t->target->now, t->out, err);
    if (status != DATELINE_OK)
        disk_remove(path);
    return status;
}

static dateline_status open_and_merge(void *ctx, dateline_error *err)
{
    struct tiers_merging *m = ctx;
    struct buf path = {0};
    dateline_status status = open_merged_runs(m, err);

    buf_printf(&path, "%s/" MERGED_SEGMENT, m->target->index);
    if (status == DATELINE_OK)
        status = merge_into(m, path.data, err);
    buf_free(&path);
    return status;
}

dateline_status tiers_merge(const struct tiers_part *parts, size_t n,
                            const struct tiers_target *target, struct segment *out,
                            dateline_error *err)
{
    struct tiers_merging m = {.parts = parts,
                              .n = n,
                              .target = target,
                              .out = out,
                              .runs = must_zalloc(n * sizeof(struct run *))};
    dateline_status status = alloc_guard(open_and_merge, &m, err);

    for (size_t i = 0; i < m.opened; i++)
        m.runs[i]->methods->close(m.runs[i]);
    free(m.runs);
    return status;
}
