/* Matches counted by the period they are dated in. */
#ifndef DATELINE_SEARCHER_ENGINE_TIMELINE_H
#define DATELINE_SEARCHER_ENGINE_TIMELINE_H

#include "searcher/engine/period.h"
#include "searcher/match/match.h"
#include "searcher/query/query.h"

enum {
    TIMELINE_MAX_PERIODS = 100000,
    TIMELINE_MAX_CELLS = 1 << 26, /* that the timelines of a batch may have together */
};

/* The label of the row after all periods. */
#define TIMELINE_UNDATED "undated"

/* Articles by period. */
struct timeline_counts {
    int32_t first;    /* the period that counts[0] is of */
    size_t len;       /* up to the last period with an article; 0: there is none */
    uint32_t *counts; /* owned */
    uint64_t undated; /* undated ones, and those dated less precisely than to a period */
    uint64_t total;
};

/* Counts all that the snapshot has. */
dateline_status timeline_articles(struct snapshot *s, enum period_unit unit,
                                  struct timeline_counts *out, dateline_error *err);
/* Counts those LISTED, by the periods of the ALL that timeline_articles() counted. */
dateline_status timeline_count(struct snapshot *s, enum period_unit unit,
                               const struct timeline_counts *all,
                               const struct match_listing *listed, struct timeline_counts *out,
                               dateline_error *err);
/* Those of PERIOD. */
uint32_t timeline_at(const struct timeline_counts *c, int32_t period);
/* The share of a period's ARTICLES that match; 0 where there are none. */
double timeline_share(uint64_t matches, uint64_t articles);
void timeline_counts_free(struct timeline_counts *c);

/* A table: a row for each period, a column for each query. */
struct timeline_column {
    struct span qid; /* owned */
    struct timeline_counts counts;
};
struct timeline {
    enum period_unit unit;
    int32_t first, last; /* its rows; 0: none */
    struct timeline_column *columns;
    size_t len, cap, cells;
};

/* Adds a column, which takes COUNTS over. Rows reach from the first match to
 * the last, or from and to what DAYS says of either. DATELINE_BAD_QUERY where that
 * are more than TIMELINE_MAX_PERIODS. */
dateline_status timeline_add(struct timeline *t, struct span qid, const struct query_days *days,
                             struct timeline_counts *counts, dateline_error *err);
void timeline_free(struct timeline *t);

#endif
