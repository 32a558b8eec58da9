/* A snapshot open for planning and matching, and a question on its way to a plan. */
#ifndef DATELINE_SEARCHER_MATCH_SEARCHER_H
#define DATELINE_SEARCHER_MATCH_SEARCHER_H

#include "searcher/match/match.h"
#include "searcher/plan/plan.h"
#include "searcher/query/query.h"
#include "searcher/query/question.h"

/* For one thread. */
struct searcher {
    struct snapshot *snapshot;
    struct planner planner;
    struct matcher *matcher;
};

dateline_status searcher_open(const char *index, struct searcher *out, dateline_error *err);
/* The same commit as FROM, for another thread. DATELINE_NO_INDEX where a writer has taken
 * its files away since. */
dateline_status searcher_open_same(const struct searcher *from, struct searcher *out,
                                   dateline_error *err);
void searcher_close(struct searcher *s);

/* A question's query as a tree, and as the plan to match. All zeros is nothing asked. */
struct asked {
    struct query tree;
    struct plan plan;
};

/* Reads and plans Q's query. *OUT is to be freed even after a failure: it then has the
 * warnings. */
dateline_status ask(struct searcher *s, const struct question *q, struct asked *out,
                    dateline_error *err);
void asked_free(struct asked *a);

#endif
