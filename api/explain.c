/* Explanations, as the JSON that dateline-search prints. */
#include <stdlib.h>

#include "api/reader.h"
#include "searcher/render/render.h"

struct explaining {
    dateline_reader *reader;
    const dateline_query *query;
    const char *id; /* NULL: the query itself is explained */
    char **out;
};

/* An output that goes to a buffer. */
static dateline_status keep_bytes(void *ctx, struct span bytes, dateline_error *err)
{
    (void)err;
    buf_span_add(ctx, bytes);
    return DATELINE_OK;
}

static dateline_status render_as_json(struct answer *a, char **out, dateline_error *err)
{
    const struct render_options options = {.format = RENDER_JSON};
    struct buf text = {0};
    struct output output = {.write = keep_bytes, .ctx = &text};
    dateline_status status = render_answer(&options, a, &output, err);

    if (status == DATELINE_OK)
        status = output_rest(&output, err);
    output_free(&output);
    if (status == DATELINE_OK)
        *out = text.data;
    else
        buf_free(&text);
    return status;
}

static dateline_status explain_body(void *ctx, dateline_error *err)
{
    struct explaining *e = ctx;
    struct asking a = {0};
    dateline_status status =
        asking_take(&a, e->reader, e->query, e->id ? ASK_WHY : ASK_EXPLAIN, err);

    if (status == DATELINE_OK && e->id)
        status = reader_id(e->reader, span_of(e->id), &a.why, &a.question.why, err);
    if (status == DATELINE_OK)
        status = asking_answer(&a, e->reader, err);
    if (status == DATELINE_OK)
        status = render_as_json(a.answer, e->out, err);
    asking_free(&a);
    return status;
}

dateline_status dateline_explain(dateline_reader *r, const dateline_query *q, char **json,
                                 dateline_error *err)
{
    if (!r || !q || !json)
        return care_missing(err);
    return reader_call(r, explain_body, &(struct explaining){r, q, NULL, json}, err);
}

dateline_status dateline_why(dateline_reader *r, const dateline_query *q, const char *id,
                             char **json, dateline_error *err)
{
    if (!r || !q || !id || !json)
        return care_missing(err);
    return reader_call(r, explain_body, &(struct explaining){r, q, id, json}, err);
}

void dateline_free(void *memory)
{
    free(memory);
}
