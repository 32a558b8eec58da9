/* The inside of a reader, and the way of a query to the engine's answer. */
#ifndef DATELINE_API_READER_H
#define DATELINE_API_READER_H

#include "api/care.h"
#include "searcher/engine/engine.h"

struct dateline_reader {
    struct care care;
    struct engine *engine;
    char *path;
    atomic_bool interrupt;
    unsigned cursors; /* open */
};

/* care_call; from here on the reader can be interrupted. */
dateline_status reader_call(dateline_reader *r, alloc_body *body, void *ctx, dateline_error *err);
/* DATELINE_INTERRUPTED once it was asked for. */
dateline_status reader_interrupted(const dateline_reader *r, dateline_error *err);

/* ID as the index has it: as it is, or as dateline_writer_add would make it, in MADE. */
dateline_status reader_id(dateline_reader *r, struct span id, struct buf *made, struct span *out,
                          dateline_error *err);

/* A question and its answer. */
struct asking {
    struct question question;
    dateline_query query; /* as taken from the caller */
    struct buf like, why; /* ids that had to be made */
    struct answer *answer;
};

/* Takes Q for a question of KIND; more can then be set. *A is all zeros. */
dateline_status asking_take(struct asking *a, dateline_reader *r, const dateline_query *q,
                            enum question_kind kind, dateline_error *err);
dateline_status asking_answer(struct asking *a, dateline_reader *r, dateline_error *err);
/* The answer too, unless it was taken out. */
void asking_free(struct asking *a);

/* Copies of an answer's warnings. */
struct warnings {
    char **list;
    size_t len, cap;
};
void warnings_add(struct warnings *w, const struct answer *a);
/* NULL past the last. */
const char *warnings_at(const struct warnings *w, size_t at);
void warnings_free(struct warnings *w);

#endif
