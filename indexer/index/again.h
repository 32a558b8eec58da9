/* Drops all but the last version of every id that was submitted more than once. */
#ifndef DATELINE_INDEXER_INDEX_AGAIN_H
#define DATELINE_INDEXER_INDEX_AGAIN_H

#include "indexer/index/builder.h"
#include "indexer/invert/run.h"

/* Reads the keys of all RUNS once or twice and rewinds them. Drops earlier versions, and last
 * versions that are not to be built, and reports both to EVENTS. Exact; uses 8 bytes a document. */
dateline_status again_drop(struct run *const *runs, size_t n, const struct builder_events *events,
                           dateline_error *err);

#endif
