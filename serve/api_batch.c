/* Many queries in one request, a line each, answered in their order. */
#include <inttypes.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "core/json_write.h"
#include "searcher/cli/batch.h"
#include "serve/asking.h"
#include "serve/route.h"

struct batch_reply {
    struct options options; /* defaults of all lines */
    struct buf memory;      /* of a line's question */
    struct span rest;       /* lines that are not yet answered */
    uint64_t number;        /* of the last one, from 1 */
};

/* A line of the reply for a failure, of which dateline-search warns on standard error. */
static void write_problem(struct exchange *x, uint64_t number, const char *detail)
{
    struct json j = {.out = &x->reply.body};

    json_begin_object(&j);
    json_string_member(&j, "type", span_of("problem"));
    json_number_member(&j, "line", number);
    json_string_member(&j, "detail", span_of(detail));
    json_end_object(&j);
    buf_char(&x->reply.body, '\n');
}

static dateline_status answer_line(struct exchange *x, struct batch_reply *b,
                                   const struct question *q, dateline_error *err)
{
    struct answer *a;
    dateline_status status = engine_answer(x->loan.engine, q, &a, err);

    if (status == DATELINE_OK)
        status = asking_render(x, &b->options, a, err);
    x->reply.matches += a->shown;
    answer_free(a);
    return status;
}

/* Returns the failures that are not the line's own. */
static dateline_status run_line(struct exchange *x, struct batch_reply *b, struct span line,
                                dateline_error *err)
{
    size_t before = x->reply.body.len;
    struct question q;
    dateline_status status =
        batch_parse(line, b->number, &b->options.question, &b->memory, &q, err);

    if (status == DATELINE_OK && (!q.limit || q.limit > ASKING_PAGE_MAX))
        status = fail(err, DATELINE_BAD_QUERY, "limit is from 1 to %d", ASKING_PAGE_MAX);
    if (status == DATELINE_OK) {
        x->arrived = clock_seconds(); /* each has the whole time of a query */
        asking_limit(x, &q);
        status = answer_line(x, b, &q, err);
    }
    if (status == DATELINE_OK)
        return status;
    x->reply.body.len = before;
    write_problem(x, b->number, err->text);
    return status == DATELINE_BAD_QUERY || status == DATELINE_BAD_OPTION ||
                   status == DATELINE_TIMEOUT || status == DATELINE_NOT_FOUND
               ? DATELINE_OK
               : status;
}

/* Takes the next line from the rest. */
static struct span next_line(struct batch_reply *b)
{
    const char *newline = memchr(b->rest.data, '\n', b->rest.len);
    struct span line = b->rest;

    if (newline)
        line.len = (size_t)(newline - line.data);
    b->rest = span_from(b->rest, newline ? line.len + 1 : line.len);
    b->number++;
    if (line.len && line.data[line.len - 1] == '\r')
        line.len--;
    return line;
}

static dateline_status batch_more(struct exchange *x, bool *done, dateline_error *err)
{
    struct batch_reply *b = x->stream.state;
    dateline_status status = DATELINE_OK;

    while (b->rest.len && x->reply.body.len < EXCHANGE_PIECE && status == DATELINE_OK) {
        struct span line = next_line(b);

        if (span_trim(line).len)
            status = run_line(x, b, line, err);
    }
    *done = !b->rest.len;
    return status;
}

static void batch_end(struct exchange *x)
{
    struct batch_reply *b = x->stream.state;

    buf_free(&b->memory);
    options_free(&b->options);
    free(b);
}

void api_batch(struct exchange *x)
{
    struct batch_reply *b = must_zalloc(sizeof *b);

    options_init(&b->options);
    b->options.render.format = RENDER_JSONL;
    b->options.batch = "-";
    b->rest = buf_span(&x->upload);
    x->stream.state = b;
    x->stream.end = batch_end;
    if (!asking_read(x, &b->options) || !asking_page(x, &b->options))
        return;
    x->reply.status = 200;
    x->reply.type = asking_type(RENDER_JSONL);
    x->stream.more = batch_more;
}
