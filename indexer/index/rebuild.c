/* Reads the articles of an index of an older analysis and submits them to the builder. */
#include "indexer/index/rebuild.h"

#include "core/alloc.h"
#include "indexer/merge/segment_run.h"

struct rebuilding {
    struct index *index;
    const struct segment *segment;
    struct run *run;
};

/* ---- Articles ------------------------------------------------------------- */

static dateline_status submit_record(const struct rebuilding *r, struct span record,
                                     dateline_error *err)
{
    const char *index = r->index->dir, *segment = r->segment->name;
    struct article a;
    struct submission s = {.article = &a, .record = record, .at = {segment, 0}};

    if (!article_decode(record, &a))
        return fail(err, DATELINE_CORRUPT, "%s/%s is damaged: an article cannot be read", index,
                    segment);
    return builder_add(r->index->builder, &s, err);
}

/* Submits the run's articles, in the order of their numbers. */
static dateline_status submit_records(void *ctx, dateline_error *err)
{
    const struct rebuilding *r = ctx;
    dateline_status status = DATELINE_OK;

    for (uint32_t i = 1; i <= r->run->documents && status == DATELINE_OK; i++) {
        struct span record;

        status = r->run->methods->record(r->run, &record, err);
        if (status == DATELINE_OK && !run_dropped(r->run, i))
            status = submit_record(r, record, err);
    }
    return status;
}

static dateline_status submit_segment(struct index *x, size_t at, dateline_error *err)
{
    struct rebuilding r = {x, &snapshot_manifest(x->now)->segments[at], NULL};
    dateline_status status = segment_run_open(x->dir, r.segment, &x->next[at], &r.run, err);

    if (status != DATELINE_OK)
        return status;
    status = alloc_guard(submit_records, &r, err);
    r.run->methods->close(r.run);
    return status;
}

dateline_status rebuild_articles(struct index *x, dateline_error *err)
{
    dateline_status status = index_open_builder(x, err);

    for (size_t i = 0; i < snapshot_segments(x->now) && status == DATELINE_OK; i++)
        if (x->next[i].count < snapshot_manifest(x->now)->segments[i].articles)
            status = submit_segment(x, i, err);
    return status;
}

/* ---- A segment that is kept ----------------------------------------------- */

dateline_status rebuild_verify_kept(const struct index *x, const struct segment *made,
                                    dateline_error *err)
{
    if (!manifest_names(snapshot_manifest(x->now), made->name))
        return DATELINE_OK;
    return segment_verify(x->dir, made, err);
}
