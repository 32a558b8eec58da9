/* A plan over the lists of all segments: terms looked up, and a pass over each segment with
 * a tree of nodes. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_PLAN_H
#define DATELINE_SEARCHER_MATCH_LIST_PLAN_H

#include "searcher/match/list_node.h"
#include "snapshot/lists.h"

/* The entries of one PLAN_TERM in the lexicons. */
struct list_lookup {
    struct list_term *entries; /* by segment; with 0 documents if the term is not there */
    uint64_t documents;        /* of all segments, deleted ones too */
};

/* A segment's pass and tree. */
struct list_part {
    struct list_pass pass;
    struct list_node *root; /* NULL if the segment has no documents */
};

struct list_plan {
    struct snapshot *snapshot;           /* borrowed */
    const struct list_segment *segments; /* of the snapshot */
    size_t n;
    const struct plan_node *root; /* borrowed */
    bool scored;
    struct impact_settings settings;
    uint64_t documents;        /* of all segments, deleted ones too */
    struct list_lookup *terms; /* by PLAN_TERM, in the order of a walk through the plan */
    size_t n_terms;
    struct list_part *parts; /* by segment */
    struct pass_limits limits;
    uint32_t steps;             /* terms looked up and opened */
    struct list_memory *memory; /* borrowed */
};

/* Opens ROOT over all segments. Nothing has a weight unless SCORED. The plan sets the average
 * of SETTINGS itself. MEMORY serves one plan at a time. *S is to be closed also after a failure. */
dateline_status list_plan_open(struct list_plan *s, struct list_memory *memory,
                               struct snapshot *snapshot, const struct plan_node *root, bool scored,
                               const struct impact_settings *settings,
                               const struct pass_limits *limits, dateline_error *err);
void list_plan_close(struct list_plan *s);

/* Why the pass over a part ended early: damage, time, interrupt; DATELINE_OK if it did not. */
dateline_status list_part_status(struct list_part *part, dateline_error *err);

/* Part of list_plan_open: counts a term looked up or opened. DATELINE_TIMEOUT or
 * DATELINE_INTERRUPTED past the limits, DATELINE_BAD_QUERY past PLAN_MEMORY. */
dateline_status list_plan_count(struct list_plan *s, dateline_error *err);

/* Part of list_plan_open (list_grow.c): makes the tree of SEGMENT, whose pass has begun. */
dateline_status list_grow(struct list_plan *s, size_t segment, dateline_error *err);

#endif
