/* A table of names: the values of an enum as users write them. */
#ifndef DATELINE_CORE_NAMES_H
#define DATELINE_CORE_NAMES_H

#include "core/buf.h"
#include "dateline.h"

struct names {
    const char *what;        /* the kind of thing named, for messages: "format" */
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

#endif
