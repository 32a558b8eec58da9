/* A full block of documents as a set of bits, one for each document of its range: what terms in
 * many of the documents have instead of gaps. A set is smaller, is joined with others a word at
 * a time, and answers for a document without being unpacked.
 *
 * Its bytes, lowest bits first: bit I stands for the document BEFORE + 1 + I, where BEFORE is the
 * last document of the block before; the last bit set stands for LAST, the block's last
 * document. */
#ifndef DATELINE_LISTS_DOC_SET_H
#define DATELINE_LISTS_DOC_SET_H

#include <stdbool.h>

#include "core/bits.h"
#include "lists/packing.h"

enum {
    DOC_SET_SPAN = 1024, /* documents at most, from the first bit to the last */
    DOC_SET_WORDS = DOC_SET_SPAN / 64,
    DOC_SET_ROOM = PACKING_BLOCK + 8, /* for documents that are unpacked eight at a time */
};

struct doc_set {
    uint32_t first; /* the document of the first bit */
    uint32_t words; /* in BITS; the others are not set */
    uint64_t bits[DOC_SET_WORDS];
    /* By word: how many documents are in the words before it. After doc_set_rank(). */
    uint8_t ranks[DOC_SET_WORDS];
};

/* The number of bytes of a set of documents above BEFORE, up to LAST. */
static inline uint32_t doc_set_size(uint32_t before, uint32_t last)
{
    return (last - before + 7) / 8;
}

/* Writes the set of ascending DOCS, which lie above BEFORE and span at most DOC_SET_SPAN. */
void doc_set_put(const uint32_t docs[PACKING_BLOCK], uint32_t before, uint8_t *out);
/* Reads a set of at most DOC_SET_SPAN documents; false unless it ends with LAST. */
bool doc_set_read(struct doc_set *s, const uint8_t *bytes, uint32_t before, uint32_t last);
/* Counts the documents of S; false unless they are PACKING_BLOCK. A set that is only joined with
 * others need not be counted. */
bool doc_set_rank(struct doc_set *s);
/* Writes the documents of S, which are counted, in ascending order, to the first PACKING_BLOCK
 * places of DOCS; the others are scratch. */
void doc_set_docs(const struct doc_set *s, uint32_t docs[DOC_SET_ROOM]);

/* Whether DOCUMENT is in S, whose documents are counted; if so, *PLACE is the number of documents
 * before it. */
static inline bool doc_set_has(const struct doc_set *s, uint32_t document, uint32_t *place)
{
    uint32_t at = document - s->first; /* too great if it lies before */
    uint64_t word, bit = UINT64_C(1) << at % 64;

    if (at / 64 >= s->words)
        return false;
    word = s->bits[at / 64];
    *place = s->ranks[at / 64] + bits_count_word(word & (bit - 1));
    return word & bit;
}

#endif
