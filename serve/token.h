/* The token that requests must carry. */
#ifndef DATELINE_SERVE_TOKEN_H
#define DATELINE_SERVE_TOKEN_H

#include "core/buf.h"
#include "core/fail.h"

/* Appends the first line of the file PATH, without blanks around it, to OUT; nothing if PATH is
 * NULL. Fails if the file cannot be read or has no token. */
dateline_status token_read(const char *path, struct buf *out, dateline_error *err);

/* Whether AUTHORIZATION, the header (NULL: none), carries TOKEN: as a bearer token, or as the
 * password of any user. The time taken tells nothing of the token. */
bool token_shown(struct span token, const char *authorization);

#endif
