/* A whole article. */
#include "serve/asking.h"
#include "serve/route.h"

static void render_found(struct exchange *x, const struct options *o, struct buf *record)
{
    struct article a;
    dateline_error err;
    dateline_status status = engine_article(x->loan.engine, x->id, record, &a, &err);

    if (status != DATELINE_OK) {
        exchange_fail(x, status, &err);
        return;
    }
    render_article(&o->render, &a, &x->reply.body);
    x->reply.status = 200;
    x->reply.type = asking_type(o->render.format);
}

void api_article(struct exchange *x)
{
    struct options o;
    struct buf record = {0};

    options_init(&o);
    o.render.format = RENDER_JSON;
    options_show(&o, x->id.data);
    if (asking_read(x, &o) && !exchange_unchanged(x))
        render_found(x, &o, &record);
    buf_free(&record);
    options_free(&o);
}
