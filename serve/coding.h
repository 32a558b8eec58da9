/* Compressed replies. */
#ifndef DATELINE_SERVE_CODING_H
#define DATELINE_SERVE_CODING_H

#include "core/buf.h"

enum coding { CODING_NONE, CODING_GZIP, CODING_ZSTD };

enum { CODING_LEAST = 1 << 10 }; /* shorter replies are sent as they are */

/* The coding to use for a client that sends ACCEPT as Accept-Encoding (NULL: nothing). */
enum coding coding_choose(const char *accept);
/* Its name in Content-Encoding. */
const char *coding_name(enum coding c);
/* Replaces BODY with its coded form; false, BODY unchanged, if it cannot be made. */
bool coding_apply(enum coding c, struct buf *body);

#endif
