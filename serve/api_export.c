/* All matches, however many, of one commit, in pieces. */
#include <stdlib.h>

#include "core/alloc.h"
#include "serve/asking.h"
#include "serve/route.h"

struct export_reply {
    struct options options; /* the question borrows its query */
    struct answer *answer;
    struct render_pieces *pieces;
};

static dateline_status export_more(struct exchange *x, bool *done, dateline_error *err)
{
    struct export_reply *e = x->stream.state;

    return render_pieces_next(e->pieces, EXCHANGE_PIECE, done, err);
}

static void export_end(struct exchange *x)
{
    struct export_reply *e = x->stream.state;

    if (e->pieces)
        render_pieces_close(e->pieces);
    answer_free(e->answer);
    options_free(&e->options);
    free(e);
}

static void start_export(struct exchange *x, struct export_reply *e)
{
    dateline_error err;
    dateline_status status = engine_answer(x->loan.engine, &e->options.question, &e->answer, &err);

    asking_warn(x, e->answer->warnings, e->answer->n_warnings);
    if (status != DATELINE_OK) {
        exchange_fail(x, status, &err);
        return;
    }
    x->reply.status = 200;
    x->reply.type = asking_type(e->options.render.format);
    x->reply.matches = e->answer->shown;
    e->pieces = render_pieces_open(&e->options.render, e->answer, &x->reply.body);
    x->stream.more = export_more;
}

void api_export(struct exchange *x)
{
    struct export_reply *e = must_zalloc(sizeof *e);

    options_init(&e->options);
    e->options.render.format = RENDER_JSONL;
    e->options.question.limit = 0;
    x->stream.state = e;
    x->stream.end = export_end;
    if (asking_read(x, &e->options) && !exchange_unchanged(x))
        start_export(x, e);
}
