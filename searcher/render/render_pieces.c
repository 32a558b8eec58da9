/* Renders an answer with hits in pieces. */
#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/render/render_format.h"

struct render_pieces {
    struct render_options options;
    struct answer *answer;
    struct buf *out;
    struct renderer *renderer; /* NULL before the first piece */
};

struct render_pieces *render_pieces_open(const struct render_options *o, struct answer *a,
                                         struct buf *out)
{
    struct render_pieces *p = must_zalloc(sizeof *p);

    *p = (struct render_pieces){.options = *o, .answer = a, .out = out};
    return p;
}

static void begin_pieces(struct render_pieces *p)
{
    render_begin(&p->options, p->answer->kind, p->out);
    p->renderer = renderer_open(&p->options, p->answer->kind, p->answer, p->out);
    renderer_begin(p->renderer);
}

dateline_status render_pieces_next(struct render_pieces *p, size_t least, bool *done,
                                   dateline_error *err)
{
    const struct hit *h = NULL;
    dateline_status status = DATELINE_OK;

    *done = false;
    if (!p->renderer)
        begin_pieces(p);
    while (p->out->len < least && status == DATELINE_OK && !*done) {
        status = answer_next(p->answer, &h, err);
        if (status == DATELINE_OK && h)
            renderer_hit(p->renderer, h);
        *done = status == DATELINE_OK && !h;
    }
    if (*done) {
        renderer_end(p->renderer);
        render_end(&p->options, p->answer->kind, p->out);
    }
    return status;
}

void render_pieces_close(struct render_pieces *p)
{
    if (p->renderer)
        renderer_close(p->renderer);
    free(p);
}
