/* A term's part of an article's score, by the formula that Xapian's BM25Weight has
 * with k2 = 0:
 *
 *     part = bm25_weight * bm25_share
 *
 * Scores themselves are libxapian's; this explains them. Documents that were deleted but
 * not yet merged away are counted everywhere, as libxapian does. */
#ifndef DATELINE_SEARCHER_PLAN_BM25_H
#define DATELINE_SEARCHER_PLAN_BM25_H

#include <stdint.h>

#include "searcher/plan/ranking.h"

/* The limit of a term's part: the greater, the fewer of all DOCUMENTS have the term. */
double bm25_weight(const struct ranking_settings *s, uint32_t having, uint32_t documents);
/* How much of that an article gets, from 0 up to, but not reaching, 1: the more
 * the more often it has the term (WDF), and the less the longer it is. */
double bm25_share(const struct ranking_settings *s, uint32_t wdf, uint32_t length,
                  double average_length);

#endif
