/* Scores as numbers that compare and print exactly: millionths, in an int64_t. */
#ifndef DATELINE_SEARCHER_MATCH_SCORE_H
#define DATELINE_SEARCHER_MATCH_SCORE_H

#include <math.h>
#include <stdint.h>

enum { SCORE_UNIT = 1000000, SCORE_DECIMALS = 6 /* of a score in full */ };

/* The nearest number of millionths, a half away from zero. */
static inline int64_t score_rounded(double score)
{
    return llround(score * SCORE_UNIT);
}

/* The greatest number of millionths that is not above SCORE. */
static inline int64_t score_floor(double score)
{
    return (int64_t)floor(score * SCORE_UNIT);
}

static inline double score_value(int64_t millionths)
{
    return (double)millionths / SCORE_UNIT;
}

#endif
