/* Encodes and deflates a term list in one step; the bytes equal deflate_tag's of termlist_encode's.
 *
 * The codes for term lists have no matches, so each byte's code is fixed: the codes of a term's
 * text are joined once, for all lists that contain the term.
 *
 * Measured against termlist_encode and deflate_tag: 0.71 -> 0.64 s of processor time on Reuters
 * (dateline-index add, release build); against libdeflate for lists and records 1.18 -> 0.64 s. */
#ifndef DATELINE_INDEXER_GLASS_TERMLIST_CODER_H
#define DATELINE_INDEXER_GLASS_TERMLIST_CODER_H

#include <stdint.h>

#include "core/buf.h"

enum { CODED_HEAD = 8 };

struct coded_term {
    uint64_t head;          /* the first eight bytes, big-endian, zero after the end */
    uint64_t bits;          /* the codes of the first COVERED bytes */
    uint8_t at[CODED_HEAD]; /* where in BITS each of their codes begins */
    uint32_t
        tail; /* the codes of the other bytes: index of their first word in the coder's tails */
    uint8_t len, covered, count, tails; /* COUNT: length of BITS; TAILS: number of words */
};

struct termlist_coder {
    struct stream_codes *codes;
    const struct span *texts;
    struct coded_term *terms;
    uint64_t *tails; /* each word: codes in the high bits, their length in the low ones */
    size_t n_tails, tails_cap;
    struct buf out;
};

/* For N terms in byte order, borrowed until the coder is freed. */
struct termlist_coder *termlist_coder_new(const struct span *texts, uint32_t n);
void termlist_coder_free(struct termlist_coder *c);

/* Prefetches what termlist_code reads of term I. */
static inline void termlist_coder_prefetch(const struct termlist_coder *c, uint64_t i)
{
    __builtin_prefetch(&c->terms[i]);
}

/* Sets *OUT to the tag of a document's N terms, valid until the next call. Each element has the
 * term's number in its upper half and the wdf in its lower half; they ascend. LENGTH is the sum of
 * the wdfs. False if the tag would take MOST bytes or more, or if the codes do not suit it. */
bool termlist_code(struct termlist_coder *c, uint32_t length, const uint64_t *terms, size_t n,
                   size_t most, struct span *out);

#endif
