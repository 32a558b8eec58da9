/* Where a term stands in documents: the positions of a block of postings at a time. */
#ifndef DATELINE_LISTS_POSITION_LIST_H
#define DATELINE_LISTS_POSITION_LIST_H

#include "lists/posting_list.h"

/* The positions of the block that a cursor stands in. All zeros but BLOCK is empty. */
struct position_block {
    uint32_t block; /* POSTING_END: none */
    uint32_t *list; /* one document after the other, as steps until asked for; owned */
    size_t cap;
    uint32_t ends[PACKING_BLOCK];        /* where each document's end */
    uint64_t summed[PACKING_BLOCK / 64]; /* a bit for each whose steps were added up */
};

/* Reads those of the block in which C stands, whose wdfs are unpacked where they were not.
 * False where they are damaged. */
bool position_block_read(struct position_block *b, struct posting_cursor *c);
void position_block_free(struct position_block *b);

/* The positions, ascending, of the document at AT of the block: lent until another block
 * is read. */
const uint32_t *position_block_of(struct position_block *b, uint32_t at, uint32_t *n);

/* The same as steps (lists_writer.h), of a block none of whose documents was asked for otherwise.
 */
static inline const uint32_t *position_block_steps(const struct position_block *b, uint32_t at,
                                                   uint32_t *n)
{
    uint32_t start = at ? b->ends[at - 1] : 0;

    *n = b->ends[at] - start;
    return b->list + start;
}

#endif
