/* Takes requests in, and counts and logs those that have ended. */
#include "serve/request.h"

#include <netdb.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "serve/host.h"
#include "serve/log.h"
#include "serve/request_parts.h"
#include "serve/token.h"

enum {
    UPLOAD_FACTOR = 16, /* a body may be so many times as long as a head */
    STREAMS_SHARE = 4,  /* of all queries, one in so many may be a stream */
};

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

static const char *head_value(struct request *r, const char *name)
{
    return MHD_lookup_connection_value(r->connection, MHD_HEADER_KIND, name);
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

static void refuse_length(struct request *r)
{
    r->closing = true;
    reply_problem(&r->exchange.reply, 413, NULL, 0, "the request's body is too long");
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
    refuse_length(r);
    return true;
}

/* How often a head that may stand there once does. */
struct head_counts {
    unsigned lengths, hosts;
};

static enum MHD_Result count_head(void *cls, enum MHD_ValueKind kind, const char *name,
                                  const char *value)
{
    struct head_counts *n = cls;

    (void)kind;
    (void)value;
    n->lengths += !strcasecmp(name, "Content-Length") || !strcasecmp(name, "Transfer-Encoding");
    n->hosts += !strcasecmp(name, "Host");
    return MHD_YES;
}

/* Whether the head gives the body's length or the host twice: a proxy before us may take another
 * one than we do, and then the rest of a body for a request of somebody else's. */
static bool refuse_doubles(struct request *r)
{
    struct head_counts n = {0};

    MHD_get_connection_values(r->connection, MHD_HEADER_KIND, count_head, &n);
    if (n.lengths < 2 && n.hosts < 2)
        return false;
    r->closing = true;
    reply_problem(&r->exchange.reply, 400, NULL, 0,
                  n.hosts < 2 ? "the request gives its length twice"
                              : "the request names two hosts");
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
    return refuse_doubles(r) || refuse_upload(r) ? request_reply(r) : MHD_YES;
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
    if (r->too_long) {
        refuse_length(r);
    } else if (route_begin(&r->exchange, &r->credentials) && admit(r)) {
        r->stage = STAGE_ASKED;
        request_answer(r);
        return MHD_YES;
    }
    return request_reply(r);
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
    return r->stage == STAGE_ASKED ? request_reply(r) : handle_whole(r);
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
