/* Opens the components of a commit's segments. */
#include <stdlib.h>

#include "core/alloc.h"
#include "snapshot/component.h"
#include "snapshot/state.h"

static dateline_status open_texts(const struct snapshot_commit *c, const struct segment *s,
                                  struct texts **out, dateline_error *err)
{
    struct pages *files[TEXTS_FILES] = {NULL};
    dateline_status status = DATELINE_OK;

    for (int f = 0; f < TEXTS_FILES && status == DATELINE_OK; f++)
        status = component_pages(c->dir, s, texts_file_name((enum texts_file)f), &files[f], err);
    if (status == DATELINE_OK)
        return texts_open(files[TEXTS_HEADS], files[TEXTS_BODIES], s->articles, out, err);
    for (int f = 0; f < TEXTS_FILES; f++)
        pages_close(files[f]);
    return status;
}

/* Another program may have written to Xapian's tables since, which are then not compared. */
static bool tables_as_committed(const struct snapshot_commit *c, const struct segment *s)
{
    struct buf path = {0};
    uint32_t revision = 0;
    bool same;

    buf_printf(&path, "%s/%s", c->dir, s->name);
    same = snapshot_revision(path.data, &revision, NULL) == DATELINE_OK && revision == s->revision;
    buf_free(&path);
    return same;
}

static dateline_status open_whole_segment(struct snapshot_commit *c, size_t i, dateline_error *err)
{
    const struct segment *s = &c->manifest.segments[i];
    dateline_status status = segment_columns_open(c->dir, s, &c->columns[i], err);

    if (status == DATELINE_OK)
        status = open_texts(c, s, &c->texts[i], err);
    if (status == DATELINE_OK)
        texts_share_cache(c->texts[i], c->blocks);
    return status == DATELINE_OK ? components_check(c->dir, s, tables_as_committed(c, s), err)
                                 : status;
}

dateline_status commit_segments_open(struct snapshot_commit *c, dateline_error *err)
{
    size_t n = c->manifest.n_segments;
    dateline_status status;

    c->whole = n > 0;
    for (size_t i = 0; i < n; i++)
        c->whole = c->whole && segment_is_whole(&c->manifest.segments[i]);
    if (!c->whole)
        return DATELINE_OK;
    c->columns = must_zalloc(n * sizeof *c->columns);
    c->texts = must_zalloc(n * sizeof *c->texts);
    c->blocks = text_cache_new();
    status = commit_lists_open(c, err);
    for (size_t i = 0; i < n && status == DATELINE_OK; i++)
        status = open_whole_segment(c, i, err);
    return status;
}

void commit_segments_free(struct snapshot_commit *c)
{
    for (size_t i = 0; i < c->manifest.n_segments; i++) {
        if (c->columns)
            segment_columns_close(&c->columns[i]);
        if (c->texts)
            texts_close(c->texts[i]);
    }
    free(c->columns);
    free(c->texts);
    text_cache_free(c->blocks);
    commit_lists_free(c);
}
