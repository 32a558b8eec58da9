/* Documents that may be among the best, with their scores so far: found in the lists of the
 * terms that matter most, then sifted by filter, by the other terms and by what those can
 * still add. Working on many at a time keeps each list's data at hand: measured in
 * prototypes 40 % faster than one document after the other for four words and more. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_CANDIDATES_H
#define DATELINE_SEARCHER_MATCH_LIST_CANDIDATES_H

#include "searcher/match/list_filter.h"
#include "searcher/match/list_node.h"

/* Appends the documents of the block that N's cursor has decoded, from index AT up to the
 * document LAST, to which N may add LEAST or more. At most PACKING_BLOCK. */
void list_candidates_take(struct list_pass *p, struct list_node *n, uint32_t at, uint32_t last,
                          double least, struct list_candidates *c);
/* The same whatever N adds, without scores; LAST is below POSTING_END. */
void list_candidates_take_all(const struct list_node *n, uint32_t at, uint32_t last,
                              struct list_candidates *c);
/* Adds the part of N, in whose decoded block all candidates are. */
void list_candidates_add(struct list_pass *p, struct list_node *n, struct list_candidates *c);
/* Drops documents that do not pass. */
void list_candidates_filter(struct list_pass *p, struct list_filter *f, struct list_candidates *c);
/* Adds the part of term N; drops documents that stay below LEAST, and, if N is REQUIRED, those
 * without it. */
void list_candidates_probe(struct list_pass *p, struct list_node *n, double least, bool required,
                           struct list_candidates *c);
/* Drops documents without term N, and leaves scores alone. */
void list_candidates_require(struct list_pass *p, struct list_node *n, struct list_candidates *c);

#endif
