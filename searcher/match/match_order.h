/* The order of results. Part of match.c. */
#ifndef DATELINE_SEARCHER_MATCH_MATCH_ORDER_H
#define DATELINE_SEARCHER_MATCH_MATCH_ORDER_H

#include "searcher/match/match.h"

/* Brings HITS into ORDER; reads what that needs, the days first. Of hits that
 * tie in score and day only those between FROM and TO (ranks from 0) have to
 * come in the order of their ids. */
dateline_status match_sort(struct snapshot *s, enum match_order order, struct match_hit *hits,
                           size_t len, uint64_t from, uint64_t to, dateline_error *err);

#endif
