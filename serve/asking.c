/* Reads questions and renders answers, for all addresses of the API. */
#include "serve/asking.h"

#include "core/clock.h"
#include "core/fail.h"
#include "serve/route.h"
#include "serve/site.h"

enum { WARNINGS_TOLD = 3 };

const char *asking_type(enum render_format f)
{
    static const char *const types[RENDER_FORMATS] = {
        [RENDER_TEXT] = "text/plain; charset=utf-8",
        [RENDER_JSON] = "application/json",
        [RENDER_JSONL] = "application/x-ndjson",
        [RENDER_CSV] = "text/csv; charset=utf-8",
        [RENDER_TSV] = "text/tab-separated-values; charset=utf-8",
        [RENDER_TREC] = "text/plain; charset=utf-8",
        [RENDER_IDS] = "text/plain; charset=utf-8",
    };

    return types[f];
}

void asking_limit(const struct exchange *x, struct question *q)
{
    double most = x->site->options->timeout;

    q->limits.interrupt = &x->site->interrupt;
    if (most > 0 && (!q->limits.seconds || q->limits.seconds > most))
        q->limits.seconds = most;
    if (q->limits.seconds > 0) /* of the request, however many questions it asks */
        q->limits.until = x->arrived + q->limits.seconds;
}

bool asking_read(struct exchange *x, struct options *o)
{
    struct parameter_fault fault;

    o->colour = WHEN_NEVER;
    if (parameters_read(&x->target, x->route->parameters, o, &fault) != DATELINE_OK) {
        reply_problem(&x->reply, 400, fault.name, 0, fault.err.text);
        return false;
    }
    if (o->render.format == RENDER_TEXT) {
        reply_problem(&x->reply, 400, "format", 0, "text is for terminals: there is json");
        return false;
    }
    options_complete(o);
    if (o->render.format != RENDER_JSON && o->render.format != RENDER_JSONL)
        o->question.names = NAMES_NONE; /* nothing in the reply tells them */
    if (!exchange_borrow(x, o->partial))
        return false;
    asking_limit(x, &o->question);
    return true;
}

dateline_status asking_page_fits(const struct exchange *x, const struct options *o,
                                 struct parameter_fault *fault)
{
    const struct question *q = &o->question;
    uint32_t depth = x->site->options->max_depth;

    fault->name = "limit";
    if (!q->limit || q->limit > ASKING_PAGE_MAX)
        return fail(&fault->err, DATELINE_BAD_OPTION,
                    "limit is from 1 to %d; /api/export has no limit", ASKING_PAGE_MAX);
    fault->name = "offset";
    if (q->offset + q->limit > depth)
        return fail(&fault->err, DATELINE_BAD_OPTION,
                    "offset and limit reach beyond article %u; /api/export has no limit", depth);
    return DATELINE_OK;
}

bool asking_page(struct exchange *x, const struct options *o)
{
    struct parameter_fault fault;

    if (asking_page_fits(x, o, &fault) == DATELINE_OK)
        return true;
    reply_problem(&x->reply, 400, fault.name, 0, fault.err.text);
    return false;
}

void asking_warn(struct exchange *x, char *const *lines, size_t n)
{
    for (size_t i = 0; i < n && i < WARNINGS_TOLD; i++)
        reply_note(&x->reply, "Dateline-Warning", lines[i]);
}

static dateline_status add_to_body(void *ctx, struct span bytes, dateline_error *err)
{
    (void)err;
    buf_span_add(ctx, bytes);
    return DATELINE_OK;
}

dateline_status asking_render(struct exchange *x, const struct options *o, struct answer *a,
                              dateline_error *err)
{
    struct output out = {.write = add_to_body, .ctx = &x->reply.body};
    dateline_status status = render_answer(&o->render, a, &out, err);

    if (status == DATELINE_OK)
        status = output_rest(&out, err);
    output_free(&out);
    return status;
}

void asking_answer(struct exchange *x, const struct options *o)
{
    struct answer *a;
    dateline_error err;
    dateline_status status;
    size_t told;

    if (exchange_unchanged(x))
        return;
    status = engine_answer(x->loan.engine, &o->question, &a, &err);
    told = a->n_warnings;
    asking_warn(x, a->warnings, told);
    if (status == DATELINE_OK) {
        render_begin(&o->render, a->kind, &x->reply.body);
        status = asking_render(x, o, a, &err);
        if (a->n_warnings > told) /* while hits were read */
            asking_warn(x, a->warnings + told, a->n_warnings - told);
    }
    if (status == DATELINE_OK) {
        render_end(&o->render, a->kind, &x->reply.body);
        x->reply.status = 200;
        x->reply.type = asking_type(o->render.format);
        x->reply.matches = a->counted ? a->matches : a->shown;
    } else {
        exchange_fail(x, status, &err);
    }
    answer_free(a);
}
