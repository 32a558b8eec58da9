/* The inside of a request. request.c takes requests in; request_reply.c answers them. */
#ifndef DATELINE_SERVE_REQUEST_PARTS_H
#define DATELINE_SERVE_REQUEST_PARTS_H

#include "serve/coding.h"
#include "serve/request.h"
#include "serve/route.h"

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

/* Has the request's route answer it, in a worker thread; libmicrohttpd calls request_handle() again
 * when the answer is there. */
void request_answer(struct request *r);
/* Queues the reply: what the exchange has, or its stream. */
enum MHD_Result request_reply(struct request *r);

#endif
