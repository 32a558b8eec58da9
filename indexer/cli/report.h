/* Reports a run on standard error: a few troubles of each kind as they occur, and one line of
 * totals at the end. */
#ifndef DATELINE_INDEXER_CLI_REPORT_H
#define DATELINE_INDEXER_CLI_REPORT_H

#include "indexer/feed/feed.h"
#include "indexer/index/index.h"

enum { REPORT_EXAMPLES = 5 };

struct report {
    uint64_t told[6]; /* by enum feed_trouble; then ids added twice, and ids of other folders */
    bool removes;     /* tell the number of deleted articles too */
    bool verbose;     /* report every trouble as it occurs */
    double started;   /* seconds of the monotonic clock */
};

void report_start(struct report *r, bool verbose);
/* A feed_tell; CTX is a struct report. */
void report_trouble(void *ctx, enum feed_trouble kind, const char *message);
/* For struct index_options, both; CTX is a struct report. */
void report_again(void *ctx, struct span id, const struct place *first, const struct place *last);
void report_taken(void *ctx, struct span id, const struct place *at);
/* Reports how many troubles were not shown, and the totals. */
void report_end(const struct report *r, const struct feed_counts *feed,
                const struct index_counts *index, bool dry_run);

#endif
