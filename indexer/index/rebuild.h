/* Rebuilds an index of an older schema, or of other or unknown stems: the stored articles are
 * analysed again. */
#ifndef DATELINE_INDEXER_INDEX_REBUILD_H
#define DATELINE_INDEXER_INDEX_REBUILD_H

#include "indexer/index/index_state.h"

/* Submits every article of X that stays after the commit to X's builder, as it is stored.
 * DATELINE_CORRUPT if one cannot be read. */
dateline_status rebuild_articles(struct index *x, dateline_error *err);

/* To be called when commit_segment has named the rebuilt segment MADE: if X had a segment of that
 * name, which is kept in place of the new one, verifies every byte of it, because rebuilding reads
 * only its articles. */
dateline_status rebuild_verify_kept(const struct index *x, const struct segment *made,
                                    dateline_error *err);

#endif
