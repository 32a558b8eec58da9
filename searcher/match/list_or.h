/* The best documents that have any, or so many, of several terms: MaxScore by ranges.
 *
 * With a threshold T, the terms whose greatest parts together stay below T cannot bring in a
 * document by themselves (Turtle and Flood, "Query evaluation: strategies and
 * optimizations", 1995). The others are essential. A window reaches to the nearest end of an
 * essential term's block; if the bounds of all blocks in it add up to less than T, it is
 * skipped without unpacking anything. Else the essential terms of the window give
 * candidates, and the others are looked up for these, the strongest first, until the rest
 * cannot lift a candidate over T. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_OR_H
#define DATELINE_SEARCHER_MATCH_LIST_OR_H

#include "searcher/match/list_candidates.h"
#include "searcher/match/list_top.h"

/* Offers TOP the documents that pass FILTER and have LEAST or more of the N TERMS, each of
 * which scores, or is not in the segment at all. */
void list_or(struct list_pass *p, struct list_node *const *terms, size_t n, uint32_t least,
             struct list_filter *filter, struct list_top *top);

#endif
