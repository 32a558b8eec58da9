#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/feed/clean.h"
#include "indexer/feed/encoding.h"
#include "indexer/feed/feed.h"
#include "indexer/feed/ident.h"
#include "indexer/feed/title.h"
#include "indexer/index.h"

enum { LINES = 5 }; /* fields of one line: id, title, source, url, lang */

struct dateline_writer {
    struct index *index;
    struct buf utf8, line[LINES], body; /* of the article being added */
};

dateline_status dateline_writer_open(const char *path, const dateline_writer_options *options,
                                     dateline_writer **out, dateline_error *err)
{
    struct index_options o = {.create = true};
    struct index *index;
    dateline_status status;

    if (options)
        o = (struct index_options){.language = options->language,
                                   .memory = options->memory,
                                   .threads = options->threads,
                                   .wait_lock = options->wait_lock,
                                   .create = !options->must_exist};
    status = index_open(path, &o, &index, err);
    if (status != DATELINE_OK)
        return status;
    *out = must_zalloc(sizeof **out);
    (*out)->index = index;
    return DATELINE_OK;
}

static struct span one_line(dateline_writer *w, int slot, const char *text)
{
    uint64_t replaced = 0;

    if (!text)
        return (struct span){0};
    return clean_line(encoding_to_utf8(span_of(text), &w->utf8, &replaced), &w->line[slot]);
}

/* The id as feeds make it: what cannot stand in one is percent-encoded. */
static struct span make_id(dateline_writer *w, const char *id)
{
    buf_clear(&w->line[0]);
    if (id)
        ident_add(&w->line[0], span_of(id));
    return buf_span(&w->line[0]);
}

static struct article make_article(dateline_writer *w, const dateline_article *from)
{
    struct span body = {from->body, from->body ? from->body_size : 0};
    struct article a = {.id = make_id(w, from->id),
                        .title = one_line(w, 1, from->title),
                        .source = one_line(w, 2, from->source),
                        .url = one_line(w, 3, from->url),
                        .lang = one_line(w, 4, from->lang),
                        .day = from->day,
                        .date_source = from->day ? DATE_FROM_FIELD : DATE_FROM_NOTHING};
    uint64_t replaced = 0;

    a.body = clean_body(encoding_to_utf8(body, &w->utf8, &replaced), &w->body);
    if (!a.title.len && a.body.len) {
        a.body = title_from_body(a.body, &w->line[1]);
        a.title = buf_span(&w->line[1]);
    }
    return a;
}

dateline_status dateline_writer_add(dateline_writer *w, const dateline_article *a,
                                    dateline_error *err)
{
    struct article article;

    assert(w && a);
    if (!a->id || !*a->id)
        return fail(err, DATELINE_BAD_ARTICLE, "the article has no id");
    if (a->body && a->body_size > FEED_RECORD_MAX)
        return fail(err, DATELINE_BAD_ARTICLE, "the article '%s' is larger than %d bytes", a->id,
                    FEED_RECORD_MAX);
    if (a->day && !day_valid(a->day))
        return fail(err, DATELINE_BAD_ARTICLE,
                    "the article '%s' has the date %d, which does not exist", a->id, (int)a->day);
    article = make_article(w, a);
    return index_add(w->index, &article, &(struct place){a->id, 0}, err);
}

dateline_status dateline_writer_delete(dateline_writer *w, const char *id, dateline_error *err)
{
    dateline_status status;

    assert(w && id);
    status = index_delete(w->index, make_id(w, id), err);
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
    buf_free(&w->utf8);
    buf_free(&w->body);
    for (int i = 0; i < LINES; i++)
        buf_free(&w->line[i]);
    free(w);
}
