/* A posting list cut into chunks, in memory until its end is known.
 *
 * A first chunk's tag begins with the statistics of the whole list, so nothing
 * can be written before the last posting is there: about three bytes a posting
 * are held. The list of document lengths has the same form. */
#ifndef DATELINE_INDEXER_GLASS_CHUNK_H
#define DATELINE_INDEXER_GLASS_CHUNK_H

#include "core/buf.h"
#include "indexer/glass/glass.h"

/* A chunk takes no more postings once its body has so many bytes. */
enum { CHUNK_FULL = 2000 };

struct chunk {
    uint32_t first, last; /* document numbers */
    size_t tag, len;      /* where its tag stands in chunks.bytes, at last */
};

/* All zeros is an empty list. */
struct chunks {
    struct buf bytes;
    struct chunk *list;
    size_t len, cap;
    uint32_t postings;
    uint64_t total; /* of the wdfs */
    uint32_t wdf_max;
};

/* Appends N postings; numbers ascend. */
void chunks_add(struct chunks *c, const struct glass_posting *postings, size_t n);
/* Puts the heads before the bodies, once, after the last posting. Without
 * statistics tf and cf are written as 0, as the list of lengths has them. */
void chunks_end(struct chunks *c, bool with_statistics);
/* Empties, keeping the memory. */
void chunks_clear(struct chunks *c);
void chunks_free(struct chunks *c);

static inline struct span chunk_tag(const struct chunks *c, size_t i)
{
    return (struct span){c->bytes.data + c->list[i].tag, c->list[i].len};
}

#endif
