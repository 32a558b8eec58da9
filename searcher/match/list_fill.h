/* Windows of documents, evaluated node by node.
 *
 * A node sets a bit for each document of the window that matches it and, where scores are
 * wanted, adds its score to the document's place in a row. Every shape of query is counted
 * and listed so, and shapes without a search of their own (list_or.h, list_and.h) are
 * scored so. Windows only go forward. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_FILL_H
#define DATELINE_SEARCHER_MATCH_LIST_FILL_H

#include "searcher/match/list_bits.h"
#include "searcher/match/list_node.h"

/* The window that holds DOCUMENT begins with this document; the first one has a place for 0,
 * which is no document. */
static inline uint32_t list_window_of(uint32_t document)
{
    return document / PASS_WINDOW * PASS_WINDOW;
}

/* Replaces BITS by the documents that N matches in the window that begins with FIRST, without
 * deleted ones. Adds scores to ROW unless it is NULL, also to places whose bit stays clear. */
void list_window(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                 double *row);

/* Clears the bits of deleted documents. */
void list_drop_deleted(const struct list_pass *p, uint32_t first, uint64_t *bits);

/* ---- Parts of list_window ------------------------------------------------------- */

/* Adds N's bits to BITS, which may be set before only if N is a leaf, PHRASE, NEAR or OR of
 * these. CLEAN: ROW gets scores only in places whose bit N sets. */
void list_fill(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
               double *row, bool clean);

/* list_fill_leaf.c */
void list_fill_all(const struct list_pass *p, uint32_t first, uint64_t *bits);
void list_fill_ranges(struct list_node *n, uint32_t first, uint64_t *bits);
void list_fill_term(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                    double *row);
/* Keeps (IN) or drops those of BITS that the term N has, by looking each up. */
void list_probe_term(struct list_pass *p, struct list_node *n, bool in, uint32_t first,
                     uint64_t *bits, double *row);

/* list_fill_words.c */
void list_fill_near(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                    double *row);
void list_fill_synonym(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                       double *row);
/* Whether the words of a PHRASE or NEAR, whose cursors all stand at one document, are in
 * their places in it. */
bool list_words_near(struct list_pass *p, struct list_node *n);

#endif
