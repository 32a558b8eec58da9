/* The answer to a question: data, which the answer owns unless said otherwise.
 *
 * Hits are read one at a time, so that a million are never held. The engine that gave
 * an answer must outlive it. */
#ifndef DATELINE_SEARCHER_ENGINE_ANSWER_H
#define DATELINE_SEARCHER_ENGINE_ANSWER_H

#include "core/article.h"
#include "searcher/engine/facet.h"
#include "searcher/engine/timeline.h"
#include "searcher/explain/explain.h"
#include "searcher/explain/why.h"

struct hit {
    uint64_t rank;          /* from 1 */
    int64_t score;          /* millionths; 0 where the order is by date */
    struct article article; /* as much as the question asked for */
    struct span snippet;    /* matched words between U+E000 and U+E001 */
};

struct answer {
    enum question_kind kind;
    struct span qid;        /* the question's ... */
    struct query_days days; /* ... and its range, */
    enum match_order sort;  /* ... and the order of the hits */
    bool counted;           /* matches is known */
    uint64_t matches;       /* of the whole query */
    uint64_t shown;         /* hits to come, or matches that are counted below */
    double seconds;         /* that it took; after the last hit, with reading them */
    char **warnings;        /* for the query's author, a line each */
    size_t n_warnings;
    char **advice; /* what engine_advise() found */
    size_t n_advice, cap_advice;

    enum period_unit unit;                  /* ASK_TIMELINE: */
    struct timeline_counts periods;         /* matches, until answer_timeline() takes them, */
    const struct timeline_counts *articles; /* ... and all articles; lent by the engine */
    struct facet_values values;             /* ASK_FACET */
    struct explanation *explanation;        /* ASK_EXPLAIN */
    struct why *why;                        /* ASK_WHY */

    struct answer_inside *inside; /* the engine's */
};

/* The next hit of ASK_HITS, lent until the next call; NULL: there are no more. */
dateline_status answer_next(struct answer *a, const struct hit **out, dateline_error *err);
/* Moves the counts of ASK_TIMELINE into a new column of T. DATELINE_BAD_QUERY where it
 * would have more rows, or T more numbers, than a timeline may. */
dateline_status answer_timeline(struct answer *a, struct timeline *t, dateline_error *err);
/* Whether anything matched; an explanation always has something to tell. */
bool answer_matched(const struct answer *a);
void answer_free(struct answer *a);

#endif
