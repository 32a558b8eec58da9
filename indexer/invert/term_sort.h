/* Sorts the terms of a run by their bytes.
 *
 * Measured against qsort: 0.66 -> 0.64 s of processor time on Reuters (medians of ten
 * alternating runs; minima 0.62 -> 0.60; dateline-index add, release build). */
#ifndef DATELINE_INDEXER_INVERT_TERM_SORT_H
#define DATELINE_INDEXER_INVERT_TERM_SORT_H

#include <stdint.h>

#include "core/buf.h"

/* A term being sorted; its first eight bytes nearly always decide. */
struct ranked {
    uint64_t head; /* big-endian, zero after the end */
    uint32_t term; /* its number, an index into the texts */
};

/* Fills TERMS with the numbers of N different TEXTS in byte order. SPARE has room for N; its
 * content is undefined afterwards. */
void term_sort(const struct span *texts, size_t n, struct ranked *terms, struct ranked *spare);

#endif
