/* BM25, to explain scores with. */
#include "searcher/plan/bm25.h"

#include <math.h>

double bm25_weight(const struct ranking_settings *s, uint32_t having, uint32_t documents)
{
    double odds = ((double)documents - having + 0.5) / (having + 0.5);

    /* A term of every other article would count nothing, and a more frequent
     * one against the article: below 2 the odds are drawn together towards 1. */
    if (odds < 2)
        odds = odds / 2 + 1;
    return (s->k1 + 1) * log(odds);
}

double bm25_share(const struct ranking_settings *s, uint32_t wdf, uint32_t length,
                  double average_length)
{
    double normal = average_length > 0 ? length / average_length : 0;

    return wdf / (s->k1 * (s->b * fmax(normal, s->floor) + 1 - s->b) + wdf);
}
