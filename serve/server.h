/* HTTP: connections in, requests to their routes, replies out.
 *
 * libmicrohttpd reads and writes in a few threads of its own. A request that asks the index is
 * suspended there, answered by a worker thread, and resumed, so that slow queries hold up no other
 * client. */
#ifndef DATELINE_SERVE_SERVER_H
#define DATELINE_SERVE_SERVER_H

#include "serve/site.h"

struct server;

/* Serves SITE at the listening SOCKET, which it owns, also if it fails. */
dateline_status server_start(struct site *site, int socket, struct server **out,
                             dateline_error *err);
/* To be called a few times a second: closes connections that take too long. */
void server_tick(struct server *s);
/* Accepts no more connections, answers what has been asked, for at most SECONDS, and ends. */
void server_stop(struct server *s, double seconds);

#endif
