/* A tree taken apart: what scores, and what only filters. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_SHAPE_H
#define DATELINE_SEARCHER_MATCH_LIST_SHAPE_H

#include "searcher/match/list_node.h"

/* With more terms to an OR every document is scored: windows between the ends of so many
 * lists' blocks would be too small to skip anything. */
enum { SHAPE_OR_TERMS = 64 };

enum list_shape_kind {
    LIST_SHAPE_OR,    /* LEAST or more of TERMS */
    LIST_SHAPE_AND,   /* all TERMS, their words in their places by NEAR; OPTIONAL score too */
    LIST_SHAPE_OTHER, /* any tree, document by document */
};

struct list_shape {
    enum list_shape_kind kind;
    struct list_node **terms; /* PLAN_TERM, all of which score unless the segment has none */
    size_t n_terms;
    struct list_node **near; /* PLAN_PHRASE and PLAN_NEAR, whose words are among TERMS */
    size_t n_near;
    struct list_node **optional; /* PLAN_TERM */
    size_t n_optional;
    uint32_t least;
    struct list_node *filter; /* must match too; NULL: nothing. LIST_SHAPE_OTHER: part of ROOT */
};

/* Takes ROOT apart; new nodes come from the pass's memory. */
void list_shape_find(struct list_pass *p, struct list_node *root, struct list_shape *out);

#endif
