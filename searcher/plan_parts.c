#include "searcher/plan_parts.h"

#include <stdlib.h>

#include "core/alloc.h"

void plan_parts_add(struct plan_parts *p, xap_query *q)
{
    GROW(p->list, p->len, p->cap);
    p->list[p->len++] = q;
}

/* Joins the parts, none of which remains; nothing joined matches nothing. */
dateline_status plan_parts_join(struct plan_parts *p, enum xap_op op, uint32_t param,
                                xap_query **out, dateline_error *err)
{
    xap_query *q = p->len ? xap_query_join(op, p->list, p->len, param, err) : xap_query_nothing();

    for (size_t i = 0; i < p->len; i++)
        xap_query_free(p->list[i]);
    free(p->list);
    *p = (struct plan_parts){0};
    if (!q)
        return DATELINE_BAD_QUERY;
    *out = q;
    return DATELINE_OK;
}

void plan_parts_drop(struct plan_parts *p)
{
    xap_query *none = NULL;

    if (plan_parts_join(p, XAP_OR, 0, &none, NULL) == DATELINE_OK)
        xap_query_free(none);
}
