/* What one article has of a query: asked of libxapian, in the query's own way. */
#ifndef DATELINE_SEARCHER_PROBE_H
#define DATELINE_SEARCHER_PROBE_H

#include "searcher/plan.h"

/* All zeros but what probe_open gives; PLANNER is borrowed. */
struct probe {
    struct planner *planner;
    snapshot_doc doc;
    xap_query *only;   /* the article, and what had its id before */
    uint32_t versions; /* how many these are */
};

struct probe_answer {
    bool matches;
    double score; /* as libxapian gives it; 0 where it does not match */
};

/* DATELINE_NOT_FOUND, with a text, where no article has the id. */
dateline_status probe_open(struct planner *p, struct span id, struct probe *out,
                           dateline_error *err);
void probe_close(struct probe *p);

dateline_status probe_query(struct probe *p, const xap_query *q, struct probe_answer *out,
                            dateline_error *err);
dateline_status probe_node(struct probe *p, const struct query_node *n, struct probe_answer *out,
                           dateline_error *err);
dateline_status probe_term(struct probe *p, struct span term, struct probe_answer *out,
                           dateline_error *err);
/* How often the article has the term, a title's word counted as the index does. */
dateline_status probe_wdf(struct probe *p, struct span term, uint32_t *out, dateline_error *err);

#endif
