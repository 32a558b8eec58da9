/* Sorting the terms of one document: a few hundred numbers, all different. */
#ifndef DATELINE_INDEXER_NUMBER_SORT_H
#define DATELINE_INDEXER_NUMBER_SORT_H

#include <stddef.h>
#include <stdint.h>

/* Ascending. N numbers of which no two are equal. */
void sort_numbers(uint64_t *a, size_t n);

#endif
