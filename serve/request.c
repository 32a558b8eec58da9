/* Takes a request in, hands it to its route, and sends the reply. */
#include "serve/request.h"

#include <netdb.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "serve/coding.h"
#include "serve/host.h"
#include "serve/log.h"
#include "serve/route.h"
#include "serve/token.h"

enum {
    UPLOAD_FACTOR = 16, /* a body may be so many times as long as a head */
    STREAMS_SHARE = 4,  /* of all queries, one in so many may be a stream */
};

enum stage { STAGE_HEAD, STAGE_BODY, STAGE_ASKED, STAGE_SENT };

struct request {
    struct job job; /* first: a worker gets it */
    struct service *service;
    struct MHD_Connection *connection;
    struct caller *caller;
    struct exchange exchange;
    enum stage stage;
    enum coding coding;
    struct credentials credentials;
    bool counted;      /* in the queries at present */
    bool long_reply;   /* and in the streams */
    bool too_long;     /* the upload */
    bool closing;      /* the connection ends with this reply */
    bool done, broken; /* the stream has no more, or failed */
    size_t sent;       /* of the body, where it is a stream */
    uint64_t bytes;    /* sent in all */
    char method[16];
};

static const char *head_value(struct request *r, const char *name)
{
    return MHD_lookup_connection_value(r->connection, MHD_HEADER_KIND, name);
}

/* ---- Replies ----------------------------------------------------------------------- */

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

static enum MHD_Result send_reply(struct request *r)
{
    bool streamed = r->exchange.stream.more != NULL;
    struct MHD_Response *response =
        streamed ? MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, EXCHANGE_PIECE, send_piece,
                                                     r, NULL)
                 : whole_response(r);
    enum MHD_Result result;

    r->stage = STAGE_SENT;
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

static void make_piece(struct request *r)
{
    struct exchange *x = &r->exchange;
    dateline_error err;

    buf_clear(&x->reply.body);
    r->sent = 0;
    r->broken = x->stream.more(x, &r->done, &err) != DATELINE_OK;
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

    make_piece(r);
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

/* ---- Callers --------------------------------------------------------------------------- */

void caller_enters(struct service *s, struct MHD_Connection *connection, struct caller **out)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct caller *c = must_zalloc(sizeof *c);

    c->visitor = visitor_enter(s->visitors, info->connect_fd);
    atomic_fetch_add(&s->site->metrics->connections, 1);
    *out = c;
}

static void request_free(struct request *r)
{
    if (!r)
        return;
    exchange_free(&r->exchange);
    free(r);
}

void caller_leaves(struct service *s, struct caller *c)
{
    request_free(c->fresh);
    visitor_leave(s->visitors, c->visitor);
    atomic_fetch_sub(&s->site->metrics->connections, 1);
    free(c);
}

/* ---- Requests -------------------------------------------------------------------------- */

void *request_new(void *cls, const char *target, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    struct service *s = cls;
    struct request *r = must_zalloc(sizeof *r);

    r->service = s;
    r->connection = connection;
    r->caller = info->socket_context;
    r->exchange.site = s->site;
    r->exchange.raw = must_dup(target, strlen(target));
    r->exchange.arrived = clock_seconds();
    request_free(r->caller->fresh);
    r->caller->fresh = r;
    return r;
}

static enum method method_of(const char *name)
{
    static const struct {
        const char *name;
        enum method method;
    } known[] = {{"GET", METHOD_GET}, {"HEAD", METHOD_HEAD}, {"POST", METHOD_POST}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(name, known[i].name))
            return known[i].method;
    return METHOD_OTHER;
}

static uint64_t upload_max(const struct request *r)
{
    return r->service->site->options->max_request * UPLOAD_FACTOR;
}

/* Whether the head announces a body that will not be read. */
static bool refuse_upload(struct request *r)
{
    const char *length = head_value(r, "Content-Length");
    bool chunked = head_value(r, "Transfer-Encoding") != NULL;
    uint64_t announced = length ? strtoull(length, NULL, 10) : 0;

    if (r->exchange.method == METHOD_POST && announced <= upload_max(r))
        return false;
    if (!announced && !chunked)
        return false;
    r->closing = true;
    reply_problem(&r->exchange.reply, 413, NULL, 0, "the request's body is too long");
    return true;
}

static struct credentials credentials_of(struct request *r)
{
    const struct site *site = r->service->site;
    bool any_host = !site->local || site->token.len;

    return (struct credentials){
        token_shown(site->token, head_value(r, "Authorization")),
        any_host || host_trusted(head_value(r, "Host"), site->options->host),
    };
}

static enum MHD_Result handle_head(struct request *r, const char *method)
{
    r->stage = STAGE_BODY;
    r->caller->fresh = NULL;
    strncat(r->method, method, sizeof r->method - 1);
    r->exchange.method = method_of(method);
    r->exchange.known_tags = head_value(r, "If-None-Match");
    r->coding = coding_choose(head_value(r, "Accept-Encoding"));
    r->credentials = credentials_of(r);
    return refuse_upload(r) ? send_reply(r) : MHD_YES;
}

static void take_upload(struct request *r, const char *data, size_t size)
{
    struct buf *upload = &r->exchange.upload;

    r->too_long |= upload->len + size > upload_max(r);
    if (!r->too_long)
        buf_add(upload, data, size);
}

/* Counts the request among the queries at present; false, with the reply, if there are too many. */
static bool admit(struct request *r)
{
    struct metrics *m = r->service->site->metrics;
    unsigned most = r->service->site->options->max_queries;
    unsigned streams = most / STREAMS_SHARE ? most / STREAMS_SHARE : 1;

    r->counted = true;
    r->long_reply = r->exchange.route->streams;
    if (atomic_fetch_add(&m->queries, 1) < most) {
        if (!r->long_reply || atomic_fetch_add(&m->streams, 1) < streams)
            return true;
    } else {
        r->long_reply = false;
    }
    reply_problem(&r->exchange.reply, 429, NULL, 0, "too many queries at this moment");
    reply_header(&r->exchange.reply, "Retry-After", span_of("1"));
    return false;
}

static enum MHD_Result handle_whole(struct request *r)
{
    struct exchange *x = &r->exchange;

    if (r->too_long) {
        r->closing = true;
        reply_problem(&x->reply, 413, NULL, 0, "the request's body is too long");
    } else if (route_begin(x, &r->credentials) && admit(r)) {
        r->stage = STAGE_ASKED;
        request_submit(r, run_answer);
        return MHD_YES;
    }
    return send_reply(r);
}

enum MHD_Result request_handle(void *cls, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *upload,
                               size_t *upload_size, void **request)
{
    struct request *r = *request;

    (void)cls;
    (void)connection;
    (void)url;
    (void)version;
    if (r->stage == STAGE_HEAD)
        return handle_head(r, method);
    if (*upload_size) {
        take_upload(r, upload, *upload_size);
        *upload_size = 0;
        return MHD_YES;
    }
    return r->stage == STAGE_ASKED ? send_reply(r) : handle_whole(r);
}

/* ---- The end ------------------------------------------------------------------------------ */

static void log_ended(struct request *r, double seconds)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char client[NI_MAXHOST] = "-";

    if (info && info->client_addr)
        getnameinfo(info->client_addr,
                    info->client_addr->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                                             : sizeof(struct sockaddr_in),
                    client, sizeof client, NULL, 0, NI_NUMERICHOST);
    log_request(&(struct log_entry){&r->exchange, client, r->method, r->bytes, seconds});
}

void request_ended(void *cls, struct MHD_Connection *connection, void **request,
                   enum MHD_RequestTerminationCode how)
{
    struct service *s = cls;
    struct request *r = *request;
    struct metrics *m = s->site->metrics;
    double seconds;

    (void)connection;
    (void)how;
    if (!r)
        return;
    seconds = clock_seconds() - r->exchange.arrived;
    if (r->counted)
        atomic_fetch_sub(&m->queries, 1);
    if (r->long_reply)
        atomic_fetch_sub(&m->streams, 1);
    if (r->stage != STAGE_HEAD) {
        metrics_count(m, route_number(r->exchange.route), r->exchange.reply.status, seconds,
                      r->exchange.reply.matches);
        log_ended(r, seconds);
        visitor_waits(s->visitors, r->caller->visitor);
    } else {
        r->caller->fresh = NULL;
    }
    request_free(r);
    *request = NULL;
}
