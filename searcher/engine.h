/* The engine: questions in, answers out.
 *
 * It knows of no output, terminal or option. An engine and its answers are for one
 * thread at a time. */
#ifndef DATELINE_SEARCHER_ENGINE_H
#define DATELINE_SEARCHER_ENGINE_H

#include "searcher/answer.h"

struct engine;

dateline_status engine_open(const char *index, struct engine **out, dateline_error *err);
/* FROM again, for another thread: it sees the same commit; either may be closed first.
 * DATELINE_NO_INDEX where a writer has taken the files away since. */
dateline_status engine_open_same(const struct engine *from, struct engine **out,
                                 dateline_error *err);
void engine_close(struct engine *e); /* NULL is nothing */

/* Lent as long as the engine is open. */
struct snapshot *engine_snapshot(const struct engine *e);

/* *OUT is to be freed even after a failure: it then has the warnings. */
dateline_status engine_answer(struct engine *e, const struct question *q, struct answer **out,
                              dateline_error *err);

/* Adds advice to an answer that found nothing; where it cannot be had, there is none.
 * First: ranges of dates that hold no article, and those that the index has. */
void engine_advise_dates(struct answer *a);
/* Then: words that the index lacks, with those that may have been meant, and which
 * clauses the query would find something without. It may take ADVICE_SECONDS. */
void engine_advise(struct answer *a);

/* The article ID; *OUT borrows *RECORD, which is to be freed even after a failure.
 * DATELINE_NOT_FOUND where there is none. */
dateline_status engine_article(struct engine *e, struct span id, struct buf *record,
                               struct article *out, dateline_error *err);

#endif
