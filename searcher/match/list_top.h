/* The best documents so far, and the score that another must reach to be among them.
 *
 * A document is better by a greater score as printed (millionths), then by being newer, then
 * by a lesser id. Within a segment that is the order of numbers, so days and ids are read
 * only where documents of two segments tie. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_TOP_H
#define DATELINE_SEARCHER_MATCH_LIST_TOP_H

#include "searcher/match/match.h"

struct list_top {
    struct snapshot *snapshot;    /* borrowed */
    const struct recency *recent; /* scores are multiplied by its factor; borrowed */
    size_t wanted;                /* as many are kept */
    double least;                 /* documents with lower scores cannot enter */

    /* Internals. */
    size_t segment;         /* whose documents are offered */
    int64_t floor;          /* WANTED documents are known to score this or more */
    struct match_hit *hits; /* owned; when full a heap, the worst first */
    size_t len, cap;
    dateline_status status; /* of reading days and ids */
    dateline_error err;
};

/* Turns to another segment. */
void list_top_segment(struct list_top *t, size_t segment);
/* Offers a document of the segment; their numbers ascend. */
void list_top_offer(struct list_top *t, uint32_t number, double score);
/* WANTED documents or more are known to have this score or a greater one, before recency. */
void list_top_expect(struct list_top *t, double score);
void list_top_free(struct list_top *t);

#endif
