/* The answer to a question. It owns its data unless noted.
 *
 * Hits are read one at a time and not kept. The engine must outlive its answers. */
#ifndef DATELINE_SEARCHER_ENGINE_ANSWER_H
#define DATELINE_SEARCHER_ENGINE_ANSWER_H

#include "core/article.h"
#include "searcher/engine/also_spelt.h"
#include "searcher/engine/facet.h"
#include "searcher/engine/timeline.h"
#include "searcher/explain/explain.h"
#include "searcher/explain/why.h"

struct hit {
    uint64_t rank;          /* from 1 */
    int64_t score;          /* millionths; 0 if sorted by date */
    struct article article; /* as much as question.parts asked for */
    struct span snippet;    /* matched words between U+E000 and U+E001 */
};

/* A word in a line of advice, for one of the query that no article has. */
struct advice_word {
    size_t line, at, len; /* its bytes in a line */
    struct span missing;  /* folded; borrowed from the answer */
    uint32_t start, end;  /* bytes of the query around it */
};

struct answer {
    enum question_kind kind;
    struct span qid; /* of the question, as are days and sort */
    struct query_days days;
    enum match_order sort;
    bool counted;          /* matches is known */
    uint64_t matches;      /* of the whole query, as it is written */
    uint64_t shown;        /* hits to read, or matches counted below */
    uint64_t widened_from; /* rank of the first hit that need not have all words; 0: all have */
    double seconds;        /* time taken; after the last hit, including reading */
    char **warnings;       /* one line each */
    size_t n_warnings;
    char *
        *lost; /* names of databases on other machines that did not answer: HOST:PORT (FILE:LINE) */
    size_t n_lost;
    uint64_t unmarked; /* hits read so far whose texts no time was left to search for matches */
    char **advice;     /* of engine_advise() and engine_advise_dates() */
    size_t n_advice, cap_advice;
    struct advice_word *advice_words; /* of its lines, in order */
    size_t n_advice_words, cap_advice_words;
    struct also_spelt_words also_spelt; /* names of the query, but for ASK_EXPLAIN and ASK_WHY */

    enum period_unit unit;                  /* ASK_TIMELINE: */
    struct timeline_counts periods;         /* matches; answer_timeline() takes them */
    const struct timeline_counts *articles; /* all articles, in periods cut
                                               by days only those inside; owned by the engine
                                               until the next timeline */
    enum facet facet;                       /* ASK_FACET: */
    struct facet_values values;
    struct explanation *explanation; /* ASK_EXPLAIN */
    struct why *why;                 /* ASK_WHY */

    struct answer_inside *inside; /* private to the engine */
};

/* Sets *OUT to the next hit of ASK_HITS, valid until the next call; NULL after the last. */
dateline_status answer_next(struct answer *a, const struct hit **out, dateline_error *err);
/* Moves the counts of ASK_TIMELINE into a new column of T; fails as timeline_add(). */
dateline_status answer_timeline(struct answer *a, struct timeline *t, dateline_error *err);
/* Appends the query TEXT, which A answers, to OUT with W in the place of the word that no article
 * has; false if that word is not there. */
bool answer_respell(const struct answer *a, const struct advice_word *w, struct span text,
                    struct buf *out);
/* Whether anything matched, or was found by widening; true for ASK_EXPLAIN and ASK_WHY. */
bool answer_matched(const struct answer *a);
void answer_free(struct answer *a);

#endif
