/* The kinds of answers that answer() gives. */
#ifndef DATELINE_SEARCHER_ANSWER_PARTS_H
#define DATELINE_SEARCHER_ANSWER_PARTS_H

#include "searcher/answer.h"

/* A question, understood, on its way to what is printed. */
struct reply {
    struct searcher *searcher;
    const struct question *question;
    const struct asked *asked;
    const struct print_options *print;
    double started; /* as clock_seconds() has it */
    struct output *out;
    bool matched; /* something did */
};

/* The summary with what is known so far. */
struct print_summary reply_summary(const struct reply *r);

dateline_status answer_hits(struct reply *r, dateline_error *err);
dateline_status answer_count(struct reply *r, dateline_error *err);
dateline_status answer_timeline(struct reply *r, dateline_error *err);
dateline_status answer_facet(struct reply *r, dateline_error *err);

/* The names that a table of facets begins with, in PRINT_CSV and PRINT_TSV. */
void facet_begin(const struct print_options *o, struct buf *out);

#endif
