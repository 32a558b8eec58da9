/* A request between libmicrohttpd, which reads and writes, and its route. */
#ifndef DATELINE_SERVE_REQUEST_H
#define DATELINE_SERVE_REQUEST_H

#include <microhttpd.h>

#include "serve/site.h"
#include "serve/visitors.h"
#include "serve/workers.h"

/* All callbacks get it. */
struct service {
    struct site *site;
    struct workers *workers;
    struct visitors *visitors;
};

/* A connection, as libmicrohttpd keeps it for us with its socket. */
struct caller {
    struct visitor *visitor;
    struct request *fresh; /* has no head yet: libmicrohttpd forgets it if none comes */
};

void caller_enters(struct service *s, struct MHD_Connection *connection, struct caller **out);
void caller_leaves(struct service *s, struct caller *c);

/* The callbacks of a daemon; CLS is the service. */
void *request_new(void *cls, const char *target, struct MHD_Connection *connection);
enum MHD_Result request_handle(void *cls, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *upload,
                               size_t *upload_size, void **request);
void request_ended(void *cls, struct MHD_Connection *connection, void **request,
                   enum MHD_RequestTerminationCode how);

#endif
