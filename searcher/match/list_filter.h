/* The documents that may be among the best: those that a tree matches and that are not
 * deleted, by windows of bits. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_FILTER_H
#define DATELINE_SEARCHER_MATCH_LIST_FILTER_H

#include "searcher/match/list_fill.h"

struct list_filter {
    struct list_node *tree; /* NULL: all that are not deleted */
    uint32_t window;        /* the first document of BITS' window; POSTING_END: none */
    bool whole;             /* every document passes */
    uint64_t bits[PASS_WORDS];
};

void list_filter_begin(struct list_filter *f, const struct list_pass *p, struct list_node *tree);
/* Whether DOCUMENT passes. Windows may only go forward. */
bool list_filter_passes(struct list_pass *p, struct list_filter *f, uint32_t document);
/* No document from FROM up to, but not including, the one returned passes. */
uint32_t list_filter_next(struct list_filter *f, uint32_t from);
/* A document up to END, not before FROM, after which nothing passes for a while; END if no such
 * gap is known: windows end there. */
uint32_t list_filter_until(const struct list_filter *f, uint32_t from, uint32_t end);

#endif
