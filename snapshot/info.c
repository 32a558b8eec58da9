/* Gathers what an index consists of. */
#include "snapshot/info.h"

#include "core/schema.h"
#include "snapshot/terms.h"

static uint64_t bytes_of(const struct manifest *m)
{
    uint64_t bytes = 0;

    for (size_t i = 0; i < m->n_segments; i++)
        for (size_t k = 0; k < m->segments[i].n_components; k++)
            bytes += m->segments[i].components[k].size;
    return bytes;
}

dateline_status snapshot_info(struct snapshot *s, struct snapshot_info *out, dateline_error *err)
{
    struct snapshot_info i = {.articles = snapshot_live(s),
                              .deleted = manifest_deleted(snapshot_manifest(s)),
                              .bytes = bytes_of(snapshot_manifest(s))};
    struct snapshot_stats stats = {0};
    struct buf undated = {0};
    dateline_status status = snapshot_stats(s, &stats, err);

    i.average_length = stats.average_length;
    if (!snapshot_is_foreign(s))
        snapshot_span(s, &i.first, &i.last);
    schema_undated(&undated);
    if (status == DATELINE_OK)
        status = snapshot_term_articles(s, buf_span(&undated), &i.undated, err);
    buf_free(&undated);
    if (status == DATELINE_OK)
        *out = i;
    return status;
}
