/* A posting's share: the part of its term's weight that it adds to a score, by BM25.
 *
 *     x = wdf / (k1 * (1 - b + b * max(length / average, floor)) + wdf)
 *
 * A share lies from 0 to 1; a posting's score is the term's weight times its share
 * (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009; FLOOR is Xapian's
 * min_normlen). Lists hold a bound of the shares of each block, by which a search skips
 * blocks that cannot change its results.
 *
 * The term's weight is not in the share, so of all statistics it depends on the average
 * length only. If that grows by a factor r >= 1, a share x grows at most to
 * x r / (1 - x + x r); if it shrinks, x does not grow. So bounds stay valid as segments
 * are added. */
#ifndef DATELINE_LISTS_IMPACT_H
#define DATELINE_LISTS_IMPACT_H

#include <math.h>
#include <stdint.h>

struct impact_settings {
    double k1, b, floor, average;
};

/* k1 times the normalised length, which is the wdf whose share is 1/2. */
static inline double impact_norm(const struct impact_settings *s, uint32_t length)
{
    double relative = s->average > 0 ? length * (1 / s->average) : 0;

    return s->k1 * ((relative > s->floor ? relative : s->floor) * s->b + (1 - s->b));
}

static inline double impact_share(double norm, uint32_t wdf)
{
    return wdf ? wdf / (norm + wdf) : 0;
}

/* X as a bound of 16 bits. impact_bound() of it is not below X. */
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

/* The greatest share that X may become when the average length changes by the factor R. */
static inline double impact_stretched(double x, double r)
{
    return r > 1 ? x * r / (1 - x + x * r) : x;
}
/* The least share that X may become then. */
static inline double impact_shrunk(double x, double r)
{
    return r < 1 ? x * r / (1 - x + x * r) : x;
}

#endif
