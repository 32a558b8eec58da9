/* Readers: opened, cloned, reopened, interrupted. */
#include "api/reader.h"

#include <stdlib.h>
#include <string.h>

#include "snapshot/snapshot.h"

dateline_status reader_call(dateline_reader *r, alloc_body *body, void *ctx, dateline_error *err)
{
    atomic_store(&r->interrupt, false);
    return care_call(&r->care, body, ctx, err);
}

dateline_status reader_interrupted(const dateline_reader *r, dateline_error *err)
{
    return atomic_load_explicit(&r->interrupt, memory_order_relaxed)
               ? fail(err, DATELINE_INTERRUPTED, "cannot search %s: interrupted", r->path)
               : DATELINE_OK;
}

/* ---- Opening -------------------------------------------------------------- */

struct reader_opening {
    const char *path;
    const dateline_reader *from; /* to be cloned; NULL: the path is to be opened */
    dateline_reader **out;
};

static dateline_status reader_open_body(void *ctx, dateline_error *err)
{
    struct reader_opening *o = ctx;
    dateline_reader *r = must_zalloc(sizeof *r);
    dateline_status status;

    r->path = must_dup(o->path, strlen(o->path));
    status = o->from ? engine_open_same(o->from->engine, &r->engine, err)
                     : engine_open(r->path, &r->engine, err);
    if (status == DATELINE_OK)
        *o->out = r;
    else
        dateline_reader_close(r);
    return status;
}

dateline_status dateline_reader_open(const char *path, dateline_reader **out, dateline_error *err)
{
    if (!path || !out)
        return care_missing(err);
    return care_call(NULL, reader_open_body, &(struct reader_opening){path, NULL, out}, err);
}

dateline_status dateline_reader_clone(const dateline_reader *r, dateline_reader **out,
                                      dateline_error *err)
{
    dateline_status status;

    if (!r || !out)
        return care_missing(err);
    status = care_spent(&r->care, err);
    if (status != DATELINE_OK)
        return status;
    return care_call(NULL, reader_open_body, &(struct reader_opening){r->path, r, out}, err);
}

void dateline_reader_close(dateline_reader *r)
{
    if (!r)
        return;
    engine_close(r->engine);
    free(r->path);
    free(r);
}

/* ---- Newer commits -------------------------------------------------------- */

struct reader_current {
    dateline_reader *reader;
    bool *out;
};

static dateline_status reader_current_body(void *ctx, dateline_error *err)
{
    struct reader_current *c = ctx;

    return snapshot_is_newest(engine_snapshot(c->reader->engine), c->out, err);
}

dateline_status dateline_reader_is_current(const dateline_reader *r, bool *out, dateline_error *err)
{
    struct reader_current c = {(dateline_reader *)r, out};

    if (!r || !out)
        return care_missing(err);
    return reader_call(c.reader, reader_current_body, &c, err);
}

static dateline_status reader_reopen_body(void *ctx, dateline_error *err)
{
    dateline_reader *r = ctx;
    struct engine *newest;
    dateline_status status = engine_open(r->path, &newest, err);

    if (status != DATELINE_OK)
        return status;
    engine_close(r->engine);
    r->engine = newest;
    return DATELINE_OK;
}

dateline_status dateline_reader_reopen(dateline_reader *r, dateline_error *err)
{
    if (!r)
        return care_missing(err);
    if (r->cursors)
        return fail(err, DATELINE_BAD_OPTION, "cannot reopen a reader that has cursors");
    return reader_call(r, reader_reopen_body, r, err);
}

void dateline_reader_interrupt(dateline_reader *r)
{
    if (r)
        atomic_store(&r->interrupt, true);
}

uint64_t dateline_reader_articles(const dateline_reader *r)
{
    return r && !atomic_load(&r->care.spent) ? snapshot_live(engine_snapshot(r->engine)) : 0;
}
