/* A plan as libxapian's query. Part of match_xapian.c. */
#ifndef DATELINE_SEARCHER_PLAN_PLAN_XAPIAN_H
#define DATELINE_SEARCHER_PLAN_PLAN_XAPIAN_H

#include "searcher/plan/plan.h"
#include "snapshot/database.h"

/* A query for the matches of ROOT in S, without deleted documents; free it before S closes. A
 * PLAN_LEAST is searched for its children, within LIMITS: DATELINE_TIMEOUT or
 * DATELINE_INTERRUPTED past them. */
dateline_status plan_to_xapian(struct snapshot *s, const struct plan_node *root,
                               const struct xap_limits *limits, xap_query **out,
                               dateline_error *err);

#endif
