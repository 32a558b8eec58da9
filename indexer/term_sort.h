/* Sorts the terms of a run by their bytes. */
#ifndef DATELINE_INDEXER_TERM_SORT_H
#define DATELINE_INDEXER_TERM_SORT_H

#include <stdint.h>

#include "core/buf.h"

/* A term on its way to its place: eight of its bytes decide nearly always. */
struct ranked {
    uint64_t head; /* big-endian, zeros behind the end */
    uint32_t term; /* its number, an index into the texts */
};

/* Fills TERMS with the numbers of N different TEXTS in byte order; SPARE has
 * room for as many, and holds nothing afterwards. */
void term_sort(const struct span *texts, size_t n, struct ranked *terms, struct ranked *spare);

#endif
