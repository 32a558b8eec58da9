/* A query's tree as libxapian's query over one snapshot. */
#ifndef DATELINE_SEARCHER_PLAN_H
#define DATELINE_SEARCHER_PLAN_H

#include "core/stem.h"
#include "searcher/query.h"
#include "shim/xap.h"
#include "snapshot/snapshot.h"

enum { PLAN_WILDCARD_MAX = 1000 }; /* words that one wildcard may stand for */

/* What plans of one snapshot share. */
struct planner {
    struct snapshot *snapshot;
    struct stemmer *stemmer; /* of the index's language; owned */
};

dateline_status planner_open(struct snapshot *s, struct planner *out, dateline_error *err);
void planner_close(struct planner *p);

/* The articles that match ROOT and, where DAYS is not NULL, lie within it;
 * deleted ones are left out. *OUT is to be freed with xap_query_free, before
 * the snapshot closes. DATELINE_BAD_QUERY for a wildcard of too many words. */
dateline_status plan_query(struct planner *p, const struct query_node *root,
                           const struct query_days *days, xap_query **out, dateline_error *err);

/* The same for a node alone, with deleted articles. */
dateline_status plan_node(struct planner *p, const struct query_node *node, xap_query **out,
                          dateline_error *err);

#endif
