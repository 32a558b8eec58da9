/* The best documents that have all of several terms, in their places where phrases ask for
 * it, scored by optional terms too.
 *
 * The rarest term leads. A window reaches to the nearest end of a block of the lead or of a
 * term about as rare. If the bounds of all blocks in it do not add up to the threshold it is
 * skipped; else the lead's documents in it are candidates, the other terms are looked up for
 * these, the rarest first, and positions are compared last, for what may still enter. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_AND_H
#define DATELINE_SEARCHER_MATCH_LIST_AND_H

#include "searcher/match/list_candidates.h"
#include "searcher/match/list_shape.h"
#include "searcher/match/list_top.h"

/* Offers TOP the documents that pass FILTER and that SHAPE, which is LIST_SHAPE_AND, matches. */
void list_and(struct list_pass *p, const struct list_shape *shape, struct list_filter *filter,
              struct list_top *top);

#endif
