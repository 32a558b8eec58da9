/* What a run in memory hands to the termlist table. */
#ifndef DATELINE_INDEXER_INVERTER_CONTENTS_H
#define DATELINE_INDEXER_INVERTER_CONTENTS_H

#include "indexer/inverter_state.h"

struct contents;

/* Bytes that the term lists of V's documents take besides what their entries took. */
static inline size_t contents_spare(const struct inverter *v)
{
    return v->entry_bytes / 8;
}

/* Makes the term lists of V's documents, as far as they fit where the documents'
 * entries were, which are to be done with, or to spare. RANK by number and TEXTS by rank of
 * V's terms are lent. */
struct contents *contents_new(struct inverter *v, const uint32_t *rank, const struct span *texts);
void contents_free(struct contents *c);

/* The term list of D, one of V's documents; lent until the next call. */
void contents_get(struct contents *c, const struct document *d, struct run_tag *out);

#endif
