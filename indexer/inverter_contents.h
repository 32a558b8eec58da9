/* What a run in memory hands to the docdata and termlist tables. */
#ifndef DATELINE_INDEXER_INVERTER_CONTENTS_H
#define DATELINE_INDEXER_INVERTER_CONTENTS_H

#include "indexer/inverter_state.h"

struct contents;

/* RANK by number and TEXTS by rank of N_TERMS terms; all are lent. */
struct contents *contents_new(const uint32_t *rank, const struct span *texts, uint32_t n_terms);
void contents_free(struct contents *c);

/* The tags of D, a document of the inverter's; lent until the next call. */
void contents_get(struct contents *c, const struct document *d, struct run_content *out);

#endif
