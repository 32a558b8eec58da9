/* Looks names up in a table, and reports unknown ones. */
#include "core/names.h"

#include "core/fail.h"

static void refuse_name(const struct names *n, struct span name, dateline_error *err)
{
    struct buf known = {0};

    for (size_t i = 0; i < n->len; i++)
        if (n->list[i])
            buf_printf(&known, "%s%s", known.len ? ", " : "", n->list[i]);
    fail(err, DATELINE_BAD_OPTION, "unknown %s '%.*s': there are %s", n->what, (int)name.len,
         name.data, known.data);
    buf_free(&known);
}

int names_find(const struct names *n, struct span name, dateline_error *err)
{
    for (size_t i = 0; i < n->len; i++)
        if (n->list[i] && span_eq(name, span_of(n->list[i])))
            return (int)i;
    if (err)
        refuse_name(n, name, err);
    return -1;
}
