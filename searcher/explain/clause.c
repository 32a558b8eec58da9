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

static size_t count_clause_terms(const struct plan_node *n)
{
    size_t terms = n->kind == PLAN_TERM;

    for (size_t i = 0; i < n->n_children; i++)
        terms += count_clause_terms(n->children[i]);
    return terms;
}

/* Adds the terms of N and below it. */
static void add_clause_terms(struct clause_terms *c, const struct plan_node *n)
{
    if (n->kind == PLAN_TERM)
        add_clause_term(c, n);
    for (size_t i = 0; i < n->n_children; i++)
        add_clause_terms(c, n->children[i]);
}

/* Keeps one of equal terms, which the forms of a name share. C is sorted. */
static void drop_repeated_terms(struct clause_terms *c)
{
    size_t kept = 0;

    for (size_t i = 0; i < c->len; i++)
        if (!kept || !span_eq(c->list[kept - 1].term, c->list[i].term))
            c->list[kept++] = c->list[i];
    c->len = kept;
}

dateline_status clause_terms_open(struct snapshot *s, const struct plan_node *n,
                                  struct clause_terms *out, dateline_error *err)
{
    bool name = n->from->kind == QUERY_NAME;
    bool ordered = !name && (n->kind == PLAN_PHRASE || n->kind == PLAN_NEAR);
    struct clause_terms c = {.dated = n->from->kind == QUERY_DATE && n->kind == PLAN_NOT,
                             .left_out = n->left_out};
    dateline_status status = DATELINE_OK;

    c.list = must_zalloc((count_clause_terms(n) + 1) * sizeof *c.list);
    if (!c.dated)
        add_clause_terms(&c, n);
    if (!ordered)
        qsort(c.list, c.len, sizeof *c.list, by_term);
    if (name)
        drop_repeated_terms(&c);
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
