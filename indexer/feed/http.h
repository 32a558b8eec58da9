/* A response of HTTP, as web archives keep it: status, type and body. */
#ifndef DATELINE_INDEXER_FEED_HTTP_H
#define DATELINE_INDEXER_FEED_HTTP_H

#include "indexer/feed/gunzip.h"

struct http {
    int status;
    char type[64], charset[40]; /* in lower case; "" if not known */
    char encoding[24];          /* of the content: "gzip"; "" for none */
    bool chunked;
    struct stream *body; /* its transfer and content encodings undone; NULL: an unknown encoding */
    /* The streams that BODY is made of. */
    struct stream *from, whole, plain;
    uint64_t chunk; /* bytes left of the current one */
    bool over;
    struct inflater inflater;
};

/* Reads the headers of the response in FROM, which belongs to the caller. False if there is none.
 * An encoding that a header names is ignored if the body does not have it, as a crawler undid it.
 */
bool http_open(struct http *h, struct stream *from, struct expansion *e);
void http_close(struct http *h);

#endif
