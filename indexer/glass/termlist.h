/* The termlist table: the terms and slots of each document, for its removal.
 *
 * Every document has an entry; the tag of one without terms is empty. Term lists are encoded
 * separately from writing. */
#ifndef DATELINE_INDEXER_GLASS_TERMLIST_H
#define DATELINE_INDEXER_GLASS_TERMLIST_H

#include "core/buf.h"
#include "indexer/glass/table.h"

struct glass_document_term {
    struct span term; /* 1 to GLASS_TERM_MAX bytes */
    uint32_t wdf;
};

/* A term is stored as the length of the prefix that it shares with the term before, and the rest. A
 * small wdf is packed into the first byte together with SHARED; the result exceeds BEFORE, the
 * length of the term before, which no SHARED does. Returns that byte, or more than UINT8_MAX if it
 * does not fit, as for every wdf above 126, since no term is empty. */
static inline size_t termlist_packed(uint32_t wdf, size_t before, size_t shared)
{
    return ((size_t)wdf + 1) * (before + 1) + shared;
}

/* Appends the tag of a document's N terms, in byte order; LENGTH is the sum of their wdfs. Appends
 * nothing if N is 0. */
void termlist_encode(uint32_t length, const struct glass_document_term *terms, size_t n,
                     struct buf *out);

/* Reads a tag that is inflated:
 *
 *     for (ok = termlist_begin(&c, tag); ok && c.left; ) ok = termlist_next(&c, &term)
 *
 * False means damage. The tag is borrowed; the caller frees c.term. */
struct termlist {
    uint32_t length; /* of the document */
    uint32_t left;   /* terms not yet read */
    struct span in;
    struct buf term;
};
bool termlist_begin(struct termlist *c, struct span tag);
/* The term is valid until the next call. */
bool termlist_next(struct termlist *c, struct glass_document_term *out);

/* ---- The table: a GLASS_TERMLIST one -------------------------------------- */

/* Adds a document's term list to a GLASS_TERMLIST table; numbers ascend, and a document's slots
 * come after its terms. TAG is raw deflate if COMPRESSED. */
dateline_status glass_termlist_add(struct glass_table *t, uint32_t id, struct span tag,
                                   bool compressed, dateline_error *err);
/* Adds the slots in which the document has values, in ascending order; n is not 0. */
dateline_status glass_termlist_slots(struct glass_table *t, uint32_t id, const uint32_t *slots,
                                     size_t n, dateline_error *err);

/* Reads the key of an entry, either a document's terms or its slots. */
bool glass_termlist_key(struct span key, uint32_t *id, bool *is_slots);

#endif
