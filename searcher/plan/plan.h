/* A query's tree with its words looked up: what a matcher is asked.
 *
 * A plan says what matches and what scores, and nothing of how that is found:
 * terms as they are indexed, windows, the documents of ranges of days. Deleted
 * documents are no part of it: every matcher leaves them out by itself. */
#ifndef DATELINE_SEARCHER_PLAN_PLAN_H
#define DATELINE_SEARCHER_PLAN_PLAN_H

#include "core/arena.h"
#include "searcher/query/query.h"
#include "snapshot/snapshot.h"
#include "text/stem.h"

enum {
    PLAN_WILDCARD_MAX = 1000, /* words that one wildcard may stand for */
    PLAN_SPELLINGS_MAX =
        50, /* words that one word~ stands for: the nearest, of these the frequent */
    PLAN_NAME_SPELLINGS_MAX = 12, /* of a word of a name: the nearest by sound, of these likewise */
    PLAN_NAME_FORMS_MAX = 64,     /* of a name of several words */
    PLAN_MEMORY = 256 << 20,      /* bytes of a plan; again of its words' cursors and positions */
};

enum plan_kind {
    PLAN_NOTHING,
    PLAN_ALL,     /* every document; scores nothing */
    PLAN_TERM,    /* the documents of `term` */
    PLAN_PHRASE,  /* children, all PLAN_TERM, in this order within `window` positions */
    PLAN_NEAR,    /* the same in any order */
    PLAN_SYNONYM, /* children, all PLAN_TERM, as if they were one term */
    PLAN_RANGES,  /* documents by their numbers; scores nothing */
    PLAN_AND,     /* this and those below join any children, two at least */
    PLAN_OR,
    PLAN_LEAST, /* what matches `least` of the children or more */
    PLAN_XOR,
    PLAN_MAYBE,  /* the first of two, scored with the second too */
    PLAN_NOT,    /* the first without any of the others */
    PLAN_FILTER, /* the first of two where the second matches too; the first alone scores */
};

/* Documents of a segment, all of which are there. */
struct plan_range {
    size_t segment;
    uint32_t first, last; /* numbers within the segment */
};

struct plan_node {
    enum plan_kind kind;
    double weight;      /* factor on its scores: 0 for what filters */
    struct span term;   /* PLAN_TERM */
    double stop, burst; /* PLAN_TERM: a word's factors; weight is their product, and word^2's */
    uint32_t window;    /* PLAN_PHRASE, PLAN_NEAR */
    uint32_t least;     /* PLAN_LEAST: above 1, below n_children */
    struct plan_range *ranges; /* by segment, then by number; they do not touch */
    size_t n_ranges;           /* 0: no document lies within */
    struct plan_node **children;
    size_t n_children;
    uint32_t left_out;             /* PLAN_SYNONYM: further spellings, past PLAN_SPELLINGS_MAX */
    const struct query_node *from; /* what it was planned for; NULL for a part of that */
};

struct plan {
    struct plan_node *root;
    struct arena memory;
};

/* The state that plans of one snapshot share. */
struct planner {
    struct snapshot *snapshot;
    struct stemmer *stemmer; /* of the index's language; owned */
};

dateline_status planner_open(struct snapshot *s, struct planner *out, dateline_error *err);
void planner_close(struct planner *p);

/* The articles that match ROOT and are dated within Q's days. Terms have the factors of
 * Q's ranking, by which matches are to be ranked too, where the answer has scores. ROOT must
 * outlive the plan. A range of days is a node of its own, planned for a QUERY_DATE that the plan
 * owns, as the second child of a PLAN_FILTER at the root. *OUT is to be freed. DATELINE_BAD_QUERY
 * for a wildcard of too many words, or past PLAN_MEMORY; DATELINE_TIMEOUT or DATELINE_INTERRUPTED
 * where a walk of the index's terms exceeds Q's limits. */
dateline_status plan_query(struct planner *p, const struct query_node *root,
                           const struct question *q, struct plan *out, dateline_error *err);
/* Accepts all zeros. */
void plan_free(struct plan *p);

/* DATELINE_BAD_QUERY: the query needs more than PLAN_MEMORY. */
dateline_status plan_too_large(dateline_error *err);

#endif
