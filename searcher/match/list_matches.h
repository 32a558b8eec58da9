/* All matches of a tree in a segment, without scores: counted, listed, counted by interval. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_MATCHES_H
#define DATELINE_SEARCHER_MATCH_LIST_MATCHES_H

#include "searcher/match/list_fill.h"
#include "searcher/match/match.h"

uint64_t list_count(struct list_pass *p, struct list_node *root);
bool list_any(struct list_pass *p, struct list_node *root);
/* Fills the zeroed *OUT with the first MOST matches, 0: all. */
void list_numbers(struct list_pass *p, struct list_node *root, uint32_t most,
                  struct match_listed *out);
/* Adds the matches of each interval to the count of its slot. */
void list_tally(struct list_pass *p, struct list_node *root, const struct match_intervals *by,
                uint64_t *counts);

#endif
