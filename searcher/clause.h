/* What a clause of a query, a leaf of its tree, stands for in an index. */
#ifndef DATELINE_SEARCHER_CLAUSE_H
#define DATELINE_SEARCHER_CLAUSE_H

#include "searcher/plan_parts.h"

struct clause_term {
    size_t start, len;  /* bytes of struct clause's text */
    uint32_t documents; /* that have it, deleted ones too */
};

/* All zeros is empty. */
struct clause {
    struct clause_term *terms; /* of phrases in their order, else bytewise */
    size_t len, cap;
    bool dated;                /* a range that holds every dated article: no terms needed */
    struct plan_ranges ranges; /* of a range that is looked up in columns, likewise */
    struct buf text;
};

/* NODE is a leaf: of a kind before QUERY_AND. *OUT is to be freed. */
dateline_status clause_open(struct planner *p, const struct query_node *node, struct clause *out,
                            dateline_error *err);
void clause_free(struct clause *c);
struct span clause_term(const struct clause *c, size_t i);

/* The node that --since and --until are. */
struct query_node clause_of_days(const struct query_days *days);

/* Whether a node joins others, and is no clause itself. */
static inline bool clause_joins(const struct query_node *n)
{
    return n->kind >= QUERY_AND;
}

/* Filters never score. */
static inline bool clause_filters(const struct query_node *n)
{
    return n->kind == QUERY_DATE || n->kind == QUERY_FILTER;
}

#endif
