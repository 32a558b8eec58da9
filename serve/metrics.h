/* Counts of the server's work, in the OpenMetrics text format. */
#ifndef DATELINE_SERVE_METRICS_H
#define DATELINE_SERVE_METRICS_H

#include <stdatomic.h>
#include <stdint.h>

#include "serve/archive.h"

enum { METRICS_ROUTES = 24, METRICS_STATUSES = 16, METRICS_BUCKETS = 14 };

/* All zeros is ready for use; threads may share it. */
struct metrics {
    atomic_ullong requests[METRICS_ROUTES][METRICS_STATUSES];
    atomic_ullong buckets[METRICS_BUCKETS + 1]; /* by latency; the last: beyond all */
    atomic_ullong microseconds, matches;
    atomic_uint connections, queries, streams; /* at present */
};

/* Counts a request answered: ROUTE is the number of its route. */
void metrics_count(struct metrics *m, size_t route, unsigned status, double seconds,
                   uint64_t matches);
/* Appends all of it; FACTS are the newest commit's. */
void metrics_write(const struct metrics *m, const struct edition_facts *facts, struct buf *out);

#endif
