/* How good a ranking is, by what judges said of its documents.
 *
 * A grade is 0 for a document that is not relevant, or that nobody judged; the more
 * relevant, the greater. RANKED are the grades of the documents found, the best first. */
#ifndef DATELINE_BENCH_MEASURES_H
#define DATELINE_BENCH_MEASURES_H

#include <stddef.h>

/* Normalised discounted cumulated gain of the first CUT documents (Jarvelin and Kekalainen,
 * 2002): the sum of each grade by the binary logarithm of its rank + 1, by the same sum of
 * the best ranking of all JUDGED grades, which are sorted in place. 0 where none is
 * relevant. */
double measure_ndcg(const unsigned *ranked, size_t len, unsigned *judged, size_t n_judged,
                    size_t cut);
/* Average precision: the mean, over the RELEVANT documents, of the share of relevant ones up
 * to each one's rank; 0 for one not found. Its mean over topics is MAP. */
double measure_average_precision(const unsigned *ranked, size_t len, size_t relevant);
/* The share of the RELEVANT documents that is among the first CUT. */
double measure_recall(const unsigned *ranked, size_t len, size_t relevant, size_t cut);

#endif
