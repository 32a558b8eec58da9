/* The library's writing half. */
#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/feed/ident.h"
#include "indexer/feed/maker.h"
#include "indexer/index/index.h"

struct dateline_writer {
    struct index *index;
    struct article_maker maker;
};

dateline_status dateline_writer_open(const char *path, const dateline_writer_options *options,
                                     dateline_writer **out, dateline_error *err)
{
    struct index_options o = {.create = true, .keep_ids = true};
    struct index *index;
    dateline_status status;

    if (options)
        o = (struct index_options){.language = options->language,
                                   .memory = options->memory,
                                   .threads = options->threads,
                                   .wait_lock = options->wait_lock,
                                   .create = !options->must_exist,
                                   .keep_ids = true};
    status = index_open(path, &o, &index, err);
    if (status != DATELINE_OK)
        return status;
    *out = must_zalloc(sizeof **out);
    (*out)->index = index;
    return DATELINE_OK;
}

static struct span field(const char *text)
{
    return text ? span_of(text) : (struct span){0};
}

dateline_status dateline_writer_add(dateline_writer *w, const dateline_article *a,
                                    dateline_error *err)
{
    const char *id;
    struct article article;
    dateline_error why;
    dateline_status status;

    assert(w && a);
    id = a->id ? a->id : "";
    status = article_make(&w->maker,
                          &(struct article_fields){.id = span_of(id),
                                                   .title = field(a->title),
                                                   .source = field(a->source),
                                                   .url = field(a->url),
                                                   .lang = field(a->lang),
                                                   .body = {a->body, a->body ? a->body_size : 0},
                                                   .day = a->day},
                          &article, NULL, &why);
    if (status != DATELINE_OK)
        return fail(err, status, "cannot add the article '%s': %s", id, why.text);
    return index_add(w->index, &article, &(struct place){id, 0}, err);
}

dateline_status dateline_writer_delete(dateline_writer *w, const char *id, dateline_error *err)
{
    dateline_status status;

    assert(w && id);
    status = index_delete(w->index, ident_make(span_of(id), &w->maker.id), err);
    if (status == DATELINE_NOT_FOUND)
        fail(err, status, "no article has the id '%s'", id);
    return status;
}

dateline_status dateline_writer_commit(dateline_writer *w, dateline_commit *done,
                                       dateline_error *err)
{
    struct index_counts counts;
    dateline_status status;

    assert(w);
    status = index_commit(w->index, &counts, err);
    if (status == DATELINE_OK && done)
        *done = (dateline_commit){counts.added, counts.replaced, counts.unchanged, counts.deleted};
    return status;
}

void dateline_writer_close(dateline_writer *w)
{
    if (!w)
        return;
    index_close(w->index);
    article_maker_free(&w->maker);
    free(w);
}
