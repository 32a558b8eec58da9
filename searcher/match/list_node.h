/* A plan over one segment's lists: a tree of nodes with cursors.
 *
 * A tree serves one pass over the segment, in which documents only go forward. Nodes,
 * cursors and what else has a fixed size live in the pass's memory. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_NODE_H
#define DATELINE_SEARCHER_MATCH_LIST_NODE_H

#include "lists/position_list.h"
#include "searcher/match/list_pass.h"
#include "searcher/match/near.h"
#include "searcher/plan/plan.h"

struct list_node {
    enum plan_kind kind;
    double weight;      /* TERM, SYNONYM: times the share of the weight that a document gets */
    uint32_t documents; /* at most so many match */

    /* TERM */
    struct posting_list list;
    struct posting_cursor *cursor; /* NULL: the segment does not have the term */
    double most;                   /* no document gets a greater part */
    double scale;                  /* times posting_block_bound: no document of the block does */
    bool adds_wdf;                 /* a row gets wdfs: the term is one word of a SYNONYM */
    bool in_places;                /* its positions are read for what it matches */
    struct position_block positions;

    /* RANGES: numbers within this segment, ascending. */
    const struct plan_range *ranges;
    size_t n_ranges, at_range;

    uint32_t window; /* PHRASE, NEAR */
    uint32_t least;  /* LEAST */
    struct list_node **children;
    size_t n_children;
    struct near_word *words; /* PHRASE, NEAR: one for each child */
};

/* A node of KIND, without children. */
struct list_node *list_node_new(struct list_pass *p, enum plan_kind kind);
/* Frees the positions of N and all below it. */
void list_node_close(struct list_node *n);
/* Ends the pass if a cursor of N or below it met damage. */
void list_node_check(struct list_pass *p, const struct list_node *n);

/* No document from FROM up to, but not including, the one returned matches; POSTING_END: no
 * later one does. */
uint32_t list_node_next(struct list_node *n, uint32_t from);

/* A document up to END, not before FROM, which is the last one before a gap in which nothing
 * matches N; END if no gap is known. */
uint32_t list_node_until(const struct list_node *n, uint32_t from, uint32_t end);

/* Whether anything in N scores. */
bool list_node_scores(const struct list_node *n);

/* The greatest part that the term N adds in BLOCK. */
static inline double list_block_most(const struct list_node *n, uint32_t block)
{
    double most = n->scale * posting_block_bound(&n->list, block);

    return most < n->most ? most : n->most;
}
/* The first document from FROM on in a block in which the term N may add LEAST or more;
 * POSTING_END if there is none. */
uint32_t list_next_promising(struct list_node *n, uint32_t from, double least);
/* The greatest part that the term N adds in the block where its cursor stands and all later
 * ones up to the document END. */
double list_range_most(const struct list_node *n, uint32_t end);

#endif
