/* Makes a sorted run of articles, in memory.
 *
 * Each article is analysed as it comes and appended as a list of its terms, with wdf and positions
 * in their final form; each term only has counters. When the run is made, documents and terms
 * are sorted and the lists inverted in one pass: the postings of a term go to a contiguous piece of
 * memory, in document order, whose size follows from the counters. No posting has a node of its
 * own, and postings are not sorted.
 *
 * Threads: an inverter belongs to one thread; each thread fills its own run. */
#ifndef DATELINE_INDEXER_INVERT_INVERTER_H
#define DATELINE_INDEXER_INVERT_INVERTER_H

#include "indexer/invert/run.h"
#include "indexer/invert/submission.h"
#include "text/stem.h"

struct inverter;

/* Takes ownership of the stemmer. */
struct inverter *inverter_open(struct stemmer *stemmer);
void inverter_close(struct inverter *v);

/* TURN is the article's number among all submitted. */
void inverter_add(struct inverter *v, const struct submission *s, uint64_t turn);
/* Memory in use, and the memory that inverter_run will need. */
size_t inverter_memory(const struct inverter *v);
uint32_t inverter_documents(const struct inverter *v);
size_t inverter_postings(const struct inverter *v);

/* Makes a run of all articles. The run borrows the inverter, which takes no articles
 * until inverter_reset. */
struct run *inverter_run(struct inverter *v);
/* Empties the inverter; the run must be closed before. */
void inverter_reset(struct inverter *v);

#endif
