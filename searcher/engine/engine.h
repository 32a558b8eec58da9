/* The engine answers questions from an index; it never prints.
 *
 * One thread at a time may use an engine and its answers. */
#ifndef DATELINE_SEARCHER_ENGINE_ENGINE_H
#define DATELINE_SEARCHER_ENGINE_ENGINE_H

#include "searcher/engine/answer.h"

struct engine;
struct snapshot_reach;

dateline_status engine_open(const char *index, struct engine **out, dateline_error *err);
/* The same, waiting for databases on other machines as REACH says (snapshot/snapshot.h). */
dateline_status engine_open_within(const char *index, const struct snapshot_reach *reach,
                                   struct engine **out, dateline_error *err);
/* Opens the commit of FROM for another thread; either may be closed first.
 * DATELINE_NO_INDEX if a writer has removed its files. */
dateline_status engine_open_same(const struct engine *from, struct engine **out,
                                 dateline_error *err);
void engine_close(struct engine *e); /* accepts NULL */

/* Borrowed: the engine owns it. */
struct snapshot *engine_snapshot(const struct engine *e);

/* One line on what makes all answers doubtful, for whoever reads them; NULL if nothing does. */
const char *engine_notice(const struct engine *e);

/* The caller frees *OUT, also after a failure, when it holds the warnings. */
dateline_status engine_answer(struct engine *e, const struct question *q, struct answer **out,
                              dateline_error *err);

/* Adds advice on date ranges without an article to an answer that found nothing.
 * Failures add no advice. */
void engine_advise_dates(struct answer *a);
/* Then adds advice on words missing from the index, with suggestions, and on clauses
 * without which the query matches. Takes up to ADVICE_SECONDS. */
void engine_advise(struct answer *a);

/* Reads the article ID; *OUT borrows *RECORD, which the caller frees, also after a
 * failure. DATELINE_NOT_FOUND if there is none. */
dateline_status engine_article(struct engine *e, struct span id, struct buf *record,
                               struct article *out, dateline_error *err);

/* Replaces OUT by TEXT with the words that Q's query matches between the marks of snippets. Fails
 * where the query cannot be parsed; DATELINE_TIMEOUT past Q's deadline, if it has begun. */
dateline_status engine_mark(struct engine *e, const struct question *q, struct span text,
                            struct buf *out, dateline_error *err);

#endif
