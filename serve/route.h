/* The addresses that are served, and what each takes. */
#ifndef DATELINE_SERVE_ROUTE_H
#define DATELINE_SERVE_ROUTE_H

#include "serve/exchange.h"

struct route {
    const char *path;       /* ends with / where an id follows */
    unsigned methods;       /* enum method */
    const char *parameters; /* their names, with blanks between */
    const char *does;       /* a line about it */
    const char *type;       /* the reply's media types, the usual one first, with commas between */
    const char *schema;     /* of the usual reply, in openapi/schemas.json; NULL: a text */
    const char *needs;      /* the parameter that must be given; NULL: none */
    bool finds;             /* 404 where no article has the id */
    bool asks;              /* needs the index: run in a worker thread */
    bool streams;           /* the reply may be a stream */
    bool open;              /* needs no token */
    bool page;              /* the reply is a page, with style and script */
    void (*answer)(struct exchange *x);
};

/* The route of X's path, and its id; NULL if there is none. */
const struct route *route_find(struct exchange *x);
/* R's number; NULL, for an address without a route, has the greatest. */
size_t route_number(const struct route *r);
/* The path of route number N; "none" for the greatest number. */
const char *route_name(size_t n);

/* The Content-Security-Policy of what R (NULL: no route) replies, status 304 included: a browser
 * takes the headers of that for those it has stored. */
const char *route_policy(const struct route *r);

/* The proofs in a request that it may be answered. */
struct credentials {
    bool token;        /* it carries the token, or needs none */
    bool trusted_host; /* it calls the server by a name of its own, or by any where that is allowed
                        */
};

/* Answers X, whose raw target, method and upload are set, up to the point where the index is asked;
 * true if then route->answer is to be called in a worker thread. */
bool route_begin(struct exchange *x, const struct credentials *c);

/* ---- page_search.c, page_article.c, page_files.c, feed.c ---- */

void page_search(struct exchange *x);
void page_article(struct exchange *x);
void page_style(struct exchange *x);
void page_script(struct exchange *x);
void page_feed(struct exchange *x);

/* ---- api_search.c, api_article.c, api_suggest.c, api_batch.c, health.c ---- */

void api_search(struct exchange *x);
void api_timeline(struct exchange *x);
void api_facets(struct exchange *x);
void api_like(struct exchange *x);
void api_why(struct exchange *x);
void api_explain(struct exchange *x);
void api_export(struct exchange *x);
void api_article(struct exchange *x);
void api_suggest(struct exchange *x);
void api_batch(struct exchange *x);
void api_describe(struct exchange *x);
void health_live(struct exchange *x);
void health_ready(struct exchange *x);
void health_metrics(struct exchange *x);

#endif
