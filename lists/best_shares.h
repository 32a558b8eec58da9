/* The greatest shares (lists/impact.h) of a term's postings, found while its blocks are written.
 *
 * Shares that may be among the BEST_SHARES greatest are collected; when there is no room for
 * another block, the greatest are selected and the others dropped. Measured against a heap, on
 * building 100,000 generated articles (dateline.h, perf): 6.3 -> 3.5 % of the samples. */
#ifndef DATELINE_LISTS_BEST_SHARES_H
#define DATELINE_LISTS_BEST_SHARES_H

#include "lists/packing.h"

enum { BEST_SHARES = 100, BEST_SHARES_ROOM = 4 * PACKING_BLOCK };

struct best_shares {
    uint32_t len;
    double least; /* a share must exceed it to be among the greatest */
    double list[BEST_SHARES_ROOM];
};

/* Empties B for the next term. */
void best_shares_clear(struct best_shares *b);
/* Adds the shares of N postings, at most PACKING_BLOCK, of the documents DOCS, whose impact_norms,
 * all positive, are NORMS[document]. Returns the greatest of them. */
double best_shares_add(struct best_shares *b, const double *norms, const uint32_t *docs,
                       const uint32_t *wdfs, uint32_t n);
/* The RANKth greatest share above 0 of the term, from 1 to BEST_SHARES, rounded down; 0 if there
 * are fewer. Reorders B. */
float best_shares_at(struct best_shares *b, uint32_t rank);

#endif
