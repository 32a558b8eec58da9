/* The terms of a clause, and its label. */
#include "searcher/explain/clause.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/query/query_describe.h"
#include "snapshot/terms.h"

struct clause_label clause_label(const struct query_node *n, struct arena *memory)
{
    struct clause_label label = {.kind = n->kind, .at = n->end ? n->start + 1 : 0};
    struct buf text = {0};

    query_describe(n, &text);
    label.text = (struct span){arena_copy(memory, text.data, text.len), text.len};
    buf_free(&text);
    return label;
}

void clause_terms_free(struct clause_terms *c)
{
    free(c->list);
    *c = (struct clause_terms){0};
}

static int by_term(const void *a, const void *b)
{
    return span_cmp(((const struct clause_term *)a)->term, ((const struct clause_term *)b)->term);
}

static void add_clause_term(struct clause_terms *c, const struct plan_node *n)
{
    c->list[c->len++] = (struct clause_term){.term = n->term, .stop = n->stop, .burst = n->burst};
}

dateline_status clause_terms_open(struct snapshot *s, const struct plan_node *n,
                                  struct clause_terms *out, dateline_error *err)
{
    bool ordered = n->kind == PLAN_PHRASE || n->kind == PLAN_NEAR;
    struct clause_terms c = {.dated = n->from->kind == QUERY_DATE && n->kind == PLAN_NOT,
                             .left_out = n->left_out};
    dateline_status status = DATELINE_OK;

    c.list = must_zalloc((n->n_children + 1) * sizeof *c.list);
    if (n->kind == PLAN_TERM)
        add_clause_term(&c, n);
    for (size_t i = 0; i < n->n_children && !c.dated; i++)
        add_clause_term(&c, n->children[i]);
    if (!ordered)
        qsort(c.list, c.len, sizeof *c.list, by_term);
    for (size_t i = 0; i < c.len && status == DATELINE_OK; i++) {
        struct snapshot_term_stats stats;

        status = snapshot_term_stats(s, c.list[i].term, &stats, err);
        if (status == DATELINE_OK)
            c.list[i].documents = stats.documents;
    }
    if (status == DATELINE_OK)
        *out = c;
    else
        clause_terms_free(&c);
    return status;
}
