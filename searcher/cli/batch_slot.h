/* One line of a batch on its way through: read, answered, written. */
#ifndef DATELINE_SEARCHER_CLI_BATCH_SLOT_H
#define DATELINE_SEARCHER_CLI_BATCH_SLOT_H

#include "searcher/cli/batch.h"

enum { BATCH_WARNINGS = 20 };

/* The output of all answers, in the order of their lines. Only the line whose turn it is touches
 * it. */
struct batch_result {
    const struct options *options;
    const char *name;         /* of the file, for messages */
    struct timeline timeline; /* of a batch of timelines */
    uint64_t answered, bad;
    uint64_t warnings; /* of all lines so far; the first BATCH_WARNINGS were told */
};

struct slot {
    struct batch_result *result;
    /* Returns when it is this line's turn to write; false: there is to be no more. */
    bool (*turn)(void *ctx, const struct slot *s);
    void *ctx;
    uint64_t sequence; /* among the lines that are not blank, from 0 */
    uint64_t number;   /* of the line in the file, from 1 */
    struct buf line;
    bool done; /* answered, and not yet written as a whole */

    struct buf memory, messages;
    size_t told; /* bytes of messages */
    struct question question;
    struct output out;
    struct answer *answer; /* of a timeline, until it is written */
    bool begun;            /* some of the answer has been written */
    dateline_status status;
    dateline_error err;
};

/* Answers the line; for what is long, waits for its turn. */
void slot_answer(struct slot *s, struct engine *e);
/* Writes what remains of the answer, in turn. Only what is wrong with the index
 * or the disk fails, and what goes beyond a limit of the whole. */
dateline_status slot_write(struct slot *s, dateline_error *err);
void slot_free(struct slot *s);

#endif
