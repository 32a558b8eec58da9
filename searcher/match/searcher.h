/* A snapshot open for planning and matching. */
#ifndef DATELINE_SEARCHER_MATCH_SEARCHER_H
#define DATELINE_SEARCHER_MATCH_SEARCHER_H

#include "searcher/match/match.h"
#include "searcher/plan/plan.h"
#include "searcher/query/query.h"
#include "searcher/query/question.h"

/* One thread at a time. */
struct searcher {
    struct snapshot *snapshot;
    struct planner planner;
    struct matcher *matcher;
};

dateline_status searcher_open(const char *index, const struct snapshot_reach *reach,
                              struct searcher *out, dateline_error *err);
/* Opens the commit of FROM for another thread. DATELINE_NO_INDEX if a writer has removed
 * its files. */
dateline_status searcher_open_same(const struct searcher *from, struct searcher *out,
                                   dateline_error *err);
void searcher_close(struct searcher *s);

/* The tree and the plan of a question's query. */
struct asked {
    struct query tree;
    struct plan plan;
};

/* Parses and plans Q's query into *OUT, which must be zeroed. The caller frees *OUT, also
 * after a failure, when it holds the warnings. */
dateline_status ask(struct searcher *s, const struct question *q, struct asked *out,
                    dateline_error *err);
void asked_free(struct asked *a);

#endif
