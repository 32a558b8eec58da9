/* Term lists deflated as they are encoded: the bytes that deflate_tag makes of
 * what termlist_encode makes, in one step.
 *
 * Our codes for term lists have no matches, so that each byte's code is known
 * beforehand, and those of a term's text are put together once for all the lists
 * that name it. */
#ifndef DATELINE_INDEXER_GLASS_TERMLIST_CODER_H
#define DATELINE_INDEXER_GLASS_TERMLIST_CODER_H

#include <stdint.h>

#include "core/buf.h"

enum { CODED_HEAD = 8 };

struct coded_term {
    uint64_t head;          /* the first eight bytes, big-endian, zeros behind the end */
    uint64_t bits;          /* the codes of the first COVERED of them */
    uint8_t at[CODED_HEAD]; /* where in bits each of those begins */
    uint32_t tail;          /* the codes of the others: words of the coder's tails */
    uint8_t len, covered, count, tails; /* COUNT of bits */
};

struct termlist_coder {
    struct stream_codes *codes;
    const struct span *texts;
    struct coded_term *terms;
    uint64_t *tails; /* codes above, how many bits they are below */
    size_t n_tails, tails_cap;
    struct buf out;
};

/* For N terms in byte order, lent as long as there is the coder. */
struct termlist_coder *termlist_coder_new(const struct span *texts, uint32_t n);
void termlist_coder_free(struct termlist_coder *c);

/* What termlist_code() will need of term number I. */
static inline void termlist_coder_prefetch(const struct termlist_coder *c, uint64_t i)
{
    __builtin_prefetch(&c->terms[i]);
}

/* Lends the tag of a document's N terms, each its number above and its wdf
 * below, ascending, until the next call; LENGTH is the sum of the wdfs. False
 * where it is MOST bytes or more, or would better be made another way. */
bool termlist_code(struct termlist_coder *c, uint32_t length, const uint64_t *terms, size_t n,
                   size_t most, struct span *out);

#endif
