/* The name by which a client has called the server.
 *
 * A web page elsewhere can give its own name this machine's address and then read what is served
 * there. Its requests carry that name as Host; those of this machine's people carry an address or
 * localhost. */
#ifndef DATELINE_SERVE_HOST_H
#define DATELINE_SERVE_HOST_H

#include <stdbool.h>

/* Whether HOST, the header (NULL: none), is an address, localhost, or ALLOWED (NULL: none), with a
 * port or without. */
bool host_trusted(const char *host, const char *allowed);

#endif
