/* Single articles, fetched by their ids. */
#include <stdlib.h>

#include "api/reader.h"

struct fetching {
    dateline_reader *reader;
    const char *id;
    dateline_article **out;
};

static dateline_article *copy_article(const struct article *from)
{
    dateline_article *a = must_zalloc(sizeof *a);

    a->size = sizeof *a;
    a->id = must_dup(from->id.data, from->id.len);
    a->title = must_dup(from->title.data, from->title.len);
    a->body = must_dup(from->body.data, from->body.len);
    a->body_size = from->body.len;
    a->source = must_dup(from->source.data, from->source.len);
    a->url = must_dup(from->url.data, from->url.len);
    a->lang = must_dup(from->lang.data, from->lang.len);
    a->date_source = date_source_name(from->date_source);
    a->date_confidence = article_date_confidence(from);
    a->day = from->day;
    return a;
}

static dateline_status fetch_body(void *ctx, dateline_error *err)
{
    struct fetching *f = ctx;
    struct buf record = {0}, made = {0};
    struct article article;
    struct span id;
    dateline_status status = reader_id(f->reader, span_of(f->id), &made, &id, err);

    if (status == DATELINE_OK)
        status = engine_article(f->reader->engine, id, &record, &article, err);
    if (status == DATELINE_OK)
        *f->out = copy_article(&article);
    buf_free(&record);
    buf_free(&made);
    return status;
}

dateline_status dateline_fetch(dateline_reader *r, const char *id, dateline_article **out,
                               dateline_error *err)
{
    if (!r || !id || !out)
        return care_missing(err);
    return reader_call(r, fetch_body, &(struct fetching){r, id, out}, err);
}

void dateline_article_free(dateline_article *a)
{
    if (!a)
        return;
    free((char *)a->id);
    free((char *)a->title);
    free((char *)a->body);
    free((char *)a->source);
    free((char *)a->url);
    free((char *)a->lang);
    free(a);
}
