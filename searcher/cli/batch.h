/* A file of queries, answered in its order.
 *
 * A line is `query`, `qid<TAB>query`, or a JSON object with "id", "q" and
 * optionally "since", "until", "limit", "sort", "any", "widen". Blank lines are passed
 * over; without an id it is the line's number.
 *
 * Several threads answer several lines at a time, each with an engine of its
 * own over the same snapshot. Their number does not change the output. */
#ifndef DATELINE_SEARCHER_CLI_BATCH_H
#define DATELINE_SEARCHER_CLI_BATCH_H

#include "searcher/cli/options.h"
#include "searcher/engine/engine.h"

/* A line's question, over DEFAULTS; it borrows from LINE and from *MEMORY,
 * which is reused from line to line. DATELINE_BAD_QUERY for what cannot be read. */
dateline_status batch_parse(struct span line, uint64_t number, const struct question *defaults,
                            struct buf *memory, struct question *out, dateline_error *err);

/* Answers all lines of the file IN as O says, on standard output; NAME is the file's, for
 * messages. A line that cannot be understood gives a message with its number, and *BAD counts it.
 * The first failure of another kind ends the batch. */
dateline_status batch_run(struct engine *e, const struct options *o, int in, const char *name,
                          uint64_t *bad, dateline_error *err);

#endif
