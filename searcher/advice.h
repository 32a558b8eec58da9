/* What to tell somebody whose query found nothing. Advice is a kindness: where it
 * cannot be had, nothing is said. */
#ifndef DATELINE_SEARCHER_ADVICE_H
#define DATELINE_SEARCHER_ADVICE_H

#include "searcher/answer.h"

enum {
    ADVICE_CLAUSES = 16, /* looked at */
    ADVICE_WORDS = 10,   /* looked for in other spellings */
};
#define ADVICE_SECONDS 2.0 /* for counting, all together */

typedef void advice_writer(void *ctx, const char *line);

/* For Q, which found nothing: words that the index has not, with those that may
 * have been meant, and which clauses it finds something without, and how much. */
void advise(struct searcher *s, const struct question *q, advice_writer *tell, void *ctx);

/* For A, which found nothing: ranges of dates that hold no article, and those that
 * the index has. */
void advise_dates(struct searcher *s, const struct asked *a, advice_writer *tell, void *ctx);

#endif
