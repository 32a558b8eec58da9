/* Ids that came more than once: of each, all but the last version are dropped. */
#ifndef DATELINE_INDEXER_INDEX_AGAIN_H
#define DATELINE_INDEXER_INDEX_AGAIN_H

#include "indexer/index/builder.h"
#include "indexer/invert/run.h"

/* Reads the keys of all RUNS, once or twice, and rewinds them. What is known of
 * each id only now is told to EVENTS: that it came again, or that its last
 * version is not to be built, which is dropped too. Exact, in 8 bytes a
 * document. */
dateline_status again_drop(struct run *const *runs, size_t n, const struct builder_events *events,
                           dateline_error *err);

#endif
