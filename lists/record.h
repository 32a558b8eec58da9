/* One term's lists being made: blocks of postings and of positions. Part of the writer.
 *
 * Postings gather in a block of 128. A full block goes to the record's bytes and its line
 * to the directory; the last block stays as it is until the term ends. */
#ifndef DATELINE_LISTS_RECORD_H
#define DATELINE_LISTS_RECORD_H

#include "core/buf.h"
#include "lists/impact.h"
#include "lists/packing.h"

enum { RECORD_TENTH = 10, RECORD_BEST = 100 /* the greatest shares that are kept */ };

/* A full block's line in the directory. */
struct record_line {
    uint32_t last, end;
    uint16_t bound;
    uint64_t position_end;
};

struct record {
    const double *norms; /* by document, from 1; borrowed */
    uint32_t documents;  /* of the blocks ended */
    uint64_t occurrences;
    uint32_t wdf_max;
    bool positional;

    uint32_t docs[PACKING_BLOCK], wdfs[PACKING_BLOCK], counts[PACKING_BLOCK];
    uint32_t len;          /* in the block */
    uint32_t block_before; /* the last document before the block */
    uint32_t *steps;       /* positions of the block, as steps */
    size_t n_steps, cap_steps;

    struct record_line *lines;
    size_t n_lines, cap_lines;
    struct buf data;         /* the full blocks */
    struct buf positions;    /* not yet taken by the writer */
    uint64_t positions_len;  /* taken ones too */
    float best[RECORD_BEST]; /* a heap, the least first */
    uint32_t n_best;
};

/* Empties R for the next term, keeping its memory; all zeros but norms is empty too. */
void record_begin(struct record *r);
/* STEPS as in lists_writer.h. */
void record_add(struct record *r, uint32_t document, uint32_t wdf, struct span steps);
/* Ends the term: its bytes of the postings file, appended to OUT, and r->positions. Documents and
 * occurrences are complete now. */
void record_end(struct record *r, struct buf *out);
void record_free(struct record *r);

#endif
