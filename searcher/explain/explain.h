/* --explain: a query as it was understood, and how the index will be asked. */
#ifndef DATELINE_SEARCHER_EXPLAIN_EXPLAIN_H
#define DATELINE_SEARCHER_EXPLAIN_EXPLAIN_H

#include "searcher/explain/clause.h"
#include "searcher/match/searcher.h"

enum clause_role { CLAUSE_SCORED, CLAUSE_FILTER, CLAUSE_EXCLUDED };

struct explained {
    struct clause_label label;
    enum clause_role role;
    uint64_t articles; /* that match it, deleted ones left out */
    struct clause_terms terms;
    double factor;                   /* of word^2, on the terms' weights; 1: none */
    bool weighed;                    /* the terms' weights are known */
    bool numbered;                   /* dates are looked up as ... */
    const struct plan_range *ranges; /* ... documents; the plan's */
    size_t n_ranges;
};

struct explanation {
    struct span query;         /* as it was understood */
    struct explained *clauses; /* in the query's order, --since and --until last */
    size_t len, cap;
    uint32_t documents; /* what weights rest on: deleted ones too */
    double average_length;
    uint64_t articles, matches;
    struct buf plan; /* how it is matched, as a line of text */
    struct recency recent;
    struct arena memory;
};

/* ASKED is Q's, and lent as long as *OUT is used; *OUT stays where it is, and is to be
 * freed even after a failure. */
dateline_status explain_open(struct searcher *s, const struct question *q,
                             const struct asked *asked, struct explanation *out,
                             dateline_error *err);
void explain_free(struct explanation *e);

/* "scored", "filter", "excluded" */
const char *clause_role_name(enum clause_role r);
/* "word", "phrase", ... */
const char *clause_kind_name(enum query_kind k);

#endif
