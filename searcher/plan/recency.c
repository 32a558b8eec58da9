/* How the date of an article counts in its score. */
#include "searcher/plan/recency.h"

#include <math.h>

double recency_factor(const struct recency *r, dateline_day day)
{
    int32_t age;

    if (!r->halflife)
        return 1;
    if (!day)
        return RECENCY_LEAST + (1 - RECENCY_LEAST) / 2;
    age = day_number(r->today) - day_number(day_first(day));
    return RECENCY_LEAST + (1 - RECENCY_LEAST) * exp2(age > 0 ? -(double)age / r->halflife : 0);
}
