/* Matches, scores and counts plans.
 *
 * Results have a total order, the same for any number of segments: by score as
 * printed (six decimals), then newest first, undated last, then id bytewise; or
 * by date, then id. Documents of a segment are numbered in this order, so days
 * and ids are read only if documents of several segments tie.
 *
 * ROOT is the root of a plan or any node below it. Deleted documents never match. */
#ifndef DATELINE_SEARCHER_MATCH_MATCH_H
#define DATELINE_SEARCHER_MATCH_MATCH_H

#include "core/names.h"
#include "searcher/plan/plan.h"

/* A snapshot open for matching. One thread at a time. */
struct matcher;

extern const struct names matching_names;

/* S must outlive *OUT. Matches by MATCHING_AUTO. */
dateline_status matcher_open(struct snapshot *s, struct matcher **out, dateline_error *err);
/* Chooses how later calls match. DATELINE_BAD_OPTION if the index cannot be matched so. */
dateline_status matcher_use(struct matcher *m, enum matching how, dateline_error *err);
/* Accepts NULL. */
void matcher_close(struct matcher *m);

extern const struct names match_order_names;

struct match_hit {
    snapshot_doc doc;
    dateline_day day; /* 0 if the order does not need it */
    int64_t score;    /* millionths */
};

struct match_results {
    struct match_hit *hits; /* in order */
    size_t len;
    uint64_t matches; /* exact if question.total */
};

/* Finds the hits; Q gives sort, offset, limit, total and limits. The caller frees *OUT. */
dateline_status match_hits(struct matcher *m, const struct plan_node *root,
                           const struct question *q, struct match_results *out,
                           dateline_error *err);
void match_free(struct match_results *r);

/* Counts the matching articles exactly. */
dateline_status match_count(struct matcher *m, const struct plan_node *root,
                            const struct match_limits *limits, uint64_t *out, dateline_error *err);
/* Whether any article matches. */
dateline_status match_any(struct matcher *m, const struct plan_node *root,
                          const struct match_limits *limits, bool *out, dateline_error *err);

/* The matches of one segment: document numbers in it, ascending. */
struct match_listed {
    uint32_t *numbers;
    size_t len;
};
struct match_listing {
    struct match_listed *segments;
    size_t n;
    uint64_t total; /* in all segments */
};

/* Lists all matches. The caller frees *OUT. */
dateline_status match_list(struct matcher *m, const struct plan_node *root,
                           const struct match_limits *limits, struct match_listing *out,
                           dateline_error *err);
/* Accepts a zeroed one. */
void match_listing_free(struct match_listing *l);

/* The documents of a segment, cut into intervals of numbers: they run newest first, so that a
 * period of time is one interval, or a few. */
struct match_intervals {
    struct match_interval {
        uint32_t last; /* ascending; the first interval begins with document 1 */
        uint32_t slot; /* of the counts that the interval's matches are added to */
    } * list;
    size_t len, cap;
};

/* Adds the number of matches in each interval to COUNTS at its slot; BY is by segment. */
dateline_status match_tally(struct matcher *m, const struct plan_node *root,
                            const struct match_intervals *by, const struct match_limits *limits,
                            uint64_t *counts, dateline_error *err);

struct match_article {
    bool matches;
    double score; /* not rounded; 0 if it does not match */
};

/* Matches ROOT against one article; DOC is what snapshot_find() returns for ID. DATELINE_TIMEOUT
 * or DATELINE_INTERRUPTED past LIMITS. */
dateline_status match_one(struct matcher *m, const struct plan_node *root, enum ranking ranking,
                          snapshot_doc doc, struct span id, const struct match_limits *limits,
                          struct match_article *out, dateline_error *err);

/* Replaces OUT by a line that describes how ROOT is matched. */
dateline_status match_describe(struct matcher *m, const struct plan_node *root, struct buf *out,
                               dateline_error *err);

#endif
