/* Articles in, a sorted run out, all in memory.
 *
 * While articles come, each is analysed and kept as a list of its terms, with
 * wdf and position tag in their final form: one append, and by term only a
 * count. When the run is closed, documents and terms are sorted and the lists
 * turned round in one pass: every term's postings go to one stretch of memory,
 * in document order, whose room follows from the counts. No node a posting, no
 * sorting of postings.
 *
 * Threads: an inverter belongs to one; several fill runs of their own. */
#ifndef DATELINE_INDEXER_INVERTER_H
#define DATELINE_INDEXER_INVERTER_H

#include "core/stem.h"
#include "indexer/builder.h"
#include "indexer/run.h"

struct inverter;

/* The stemmer is owned from then on: one for each inverter. */
struct inverter *inverter_open(struct stemmer *stemmer);
void inverter_close(struct inverter *v);

/* TURN is the article's number among all submitted. */
void inverter_add(struct inverter *v, const struct submission *s, uint64_t turn);
/* Bytes in use, with what inverter_run will need on top. */
size_t inverter_memory(const struct inverter *v);
uint32_t inverter_documents(const struct inverter *v);
size_t inverter_postings(const struct inverter *v);

/* Sorts what there is. The run borrows the inverter, which takes no more
 * articles until inverter_reset. */
struct run *inverter_run(struct inverter *v);
/* Forgets everything; the run is to be closed before. */
void inverter_reset(struct inverter *v);

#endif
