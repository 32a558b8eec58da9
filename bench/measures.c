/* Measures of rankings. */
#include "bench/measures.h"

#include <math.h>
#include <stdlib.h>

static double cumulated_gain(const unsigned *grades, size_t len, size_t cut)
{
    double sum = 0;

    for (size_t i = 0; i < len && i < cut; i++)
        sum += grades[i] / log2((double)i + 2);
    return sum;
}

static int greatest_first(const void *a, const void *b)
{
    unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;

    return x < y ? 1 : x > y ? -1 : 0;
}

double measure_ndcg(const unsigned *ranked, size_t len, unsigned *judged, size_t n_judged,
                    size_t cut)
{
    double best;

    if (!n_judged)
        return 0;
    qsort(judged, n_judged, sizeof *judged, greatest_first);
    best = cumulated_gain(judged, n_judged, cut);
    return best > 0 ? cumulated_gain(ranked, len, cut) / best : 0;
}

double measure_average_precision(const unsigned *ranked, size_t len, size_t relevant)
{
    double sum = 0;
    size_t found = 0;

    for (size_t i = 0; i < len; i++)
        if (ranked[i])
            sum += (double)++found / (double)(i + 1);
    return relevant ? sum / (double)relevant : 0;
}

double measure_recall(const unsigned *ranked, size_t len, size_t relevant, size_t cut)
{
    size_t found = 0;

    for (size_t i = 0; i < len && i < cut; i++)
        found += ranked[i] > 0;
    return relevant ? (double)found / (double)relevant : 0;
}
