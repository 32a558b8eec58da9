/* A table of names: the values of an enum as users write them. */
#ifndef DATELINE_CORE_NAMES_H
#define DATELINE_CORE_NAMES_H

#include "core/buf.h"
#include "dateline.h"

struct names {
    const char *what;        /* in messages: "format"; NULL: the option that takes it */
    const char *const *list; /* NULL for a value without a name */
    size_t len;
};

#define NAMES(what, list)                         \
    {                                             \
        what, list, sizeof(list) / sizeof *(list) \
    }

/* The value called NAME. Otherwise -1 and, in *ERR as DATELINE_BAD_OPTION, "unknown format 'x':
 * there are a, b, c". ERR may be NULL. */
int names_find(const struct names *n, struct span name, dateline_error *err);
/* Appends all names with ", " between them but LAST (" or ") before the last one. */
void names_list(const struct names *n, const char *last, struct buf *out);

#endif
