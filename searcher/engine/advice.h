/* Limits of engine_advise() and engine_advise_dates(). */
#ifndef DATELINE_SEARCHER_ENGINE_ADVICE_H
#define DATELINE_SEARCHER_ENGINE_ADVICE_H

#include "searcher/engine/engine_parts.h"

enum {
    ADVICE_CLAUSES = 16, /* tried without */
    ADVICE_WORDS = 10,   /* whose spelling is looked up */
};
#define ADVICE_SECONDS 2.0 /* for all counting */

/* So much from now on, and no longer than the answer A may take. */
struct match_limits advice_limits(const struct answer *a);

#endif
