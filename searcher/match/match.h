/* The one place where plans are matched, scored and counted.
 *
 * Results have a total order, the same for any number of segments: by score as
 * printed (six decimals), then newest first, undated last, then id bytewise; or
 * by date, then id. Within one segment documents are numbered newest first,
 * undated last, ties by id, so what remains to be compared is little: days and
 * ids are read only where documents of several segments tie.
 *
 * A plan is given by its root; any node below it can be matched alone. Deleted
 * documents never match. */
#ifndef DATELINE_SEARCHER_MATCH_MATCH_H
#define DATELINE_SEARCHER_MATCH_MATCH_H

#include "searcher/plan/plan.h"

/* A snapshot open for matching: for one thread at a time, as the snapshot is. */
struct matcher;

/* S must outlive *OUT. */
dateline_status matcher_open(struct snapshot *s, struct matcher **out, dateline_error *err);
/* Accepts NULL. */
void matcher_close(struct matcher *m);

/* "relevance", "newest", "oldest"; false for another name. */
dateline_status match_order_by_name(struct span name, enum match_order *out, dateline_error *err);

struct match_hit {
    snapshot_doc doc;
    dateline_day day; /* 0 where the order did not need it */
    int64_t score;    /* millionths */
};

struct match_results {
    struct match_hit *hits; /* those asked for, in order */
    size_t len;
    uint64_t matches; /* exact where asked for */
};

/* Takes order, stretch, total and limits from Q. *OUT is to be freed. */
dateline_status match_hits(struct matcher *m, const struct plan_node *root,
                           const struct question *q, struct match_results *out,
                           dateline_error *err);
void match_free(struct match_results *r);

/* How many articles match; exact. */
dateline_status match_count(struct matcher *m, const struct plan_node *root,
                            const struct match_limits *limits, uint64_t *out, dateline_error *err);
/* Whether any does. */
dateline_status match_any(struct matcher *m, const struct plan_node *root,
                          const struct match_limits *limits, bool *out, dateline_error *err);

/* Matches by segment: document numbers there, ascending. */
struct match_listed {
    uint32_t *numbers;
    size_t len;
};
struct match_listing {
    struct match_listed *segments;
    size_t n;
    uint64_t total; /* of all segments */
};

/* All that match; *OUT is to be freed. */
dateline_status match_list(struct matcher *m, const struct plan_node *root,
                           const struct match_limits *limits, struct match_listing *out,
                           dateline_error *err);
/* Accepts all zeros. */
void match_listing_free(struct match_listing *l);

/* What one article has of a plan. */
struct match_article {
    bool matches;
    double score; /* not rounded; 0 where it does not match */
};

/* DOC and ID are an article's, as snapshot_find takes and gives them. */
dateline_status match_one(struct matcher *m, const struct plan_node *root, enum ranking ranking,
                          snapshot_doc doc, struct span id, struct match_article *out,
                          dateline_error *err);

/* Replaces OUT by how ROOT will be matched, as a line of text. */
dateline_status match_describe(struct matcher *m, const struct plan_node *root, struct buf *out,
                               dateline_error *err);

#endif
