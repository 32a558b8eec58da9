/* Opens the search lists of a commit's segments. */
#include "snapshot/lists.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "snapshot/component.h"
#include "snapshot/state.h"

bool snapshot_has_lists(const struct snapshot *s)
{
    const struct manifest *m = &s->commit->manifest;

    for (size_t i = 0; i < m->n_segments; i++)
        if (!segment_is_whole(&m->segments[i]))
            return false;
    return m->n_segments > 0;
}

dateline_status segment_lists_open(const char *dir, const struct segment *s, struct lists **out,
                                   dateline_error *err)
{
    struct pages *files[LISTS_FILES] = {NULL};
    dateline_status status = DATELINE_OK;

    for (int f = 0; f < LISTS_FILES && status == DATELINE_OK; f++)
        status = component_pages(dir, s, lists_file_name((enum lists_file)f), &files[f], err);
    if (status == DATELINE_OK)
        return lists_open(files, out, err);
    for (int f = 0; f < LISTS_FILES; f++)
        pages_close(files[f]);
    return status;
}

void commit_lists_free(struct snapshot_commit *c)
{
    for (size_t i = 0; c->lists && i < c->manifest.n_segments; i++)
        lists_close(c->lists[i].lists);
    free(c->lists);
    c->lists = NULL;
}

dateline_status commit_lists_open(struct snapshot_commit *c, dateline_error *err)
{
    size_t n = c->manifest.n_segments;
    dateline_status status = DATELINE_OK;

    c->lists = must_zalloc(n * sizeof *c->lists);
    for (size_t i = 0; i < n && status == DATELINE_OK; i++) {
        status = segment_lists_open(c->dir, &c->manifest.segments[i], &c->lists[i].lists, err);
        c->lists[i].deleted = c->deleted[i].count ? &c->deleted[i] : NULL;
    }
    if (status != DATELINE_OK)
        commit_lists_free(c);
    return status;
}

dateline_status snapshot_lists(struct snapshot *s, const struct list_segment **out,
                               dateline_error *err)
{
    struct snapshot_commit *c = s->commit;
    dateline_status status = DATELINE_OK;

    pthread_mutex_lock(&c->lock);
    if (!c->lists)
        status = commit_lists_open(c, err);
    if (status == DATELINE_OK)
        *out = c->lists;
    pthread_mutex_unlock(&c->lock);
    return status;
}
