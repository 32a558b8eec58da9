/* Connections and how long each may take.
 *
 * A client must send a whole request within so many seconds after it connected or got the last
 * reply, however many bytes it sends meanwhile, and must take a reply, or the next piece of a long
 * one, within as many. Where there are too many connections, those that have waited longest for a
 * request are closed for new ones. */
#ifndef DATELINE_SERVE_VISITORS_H
#define DATELINE_SERVE_VISITORS_H

#include <stddef.h>

struct visitors;
struct visitor;

/* For at most MOST connections, and SECONDS for each step. */
struct visitors *visitors_open(size_t most, double seconds);
void visitors_close(struct visitors *v); /* after all have left; accepts NULL */

/* All of these may be called from any thread. A visitor begins by waiting. */
struct visitor *visitor_enter(struct visitors *v, int socket);
void visitor_leave(struct visitors *v, struct visitor *who);
void visitor_waits(struct visitors *v, struct visitor *who); /* for the client's request */
void visitor_works(struct visitors *v, struct visitor *who); /* without limit: we do */
void visitor_takes(struct visitors *v, struct visitor *who); /* the reply, or a piece of it */

/* Shuts the connections that took too long. */
void visitors_sweep(struct visitors *v);
/* Ends those that wait for a request, once the requests that have arrived are answered. */
void visitors_dismiss(struct visitors *v);
/* Shuts all. */
void visitors_evict(struct visitors *v);
size_t visitors_present(struct visitors *v);

#endif
