/* Packs one term's postings and positions into blocks and a directory. Part of
 * lists_writer.
 *
 * Postings are collected in a block of 128. The block is packed when the next posting
 * arrives or the term ends. */
#ifndef DATELINE_LISTS_RECORD_H
#define DATELINE_LISTS_RECORD_H

#include "core/buf.h"
#include "lists/best_shares.h"

enum { RECORD_TENTH = 10 };

/* A block's entries in the directory. */
struct record_line {
    uint32_t last, end;
    uint16_t bound;
    uint64_t position_end;
};

struct record {
    const double *norms; /* by document, from 1; borrowed */
    uint32_t documents;  /* in the blocks that have ended */
    uint64_t occurrences;
    uint32_t wdf_max;
    bool positional;

    uint32_t docs[PACKING_BLOCK], wdfs[PACKING_BLOCK], counts[PACKING_BLOCK];
    uint32_t len;          /* postings in the block */
    uint32_t block_before; /* the last document of the block before */
    uint32_t *steps;       /* the block's positions, as steps */
    size_t n_steps, cap_steps;

    struct record_line *lines;
    size_t n_lines, cap_lines;
    struct buf data;        /* the packed blocks */
    struct buf positions;   /* packed positions that the writer has not taken yet */
    uint64_t positions_len; /* bytes of packed positions, taken ones included */
    struct best_shares best;
};

/* Empties R for the next term and keeps its memory. A new R is all zeros but NORMS. */
void record_begin(struct record *r);
/* Adds a posting; STEPS as in lists_writer.h. */
void record_add(struct record *r, uint32_t document, uint32_t wdf, struct span steps);
/* Ends the term: appends its bytes of the postings file to OUT. The rest of its positions
 * is in r->positions; documents and occurrences count all blocks now. */
void record_end(struct record *r, struct buf *out);
void record_free(struct record *r);

#endif
