/* The settings of each ranking. */
#include "searcher/plan/ranking.h"

#include <math.h>

static const struct ranking_settings settings[] = {
    [RANK_DATELINE] = {.k1 = 1.5, .b = 0.5, .floor = 0, .stop = 1 / 20.0, .burst = true},
    [RANK_BM25] = {.k1 = 1, .b = 0.5, .floor = 0.5, .stop = 1},
};

static const char *const ranking_list[] = {[RANK_DATELINE] = "dateline", [RANK_BM25] = "bm25"};

const struct names ranking_names = NAMES("ranking", ranking_list);

const struct ranking_settings *ranking_settings(enum ranking r)
{
    return &settings[r];
}

double ranking_burst(uint32_t having, uint64_t occurrences, uint32_t documents)
{
    double reached = documents * -expm1(-(double)occurrences / documents);

    return having && reached > having ? round(sqrt(reached / having) * 1024) / 1024 : 1;
}
