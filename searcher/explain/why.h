/* --why: how one article scores for a query, or what keeps it out.
 *
 * A score is the sum of what the query's words add, each for itself: a part is
 * the score of that word alone, in the same index. The words of an AND, OR or XOR
 * count only where it matches as a whole; filters and what is excluded add
 * nothing; a wildcard's words count as one word. With recency each part is multiplied by the
 * article's factor, as the score is. */
#ifndef DATELINE_SEARCHER_EXPLAIN_WHY_H
#define DATELINE_SEARCHER_EXPLAIN_WHY_H

#include "core/article.h"
#include "searcher/explain/clause.h"
#include "searcher/match/searcher.h"

struct why_part {
    struct clause_label clause;
    struct span term;   /* the plan's; empty for a wildcard */
    uint32_t documents; /* that have it, and ... */
    uint32_t wdf;       /* how often the article does; both 0 for a wildcard */
    double stop, burst; /* the factors on the term's weight, as its plan has them */
    double factor;      /* of word^2, also on its weight; 1: none */
    double exact;
    int64_t score; /* millionths; all parts' together are the article's, exactly */
};

struct why_reason {
    struct clause_label clause; /* that keeps the article out ... */
    bool excluded;              /* ... because it matches */
    struct span text;           /* what the article has or lacks */
};

struct why {
    struct article article;
    bool matches;
    int64_t score;          /* millionths */
    struct why_part *parts; /* in the query's order */
    size_t n_parts, cap_parts;
    struct why_reason *reasons; /* in the query's order; where it does not match, one at least */
    size_t n_reasons, cap_reasons;
    uint32_t length, documents; /* the article's; all there are */
    double average_length;
    double recency; /* the article's factor, in the score and in all parts; 1: none */
    struct buf record;
    struct arena memory;

    /* Borrowed while it is made: */
    struct searcher *searcher;
    const struct asked *asked;
    enum ranking ranking; /* as in the question, and */
    struct recency recent;
    struct span id;
    const struct match_limits *limits;
    snapshot_doc doc;
};

/* DATELINE_NOT_FOUND where there is no article with the id that Q names, DATELINE_TIMEOUT or
 * DATELINE_INTERRUPTED past Q's limits. ASKED is Q's, and lent as long as *OUT is used; *OUT stays
 * where it is, and is to be freed even after a failure. */
dateline_status why_open(struct searcher *s, const struct question *q, const struct asked *asked,
                         struct why *out, dateline_error *err);
void why_free(struct why *w);

/* ---- Between why.c and its parts ------------------------------------------- */

/* Fills parts, whose scores add up to w->score. */
dateline_status why_score(struct why *w, dateline_error *err);
/* Adds the reasons for which the article does not match N. */
dateline_status why_exclude(struct why *w, const struct plan_node *n, dateline_error *err);
/* Appends the reason for which it does not match PLAN, a clause. */
dateline_status why_lacks(struct why *w, const struct plan_node *plan, struct buf *out,
                          dateline_error *err);
/* How the article matches N. */
dateline_status why_match(struct why *w, const struct plan_node *n, struct match_article *out,
                          dateline_error *err);

#endif
