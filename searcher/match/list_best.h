/* The best matches of a plan over all segments. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_BEST_H
#define DATELINE_SEARCHER_MATCH_LIST_BEST_H

#include "searcher/match/list_plan.h"
#include "searcher/match/list_top.h"

/* Offers TOP the matches of S, which is scored. Segments share the threshold: what one of
 * them gives, the others must beat. */
dateline_status list_best(struct list_plan *s, struct list_top *top, dateline_error *err);

#endif
