/* Internals of a matcher: a way to match is a table of functions, which match.c calls. */
#ifndef DATELINE_SEARCHER_MATCH_MATCH_WAY_H
#define DATELINE_SEARCHER_MATCH_MATCH_WAY_H

#include "searcher/match/match.h"

struct matcher {
    struct snapshot *snapshot;
    const struct match_way *way;
    struct list_memory *memory; /* of the way over lists; NULL before its first use */
};

/* A request for the best matches. */
struct match_best {
    uint64_t want; /* above 0; ranks that must be final */
    bool total;    /* count every match exactly */
    enum ranking ranking;
    const struct recency *recent; /* scores are multiplied by its factor */
    const struct match_limits *limits;
};

/* Each function does what its namesake in match.h does. */
struct match_way {
    /* Returns hits in any order, including all that match_sort() may rank in the first
     * ASK->want. */
    dateline_status (*best)(struct matcher *m, const struct plan_node *root,
                            const struct match_best *ask, struct match_results *out,
                            dateline_error *err);
    /* Lists the first MOST of each segment, 0: all. *EXACT: the total counts all
     * matches. */
    dateline_status (*list)(struct matcher *m, const struct plan_node *root, uint32_t most,
                            const struct match_limits *limits, struct match_listing *out,
                            bool *exact, dateline_error *err);
    dateline_status (*count)(struct matcher *m, const struct plan_node *root,
                             const struct match_limits *limits, uint64_t *out, dateline_error *err);
    dateline_status (*any)(struct matcher *m, const struct plan_node *root,
                           const struct match_limits *limits, bool *out, dateline_error *err);
    dateline_status (*tally)(struct matcher *m, const struct plan_node *root,
                             const struct match_intervals *by, const struct match_limits *limits,
                             uint64_t *counts, dateline_error *err);
    dateline_status (*one)(struct matcher *m, const struct plan_node *root, enum ranking ranking,
                           snapshot_doc doc, struct span id, const struct match_limits *limits,
                           struct match_article *out, dateline_error *err);
    dateline_status (*describe)(struct matcher *m, const struct plan_node *root, struct buf *out,
                                dateline_error *err);
};

/* Uses libxapian; works for any database that has Xapian's tables. */
extern const struct match_way match_by_xapian;
/* Uses search lists, which every segment must have. */
extern const struct match_way match_by_lists;

#endif
