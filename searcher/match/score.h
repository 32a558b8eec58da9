/* Scores in millionths, as int64_t: these compare and print exactly. */
#ifndef DATELINE_SEARCHER_MATCH_SCORE_H
#define DATELINE_SEARCHER_MATCH_SCORE_H

#include <math.h>
#include <stdint.h>

enum { SCORE_UNIT = 1000000, SCORE_DECIMALS = 6 };

/* Rounds to millionths, halves away from zero. */
static inline int64_t score_rounded(double score)
{
    return llround(score * SCORE_UNIT);
}

/* Rounds down to millionths. */
static inline int64_t score_floor(double score)
{
    return (int64_t)floor(score * SCORE_UNIT);
}

static inline double score_value(int64_t millionths)
{
    return (double)millionths / SCORE_UNIT;
}

#endif
