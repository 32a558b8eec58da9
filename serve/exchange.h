/* One request and its reply, without the transport.
 *
 * A route's function fills the reply. A long reply is a stream: the function sets `stream`, and
 * its `more` is called until it has told all, each time after the client has taken what there was.
 * Requests of routes that ask the index run in worker threads, one step of one exchange in one
 * thread at a time. */
#ifndef DATELINE_SERVE_EXCHANGE_H
#define DATELINE_SERVE_EXCHANGE_H

#include "serve/archive.h"
#include "serve/target.h"

enum method { METHOD_GET = 1, METHOD_HEAD = 2, METHOD_POST = 4, METHOD_OTHER = 8 };

enum { REPLY_HEADERS = 8, EXCHANGE_PIECE = 64 << 10 /* bytes of a stream at a time, or more */ };

struct reply_header {
    const char *name;
    char *value; /* owned */
};

struct reply {
    unsigned status;  /* of HTTP */
    const char *type; /* of the body */
    struct buf body;
    struct reply_header headers[REPLY_HEADERS];
    size_t n_headers;
    uint64_t matches; /* for the metrics */
};

struct exchange;

struct stream {
    /* Appends a piece to the body; sets *DONE after the last. NULL: the reply is no stream. */
    dateline_status (*more)(struct exchange *x, bool *done, dateline_error *err);
    void (*end)(struct exchange *x); /* frees STATE */
    void *state;
};

struct exchange {
    const struct site *site;
    const struct route *route;
    enum method method;
    char *raw; /* owned: the target as it came */
    struct target target;
    struct span id;         /* the path after the route's; borrowed from target */
    struct buf upload;      /* the request's body */
    const char *known_tags; /* If-None-Match; NULL: none */
    double arrived;         /* clock_seconds() */
    struct loan loan;
    struct reply reply;
    struct stream stream;
};

void exchange_free(struct exchange *x);

/* Adds a header; VALUE is copied. One too many is left out. */
void reply_header(struct reply *r, const char *name, struct span value);
/* The same, with VALUE as one line that is safe in a header. */
void reply_note(struct reply *r, const char *name, const char *value);

/* Makes the reply an error: a body of application/problem+json (RFC 9457). DETAIL may be about a
 * PARAMETER (NULL: none) and a POSITION in it in bytes, from 1 (0: none). */
void reply_problem(struct reply *r, unsigned status, const char *parameter, unsigned position,
                   const char *detail);
/* Borrows an engine for X, unless it has one; false if the reply is the failure. PARTIAL: one for
 * answers without what other machines do not answer. */
bool exchange_borrow(struct exchange *x, bool partial);
/* The status of HTTP for a failure of the index or the engine, with a header if it is 503. An
 * engine whose database may have been changed by another program, or whose connection may be lost,
 * is not lent again. */
unsigned exchange_failed(struct exchange *x, dateline_status status);
/* Makes the reply this failure, as a problem. Messages about the query are about q. */
void exchange_fail(struct exchange *x, dateline_status status, const dateline_error *err);
/* Gives the engine back, if X has one. */
void exchange_end_loan(struct exchange *x);
/* Gives the reply the tag of the commit and of the request, for the next request. True if the
 * client knows it already: the reply is then 304, without a body. */
bool exchange_unchanged(struct exchange *x);

/* "Bad Request" and so on. */
const char *status_text(unsigned status);

#endif
