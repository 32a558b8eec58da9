/* The term lists of a run in memory, for the termlist table. */
#ifndef DATELINE_INDEXER_INVERT_INVERTER_CONTENTS_H
#define DATELINE_INDEXER_INVERT_INVERTER_CONTENTS_H

#include "indexer/invert/inverter_state.h"

struct contents;

/* For V's documents; RANK (by term number) and TEXTS (by rank) are borrowed until
 * contents_free. */
struct contents *contents_new(const struct inverter *v, const uint32_t *rank,
                              const struct span *texts);
void contents_free(struct contents *c);

/* Makes the term list of D, one of the documents; valid until the next call. */
void contents_get(struct contents *c, const struct document *d, struct run_tag *out);

#endif
