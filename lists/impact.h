/* How much of its weight a term gives a document: BM25's saturation of the wdf.
 *
 *     x = wdf / (k1 * (1 - b + b * max(length / average, floor)) + wdf)
 *
 * lies between 0 and 1, and a term's part of a score is its weight times x (Robertson and
 * Zaragoza, "The Probabilistic Relevance Framework", 2009; the floor is Xapian's
 * min_normlen). A list keeps the greatest x of each block, so that blocks too weak for the
 * results are not read. Only the average length is inside: where it has grown by a factor
 * r >= 1 since, x grows at most to x r / (1 - x + x r), and where it has shrunk x does not
 * grow. So bounds hold for years of added segments. */
#ifndef DATELINE_LISTS_IMPACT_H
#define DATELINE_LISTS_IMPACT_H

#include <math.h>
#include <stdint.h>

struct impact_settings {
    double k1, b, floor, average;
};

/* k1 times the normalised length: the wdf at which half of the weight is reached. */
static inline double impact_norm(const struct impact_settings *s, uint32_t length)
{
    double relative = s->average > 0 ? length * (1 / s->average) : 0;

    return s->k1 * ((relative > s->floor ? relative : s->floor) * s->b + (1 - s->b));
}

static inline double impact_share(double norm, uint32_t wdf)
{
    return wdf ? wdf / (norm + wdf) : 0;
}

/* A bound as lists keep it, never below X: 16 bits, from 0 to 1. */
static inline uint16_t impact_code(double x)
{
    double scaled = floor(x * 65536);

    return (uint16_t)(scaled < 65535 ? scaled : 65535);
}
static inline double impact_bound(uint16_t code)
{
    return (code + 1) * (1.0 / 65536);
}

/* X as a float, rounded up or down. */
static inline float impact_up(double x)
{
    float f = (float)x;

    return f < x ? nextafterf(f, 2) : f;
}
static inline float impact_down(double x)
{
    float f = (float)x;

    return f > x ? nextafterf(f, 0) : f;
}

/* What X may have become after the average length changed by the factor R. */
static inline double impact_stretched(double x, double r)
{
    return r > 1 ? x * r / (1 - x + x * r) : x;
}
/* What X is at the least afterwards. */
static inline double impact_shrunk(double x, double r)
{
    return r < 1 ? x * r / (1 - x + x * r) : x;
}

#endif
