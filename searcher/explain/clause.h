/* Clauses, the leaves of a query's tree, as nodes of a plan. */
#ifndef DATELINE_SEARCHER_EXPLAIN_CLAUSE_H
#define DATELINE_SEARCHER_EXPLAIN_CLAUSE_H

#include "searcher/plan/plan.h"

/* Whether N was planned for a leaf; else it joins others. */
static inline bool clause_is(const struct plan_node *n)
{
    return n->from && n->from->kind < QUERY_AND;
}

/* Whether clause N filters, and never scores. */
static inline bool clause_filters(const struct plan_node *n)
{
    return n->from->kind == QUERY_DATE || n->from->kind == QUERY_FILTER;
}

/* Whether a clause of KIND stands for words of the index that count as one. */
static inline bool clause_expands(enum query_kind kind)
{
    return kind == QUERY_WILDCARD || kind == QUERY_FUZZY || kind == QUERY_NAME;
}

/* A clause, or a node that joins some, for whoever asked. */
struct clause_label {
    struct span text; /* as query_describe writes it */
    enum query_kind kind;
    uint32_t at; /* where it begins in the query, in bytes from 1; 0: it is not written there */
};

/* N's label; its text is MEMORY's. */
struct clause_label clause_label(const struct query_node *n, struct arena *memory);

struct clause_term {
    struct span term;   /* the plan's */
    uint32_t documents; /* that have it, deleted ones too */
    double stop, burst; /* the factors on its weight, as the plan has them */
    double weight;      /* what it adds to a score at most; 0 where it is not known */
};

/* The terms of the index that a clause stands for, unless it stands for ranges of documents. */
struct clause_terms {
    struct clause_term *list; /* of words side by side in their order, else bytewise */
    size_t len;
    uint32_t left_out; /* further spellings, which it does not stand for */
    bool dated;        /* every dated article: no terms needed */
};

/* *OUT is to be freed. */
dateline_status clause_terms_open(struct snapshot *s, const struct plan_node *n,
                                  struct clause_terms *out, dateline_error *err);
void clause_terms_free(struct clause_terms *c);

#endif
