/* Documents that at least some of many queries match, as libxapian's query. Part of plan_xapian.c,
 * which makes the queries. */
#ifndef DATELINE_SEARCHER_PLAN_PLAN_XAPIAN_LEAST_H
#define DATELINE_SEARCHER_PLAN_PLAN_XAPIAN_LEAST_H

#include "snapshot/database.h"

/* What the translation of a plan needs. The caller keeps what the pointers point to. */
struct translation {
    struct snapshot *snapshot;       /* its database is open */
    const struct xap_limits *limits; /* of a search that began when STARTED */
    double started;                  /* of clock_seconds() */
};

/* A query for the documents that at least LEAST, 1 or more, of the N QUERIES match; it has no
 * scores that mean anything. On this machine each query is searched for at once: DATELINE_TIMEOUT
 * or DATELINE_INTERRUPTED past the limits. For a remote database operators say the same, and
 * DATELINE_BAD_QUERY that they would be too many. */
dateline_status least_of_queries(const struct translation *t, xap_query *const *queries, size_t n,
                                 uint32_t least, xap_query **out, dateline_error *err);

#endif
