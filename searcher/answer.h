/* A question asked of an index, and its answer as bytes. */
#ifndef DATELINE_SEARCHER_ANSWER_H
#define DATELINE_SEARCHER_ANSWER_H

#include "searcher/facet.h"
#include "searcher/match.h"
#include "searcher/output.h"
#include "searcher/plan.h"
#include "searcher/print.h"
#include "searcher/timeline.h"

/* What is open for answering: one for each thread. */
struct searcher {
    struct snapshot *snapshot;
    struct planner planner;
    struct matcher *matcher;
    struct timeline_counts articles; /* all, by the period last asked for */
    enum period_unit articles_by;
};

dateline_status searcher_open(const char *index, struct searcher *out, dateline_error *err);
/* FROM again, for another thread: it sees the same, and must outlive *OUT.
 * DATELINE_NO_INDEX where a writer has taken the files away since. */
dateline_status searcher_open_same(const struct searcher *from, struct searcher *out,
                                   dateline_error *err);
void searcher_close(struct searcher *s);

/* A question's query on its way to results; zeros before. */
struct asked {
    struct query tree;
    struct plan plan;
};

/* Reads and plans the query. What OUT holds is to be freed even after a failure. */
dateline_status ask(struct searcher *s, const struct question *q, struct asked *out,
                    dateline_error *err);
/* Hands on what the query's author should know, a line each. */
void asked_warn(const struct asked *a, void (*warn)(void *ctx, const char *line), void *ctx);
void asked_free(struct asked *a);

/* Prints the answer to OUT as O says, in pieces where it is long. *MATCHED:
 * something did. WARN gets what the query's author should know, a line each. */
dateline_status answer(struct searcher *s, const struct question *q, const struct print_options *o,
                       void (*warn)(void *ctx, const char *line), void *ctx, struct output *out,
                       bool *matched, dateline_error *err);

/* What stands around the answers to questions like Q in an output. FIRST: no
 * answer was printed before. */
void answers_begin(const struct question *q, const struct print_options *o, struct buf *out);
void answers_between(const struct question *q, const struct print_options *o, bool first,
                     struct buf *out);
void answers_end(const struct question *q, const struct print_options *o, struct buf *out);

/* Matches by q->timeline, for a table of many; to be freed. */
dateline_status answer_periods(struct searcher *s, const struct question *q,
                               void (*warn)(void *ctx, const char *line), void *ctx,
                               struct timeline_counts *out, dateline_error *err);
/* Appends the article ID; DATELINE_NOT_FOUND with a text where there is none. */
dateline_status answer_show(struct searcher *s, struct span id, const struct print_options *o,
                            struct buf *out, dateline_error *err);

#endif
