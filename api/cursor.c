/* Searches whose hits are read one at a time. */
#include <stdlib.h>

#include "api/hits.h"
#include "api/reader.h"

struct dateline_cursor {
    dateline_reader *reader;
    struct asking asking;
    dateline_hit hit;
    struct buf texts; /* of the hit */
};

struct cursor_opening {
    dateline_reader *reader;
    const dateline_query *query;
    dateline_cursor **out;
};

static void free_cursor(dateline_cursor *c)
{
    asking_free(&c->asking);
    buf_free(&c->texts);
    free(c);
}

static dateline_status cursor_open_body(void *ctx, dateline_error *err)
{
    struct cursor_opening *o = ctx;
    dateline_cursor *c = must_zalloc(sizeof *c);
    dateline_status status = asking_take(&c->asking, o->reader, o->query, ASK_HITS, err);

    c->reader = o->reader;
    if (status == DATELINE_OK)
        status = asking_answer(&c->asking, o->reader, err);
    if (status != DATELINE_OK) {
        free_cursor(c);
        return status;
    }
    o->reader->cursors++;
    *o->out = c;
    return DATELINE_OK;
}

dateline_status dateline_cursor_open(dateline_reader *r, const dateline_query *q,
                                     dateline_cursor **out, dateline_error *err)
{
    if (!r || !q || !out)
        return care_missing(err);
    return reader_call(r, cursor_open_body, &(struct cursor_opening){r, q, out}, err);
}

struct cursor_step {
    dateline_cursor *cursor;
    const dateline_hit **out;
};

static dateline_status cursor_next_body(void *ctx, dateline_error *err)
{
    struct cursor_step *s = ctx;
    dateline_cursor *c = s->cursor;
    const struct hit *h;
    dateline_status status = answer_next(c->asking.answer, &h, err);

    if (status == DATELINE_OK)
        status = reader_interrupted(c->reader, err);
    if (status != DATELINE_OK)
        return status;
    if (!h) {
        *s->out = NULL;
        return DATELINE_OK;
    }
    buf_clear(&c->texts);
    buf_reserve(&c->texts, hit_room(h));
    hit_fill(&c->hit, h, c->asking.query.want, c->texts.data);
    *s->out = &c->hit;
    return DATELINE_OK;
}

dateline_status dateline_cursor_next(dateline_cursor *c, const dateline_hit **out,
                                     dateline_error *err)
{
    if (!c || !out)
        return care_missing(err);
    return reader_call(c->reader, cursor_next_body, &(struct cursor_step){c, out}, err);
}

uint64_t dateline_cursor_matches(const dateline_cursor *c)
{
    return c && c->asking.answer->counted ? c->asking.answer->matches : 0;
}

uint64_t dateline_cursor_widened_from(const dateline_cursor *c)
{
    return c ? c->asking.answer->widened_from : 0;
}

const char *dateline_cursor_warning(const dateline_cursor *c, size_t at)
{
    return c && at < c->asking.answer->n_warnings ? c->asking.answer->warnings[at] : NULL;
}

void dateline_cursor_close(dateline_cursor *c)
{
    if (!c)
        return;
    c->reader->cursors--;
    free_cursor(c);
}
