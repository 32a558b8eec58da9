/* What to tell somebody whose query found nothing: engine_advise() and
 * engine_advise_dates(). Advice is a kindness: where it cannot be had, nothing is said. */
#ifndef DATELINE_SEARCHER_ENGINE_ADVICE_H
#define DATELINE_SEARCHER_ENGINE_ADVICE_H

#include "searcher/engine/engine_parts.h"

enum {
    ADVICE_CLAUSES = 16, /* looked at */
    ADVICE_WORDS = 10,   /* looked for in other spellings */
};
#define ADVICE_SECONDS 2.0 /* for counting, all together */

#endif
