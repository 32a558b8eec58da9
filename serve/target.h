/* The target of a request: its path and its parameters, decoded.
 *
 *     /api/articles/agency%2F0001.txt?q=harbour+strike&limit=3
 *
 * Everything comes from a client: bytes that are no UTF-8, zero bytes, digits that are not
 * hexadecimal and parameters given twice are refused. */
#ifndef DATELINE_SERVE_TARGET_H
#define DATELINE_SERVE_TARGET_H

#include "core/buf.h"
#include "core/fail.h"

enum { TARGET_PARAMETERS = 32 };

struct parameter {
    const char *name, *value; /* decoded, terminated */
};

/* All zeros is empty. */
struct target {
    char *text; /* owned: the decoded texts, each terminated */
    const char *path;
    struct parameter parameters[TARGET_PARAMETERS];
    size_t n;
};

/* Decodes RAW, the target as it came. DATELINE_BAD_QUERY, with a message that gives positions in
 * bytes from 1, if it cannot be read. The caller frees *OUT, also after a failure. */
dateline_status target_read(const char *raw, struct target *out, dateline_error *err);
void target_free(struct target *t);

/* The value of the parameter NAME; NULL if it is not given. */
const char *target_value(const struct target *t, const char *name);

/* Appends TEXT encoded as the value of a parameter or a part of a path. */
void target_encode(struct buf *out, struct span text);

#endif
