/* The total order of results. Used by match.c and the way over lists only. */
#ifndef DATELINE_SEARCHER_MATCH_MATCH_ORDER_H
#define DATELINE_SEARCHER_MATCH_MATCH_ORDER_H

#include "searcher/match/match.h"

/* Sorts HITS into ORDER and reads the days and ids that this needs. Hits that tie in
 * score and day are sorted by id only if a rank from FROM to TO - 1 (from 0) needs it. */
dateline_status match_sort(struct snapshot *s, enum match_order order, struct match_hit *hits,
                           size_t len, uint64_t from, uint64_t to, dateline_error *err);

/* Whether A comes before B, whose score is the same: newest first, then by id. */
dateline_status match_tie_before(struct snapshot *s, const struct match_hit *a,
                                 const struct match_hit *b, bool *out, dateline_error *err);

#endif
