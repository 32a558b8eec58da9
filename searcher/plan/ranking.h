/* How matches are ranked: BM25's settings, and the factors on terms' weights.
 *
 * The settings of RANK_DATELINE won on eight judged collections, each left out in turn
 * (628 topics): nDCG@10 .528, where Xapian's defaults have .482. `./dev bench relevance`
 * measures two of the collections. */
#ifndef DATELINE_SEARCHER_PLAN_RANKING_H
#define DATELINE_SEARCHER_PLAN_RANKING_H

#include "core/names.h"
#include "searcher/query/question.h"

/* Every factor on a term's weight, and the product of a term's, is a whole number of units:
 * 20 for stop words, 1024 for bursts. */
enum { RANKING_UNITS = 20 * 1024 };

struct ranking_settings {
    double k1, b;
    double floor; /* no document counts as shorter than this times the average */
    double stop;  /* times the weight of stop words, where other words score too */
    bool burst;   /* times ranking_burst */
};

extern const struct names ranking_names;

const struct ranking_settings *ranking_settings(enum ranking r);

/* How much more a term clumps in documents than by chance, at least 1: the square root of
 * reached / HAVING, where HAVING is the number of documents with the term and reached is
 * the number that its OCCURRENCES would reach if chance scattered them over all
 * DOCUMENTS. It is the residual IDF (Church and Gale, "Inverse
 * Document Frequency (IDF): A Measure of Deviations from Poisson", 1995) as a factor, rounded
 * to 1/1024. */
double ranking_burst(uint32_t having, uint64_t occurrences, uint32_t documents);

#endif
