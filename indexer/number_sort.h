/* Sorting numbers by their upper halves: made for the terms of one document, a few
 * hundred. */
#ifndef DATELINE_INDEXER_NUMBER_SORT_H
#define DATELINE_INDEXER_NUMBER_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Sorts A, N numbers, fewer than 2^32, by their upper halves, which are below
 * LIMIT, or any where that is UINT32_MAX. Where they are then: in A or in OTHER,
 * which has as much room. */
uint64_t *sort_numbers(uint64_t *a, uint64_t *other, size_t n, uint32_t limit);

#endif
