/* Counts by period, of one query or, in a table, of several. */
#ifndef DATELINE_SEARCHER_ENGINE_TIMELINE_H
#define DATELINE_SEARCHER_ENGINE_TIMELINE_H

#include "searcher/engine/period.h"
#include "searcher/match/match.h"
#include "searcher/query/query.h"

enum {
    TIMELINE_MAX_PERIODS = 100000,
    TIMELINE_MAX_CELLS = 1 << 26, /* in a batch */
};

/* The label of the row after all periods. */
#define TIMELINE_UNDATED "undated"

/* Counts of articles by period. */
struct timeline_counts {
    int32_t first;    /* the period of counts[0] */
    size_t len;       /* up to the last period with an article; 0: none */
    uint32_t *counts; /* owned */
    uint64_t undated; /* also articles whose date is not precise enough */
    uint64_t total;
};

uint32_t timeline_at(const struct timeline_counts *c, int32_t period);
/* matches / articles, from 0 to 1; 0 without articles. */
double timeline_share(uint64_t matches, uint64_t articles);
void timeline_counts_free(struct timeline_counts *c);

/* A table with a row for each period and a column for each query. */
struct timeline_column {
    struct span qid; /* owned */
    struct timeline_counts counts;
};
struct timeline {
    enum period_unit unit;
    int32_t first, last; /* rows; 0: none */
    struct timeline_column *columns;
    size_t len, cap, cells;
};

/* Adds a column and takes COUNTS, also on failure. Its rows run from the first to the
 * last match, or between the bounds of DAYS if set. DATELINE_BAD_QUERY above
 * TIMELINE_MAX_PERIODS or TIMELINE_MAX_CELLS. */
dateline_status timeline_add(struct timeline *t, struct span qid, const struct query_days *days,
                             struct timeline_counts *counts, dateline_error *err);
void timeline_free(struct timeline *t);

#endif
