/* Has a request answered by a worker thread, and sends the reply. */
#include "serve/request_parts.h"

static void add_headers(struct request *r, struct MHD_Response *response)
{
    const struct reply *reply = &r->exchange.reply;
    const char *origin = r->service->site->options->allow_origin;

    for (size_t i = 0; i < reply->n_headers; i++)
        MHD_add_response_header(response, reply->headers[i].name, reply->headers[i].value);
    if (reply->type)
        MHD_add_response_header(response, "Content-Type", reply->type);
    MHD_add_response_header(response, "Cache-Control", "private, no-cache");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Referrer-Policy", "no-referrer");
    MHD_add_response_header(response, "Vary", "Accept-Encoding");
    MHD_add_response_header(response, "Content-Security-Policy", route_policy(r->exchange.route));
    if (origin)
        MHD_add_response_header(response, "Access-Control-Allow-Origin", origin);
    if (r->closing)
        MHD_add_response_header(response, "Connection", "close");
}

static ssize_t send_piece(void *cls, uint64_t at, char *to, size_t room);

static struct MHD_Response *whole_response(struct request *r)
{
    struct buf *body = &r->exchange.reply.body;
    bool coded =
        r->coding != CODING_NONE && body->len >= CODING_LEAST && coding_apply(r->coding, body);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(body->len, body->data, MHD_RESPMEM_PERSISTENT);

    r->bytes = body->len;
    if (response && coded)
        MHD_add_response_header(response, "Content-Encoding", coding_name(r->coding));
    return response;
}

enum MHD_Result request_reply(struct request *r)
{
    bool streamed = r->exchange.stream.more != NULL;
    struct MHD_Response *response =
        streamed ? MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, EXCHANGE_PIECE, send_piece,
                                                     r, NULL)
                 : whole_response(r);
    enum MHD_Result result;

    r->stage = STAGE_SENT;
    /* libmicrohttpd ends a chunked reply to HEAD with a last chunk, which the client would take for
     * the next reply. */
    r->closing |= streamed && r->exchange.method == METHOD_HEAD;
    if (!response)
        return MHD_NO;
    visitor_takes(r->service->visitors, r->caller->visitor);
    add_headers(r, response);
    result = MHD_queue_response(r->connection, r->exchange.reply.status, response);
    MHD_destroy_response(response);
    return result;
}

/* ---- Work in other threads ----------------------------------------------------------- */

/* Suspends the connection until RUN, in a worker thread, resumes it. */
static void request_submit(struct request *r, void (*run)(struct job *j))
{
    visitor_works(r->service->visitors, r->caller->visitor);
    MHD_suspend_connection(r->connection);
    r->job.run = run;
    if (workers_add(r->service->workers, &r->job))
        return;
    r->broken = true;
    reply_problem(&r->exchange.reply, 503, NULL, 0, "the server is stopping");
    MHD_resume_connection(r->connection);
}

static void run_answer(struct job *j)
{
    struct request *r = (struct request *)j;
    struct exchange *x = &r->exchange;

    x->route->answer(x);
    if (!x->stream.more)
        exchange_end_loan(x);
    MHD_resume_connection(r->connection);
}

static void run_piece(struct job *j)
{
    struct request *r = (struct request *)j;
    struct exchange *x = &r->exchange;
    dateline_error err;

    buf_clear(&x->reply.body);
    r->sent = 0;
    r->broken = x->stream.more(x, &r->done, &err) != DATELINE_OK;
    MHD_resume_connection(r->connection);
}

/* Hands over what has been made of a stream, or has more made. */
static ssize_t send_piece(void *cls, uint64_t at, char *to, size_t room)
{
    struct request *r = cls;
    struct buf *body = &r->exchange.reply.body;
    size_t n = body->len - r->sent;

    (void)at;
    if (r->broken)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (n) {
        n = n < room ? n : room;
        memcpy(to, body->data + r->sent, n);
        r->sent += n;
        r->bytes += n;
        visitor_takes(r->service->visitors, r->caller->visitor);
        return (ssize_t)n;
    }
    if (r->done)
        return MHD_CONTENT_READER_END_OF_STREAM;
    request_submit(r, run_piece);
    return 0;
}

void request_answer(struct request *r)
{
    request_submit(r, run_answer);
}
