/* The inside of a plan. plan.c walks the tree and calls plan_words.c and plan_days.c
 * for its leaves; all build nodes by plan_nodes.c. */
#ifndef DATELINE_SEARCHER_PLAN_PLAN_PARTS_H
#define DATELINE_SEARCHER_PLAN_PLAN_PARTS_H

#include "searcher/plan/plan.h"

/* A leaf that stands for words of the index, and its plan: the same leaf has it again. */
struct plan_expansion {
    const struct query_node *leaf;
    const struct plan_node *plan;
};

/* A plan in the making. */
struct planning {
    struct planner *planner;
    struct arena *memory;
    const struct ranking_settings *ranking;
    bool has_content;   /* something but stop words scores */
    uint32_t documents; /* in the index */
    struct buf term, scratch;
    struct plan_expansions {
        struct plan_expansion *list;
        size_t len, cap;
    } expansions;
    const struct match_limits *limits;
    uint32_t n_terms; /* and documents, read by walks */
};

/* ---- plan.c --------------------------------------------------------------- */

/* A planning within the limits of Q, for planning_free(); the caller sets the rest. */
struct planning planning_for(struct planner *p, const struct question *q);
void planning_free(struct planning *g);
/* Counts a term, or a document of one, that a walk has read; DATELINE_TIMEOUT or
 * DATELINE_INTERRUPTED past the limits. */
dateline_status plan_count_term(struct planning *g, dateline_error *err);

/* ---- plan_nodes.c ------------------------------------------------------- */

/* Nodes on their way under one; all zeros is empty. */
struct plan_nodes {
    struct plan_node **list;
    size_t len, cap;
};

struct plan_node *plan_node_new(struct planning *g, enum plan_kind kind);
/* The term is copied. */
struct plan_node *plan_term(struct planning *g, struct span term);
void plan_nodes_add(struct plan_nodes *p, struct plan_node *n);
/* Leaves none of P. One node stands for itself; none matches nothing. */
struct plan_node *plan_join(struct planning *g, enum plan_kind kind, struct plan_nodes *p);

/* ---- plan_words.c: leaves that are looked up as terms --------------------- */

/* WORD as the index's language has it without elisions. */
struct span plan_bare(struct planning *g, struct span word);
dateline_status plan_word(struct planning *g, const struct query_node *n, struct plan_node **out,
                          dateline_error *err);
dateline_status plan_phrase(struct planning *g, const struct query_node *n, struct plan_node **out,
                            dateline_error *err);
dateline_status plan_wildcard(struct planning *g, const struct query_node *n,
                              struct plan_node **out, dateline_error *err);
/* plan_spellings.c */
dateline_status plan_spellings(struct planning *g, const struct query_node *n,
                               struct plan_node **out, dateline_error *err);
/* plan_names.c */
dateline_status plan_name(struct planning *g, const struct query_node *n, struct plan_node **out,
                          dateline_error *err);
/* A filter of a field other than the date. */
dateline_status plan_value(struct planning *g, const struct query_node *n, struct plan_node **out,
                           dateline_error *err);

/* ---- plan_weights.c ----------------------------------------------------- */

/* Whether anything in N but stop words can score. */
bool plan_has_content(const char *language, const struct query_node *n);
/* Gives TERM, by which WORD of the query is looked up, its factors. */
dateline_status plan_weigh(const struct planning *g, struct span word, struct plan_node *term,
                           dateline_error *err);

/* ---- plan_days.c ---------------------------------------------------------- */

/* The articles within DAYS: by ranges of document numbers where all segments
 * have columns to find them in, else by terms. */
dateline_status plan_days(struct planning *g, const struct query_days *days, struct plan_node **out,
                          dateline_error *err);

#endif
