/* The index that is served: engines for requests, all of the newest commit.
 *
 * An edition is one commit, opened once; its engines share the mapped files. A request borrows an
 * engine and keeps its edition until it gives it back, so a newer commit neither waits for a
 * request nor fails one. All functions but archive_refresh may be called from any thread. */
#ifndef DATELINE_SERVE_ARCHIVE_H
#define DATELINE_SERVE_ARCHIVE_H

#include <stdint.h>
#include <time.h>

#include "searcher/engine/completion.h"

struct archive;
struct edition;

/* The facts of an edition that replies tell. */
struct edition_facts {
    struct span commit; /* changes with every commit; empty if that cannot be told */
    uint64_t articles;
    dateline_day first, last; /* 0: no article is dated */
    bool remote;              /* a part is on another machine */
    time_t since;             /* when it was committed; 0: not known */
    uint64_t before;          /* editions that the archive had before it */
};

/* A borrowed engine. */
struct loan {
    struct edition *edition;
    struct engine *engine;
    bool own; /* lent to nobody else afterwards; set for an engine that has failed */
};

/* Queries take up to SECONDS, 0: as long as they like. */
dateline_status archive_open(const char *index, double seconds, struct archive **out,
                             dateline_error *err);
void archive_close(struct archive *a); /* after all loans have ended; accepts NULL */

/* Moves to the newest commit if there is one. Fails, the edition unchanged, if it cannot be
 * opened. One thread at a time. */
dateline_status archive_refresh(struct archive *a, dateline_error *err);

dateline_status archive_borrow(struct archive *a, struct loan *out, dateline_error *err);
/* The same, for answers without what other machines do not answer: an index with a part on another
 * machine is opened anew. */
dateline_status archive_borrow_partial(struct archive *a, double seconds, struct loan *out,
                                       dateline_error *err);
void archive_return(struct archive *a, struct loan *loan); /* zeroes *LOAN; accepts zeros */
/* Whether a part of the index is on another machine. */
bool archive_is_remote(struct archive *a);
/* Borrowed for as long as the loan lasts. */
const struct edition_facts *loan_facts(const struct loan *loan);
struct completion_memory *loan_completions(const struct loan *loan);

#endif
