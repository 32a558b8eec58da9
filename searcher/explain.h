/* --explain: a query as it was understood, and how the index will be asked. */
#ifndef DATELINE_SEARCHER_EXPLAIN_H
#define DATELINE_SEARCHER_EXPLAIN_H

#include "searcher/clause.h"
#include "searcher/searcher.h"
#include "snapshot/terms.h"

enum clause_role { CLAUSE_SCORED, CLAUSE_FILTER, CLAUSE_EXCLUDED };

struct explained {
    const struct plan_node *plan; /* of the clause */
    enum clause_role role;
    struct clause_terms terms;
    uint64_t articles; /* that match it, deleted ones left out */
};

struct explanation {
    const struct asked *asked;
    struct query_days days;    /* as in the question */
    struct explained *clauses; /* in the query's order, --since and --until last */
    size_t len, cap;
    struct snapshot_stats stats; /* what weights rest on: deleted documents too */
    uint64_t articles, matches;
    struct buf plan; /* how it is matched, as a line of text */
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
