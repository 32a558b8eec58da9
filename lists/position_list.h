/* Reads a term's positions, one block of postings at a time.
 *
 * Whatever the file holds, and however it was made: the positions of a document ascend. */
#ifndef DATELINE_LISTS_POSITION_LIST_H
#define DATELINE_LISTS_POSITION_LIST_H

#include "lists/posting_list.h"

/* The positions of one block of postings. Initialise with BLOCK = POSTING_END, all else
 * zero. It serves one posting list at a time. */
struct position_block {
    uint32_t block; /* the block it holds; POSTING_END: none */
    uint32_t *list; /* positions, document after document; owned */
    size_t cap;
    uint32_t ends[PACKING_BLOCK];        /* the index in LIST after each document's last */
    uint64_t summed[PACKING_BLOCK / 64]; /* one bit per document: 0 if LIST holds its steps,
                                          * not yet its positions */
    /* Steps from LIST's index PACKED on are vbytes, which are read when they are asked for. */
    uint32_t packed, steps; /* packed ones, and all */
    const uint8_t *vbytes, *vbytes_end;
    uint32_t next; /* the step whose vbyte is at NEXT_VBYTE */
    const uint8_t *next_vbyte;
};

/* Reads the positions of C's current block, and unpacks its postings if needed. False if
 * they are damaged; C says so too. */
bool position_block_read(struct position_block *b, struct posting_cursor *c);
/* Has the processor fetch the beginning of the positions of C's block, which B is to hold. */
void position_block_expect(const struct position_block *b, const struct posting_cursor *c);
/* Frees the memory and makes B empty. */
void position_block_free(struct position_block *b);

/* The positions of the document at index AT of the block, ascending; valid until another
 * block is read. N is 0 if they are damaged. */
const uint32_t *position_block_of(struct position_block *b, uint32_t at, uint32_t *n);

/* Makes all steps of the block ready for position_block_steps(); false if they are damaged. */
bool position_block_unpack(struct position_block *b);
/* The same as steps (lists_writer.h), of a block that is unpacked and none of whose documents was
 * asked for otherwise. */
static inline const uint32_t *position_block_steps(const struct position_block *b, uint32_t at,
                                                   uint32_t *n)
{
    uint32_t start = at ? b->ends[at - 1] : 0;

    *n = b->ends[at] - start;
    return b->list + start;
}

#endif
