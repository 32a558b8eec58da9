/* The termlist table: what each document holds, so that it can be taken back.
 *
 * Every document has an entry, also one without terms, whose tag is empty. Term
 * lists are encoded apart from writing, to be kept until their turn comes. */
#ifndef DATELINE_INDEXER_GLASS_TERMLIST_H
#define DATELINE_INDEXER_GLASS_TERMLIST_H

#include "core/buf.h"
#include "indexer/glass/table.h"

struct glass_document_term {
    struct span term; /* 1 to GLASS_TERM_MAX bytes */
    uint32_t wdf;
};

/* A term is the length of what it shares with the one before and the rest of
 * it. A small wdf is packed into the first byte together with the length shared,
 * which then exceeds the length of the term before, BEFORE: that tells the two
 * apart. What the byte would be; over UINT8_MAX where it cannot be done, which is
 * for every wdf above 126, as no term is empty. */
static inline size_t termlist_packed(uint32_t wdf, size_t before, size_t shared)
{
    return ((size_t)wdf + 1) * (before + 1) + shared;
}

/* Appends the tag of a document's N terms, in byte order; LENGTH is the sum of
 * their wdfs. Nothing for no terms. */
void termlist_encode(uint32_t length, const struct glass_document_term *terms, size_t n,
                     struct buf *out);

/* Reads a tag, inflated if it was compressed:
 *
 *     for (ok = termlist_begin(&c, tag); ok && c.left; ) ok = termlist_next(&c, &term)
 *
 * False means damage. The tag is borrowed; the caller frees c.term. */
struct termlist {
    uint32_t length; /* of the document */
    uint32_t left;   /* terms to come */
    struct span in;
    struct buf term;
};
bool termlist_begin(struct termlist *c, struct span tag);
/* The term is valid until the next call. */
bool termlist_next(struct termlist *c, struct glass_document_term *out);

/* ---- The table: a GLASS_TERMLIST one -------------------------------------- */

/* Numbers ascend, and a document's slots follow its terms. TAG is as encoded, and raw
 * deflate where COMPRESSED. */
dateline_status glass_termlist_add(struct glass_table *t, uint32_t id, struct span tag,
                                   bool compressed, dateline_error *err);
/* The slots, ascending, of which the document has values; n is not 0. */
dateline_status glass_termlist_slots(struct glass_table *t, uint32_t id, const uint32_t *slots,
                                     size_t n, dateline_error *err);

/* Reads the key of an entry: a document's terms, or its slots. */
bool glass_termlist_key(struct span key, uint32_t *id, bool *is_slots);

#endif
