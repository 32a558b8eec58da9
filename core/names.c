/* Looks names up in a table, and reports unknown ones. */
#include "core/names.h"

#include "core/fail.h"

static void refuse_name(const struct names *n, struct span name, dateline_error *err)
{
    struct buf known = {0};

    names_list(n, ", ", &known);
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

void names_list(const struct names *n, const char *last, struct buf *out)
{
    size_t left = 0;

    for (size_t i = 0; i < n->len; i++)
        left += n->list[i] != NULL;
    for (size_t i = 0; i < n->len; i++)
        if (n->list[i]) {
            left--;
            buf_printf(out, "%s%s", n->list[i], left > 1 ? ", " : left ? last : "");
        }
}
