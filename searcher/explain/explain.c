/* A query as it was understood, and what the index has of it. */
#include "searcher/explain/explain.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "searcher/plan/bm25.h"
#include "snapshot/terms.h"

const char *clause_role_name(enum clause_role r)
{
    static const char *const names[] = {
        [CLAUSE_SCORED] = "scored", [CLAUSE_FILTER] = "filter", [CLAUSE_EXCLUDED] = "excluded"};

    return names[r];
}

const char *clause_kind_name(enum query_kind k)
{
    static const char *const names[] = {
        [QUERY_NOTHING] = "nothing", [QUERY_ALL] = "all",
        [QUERY_WORD] = "word",       [QUERY_PHRASE] = "phrase",
        [QUERY_NEAR] = "near",       [QUERY_ADJ] = "adj",
        [QUERY_FUZZY] = "fuzzy",     [QUERY_NAME] = "name",
        [QUERY_DATE] = "date",       [QUERY_WILDCARD] = "wildcard",
        [QUERY_FILTER] = "filter",   [QUERY_AND] = "and",
        [QUERY_OR] = "or",           [QUERY_XOR] = "xor",
        [QUERY_MAYBE] = "maybe",     [QUERY_NOT] = "not",
    };

    return names[k];
}

static void weigh_terms(struct explained *x, enum ranking ranking, uint32_t documents)
{
    x->weighed = x->role == CLAUSE_SCORED && !clause_expands(x->label.kind);
    for (size_t i = 0; x->weighed && i < x->terms.len; i++) {
        struct clause_term *t = &x->terms.list[i];

        t->weight = x->factor * t->stop * t->burst *
                    bm25_weight(ranking_settings(ranking), t->documents, documents);
    }
}

static dateline_status explain_clause(struct searcher *s, const struct question *q,
                                      const struct plan_node *n, bool excluded,
                                      struct explanation *e, dateline_error *err)
{
    struct explained x = {.label = clause_label(n->from, &e->memory),
                          .role = excluded            ? CLAUSE_EXCLUDED
                                  : clause_filters(n) ? CLAUSE_FILTER
                                                      : CLAUSE_SCORED,
                          .factor = query_factor(n->from),
                          .numbered = n->kind == PLAN_RANGES,
                          .ranges = n->ranges,
                          .n_ranges = n->n_ranges};
    dateline_status status = match_count(s->matcher, n, &q->limits, &x.articles, err);

    if (status == DATELINE_OK)
        status = clause_terms_open(s->snapshot, n, &x.terms, err);
    if (status != DATELINE_OK)
        return status;
    weigh_terms(&x, q->ranking, e->documents);
    GROW(e->clauses, e->len, e->cap);
    e->clauses[e->len++] = x;
    return DATELINE_OK;
}

static dateline_status explain_clauses(struct searcher *s, const struct question *q,
                                       const struct plan_node *n, bool excluded,
                                       struct explanation *e, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    if (clause_is(n))
        return explain_clause(s, q, n, excluded, e, err);
    for (size_t i = 0; i < n->n_children && status == DATELINE_OK; i++)
        status =
            explain_clauses(s, q, n->children[i], excluded || (n->kind == PLAN_NOT && i), e, err);
    return status;
}

dateline_status explain_open(struct searcher *s, const struct question *q,
                             const struct asked *asked, struct explanation *out,
                             dateline_error *err)
{
    const struct plan_node *root = asked->plan.root;
    struct snapshot_stats stats;
    dateline_status status = snapshot_stats(s->snapshot, &stats, err);

    *out = (struct explanation){.articles = snapshot_live(s->snapshot), .recent = q->recent};
    out->query = clause_label(asked->tree.root, &out->memory).text;
    if (status != DATELINE_OK)
        return status;
    out->documents = stats.documents;
    out->average_length = stats.average_length;
    status = match_count(s->matcher, root, &q->limits, &out->matches, err);
    if (status == DATELINE_OK)
        status = explain_clauses(s, q, root, false, out, err);
    return status == DATELINE_OK ? match_describe(s->matcher, root, &out->plan, err) : status;
}

void explain_free(struct explanation *e)
{
    for (size_t i = 0; i < e->len; i++)
        clause_terms_free(&e->clauses[i].terms);
    free(e->clauses);
    buf_free(&e->plan);
    arena_free(&e->memory);
    *e = (struct explanation){0};
}
