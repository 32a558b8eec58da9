/* A posting list cut into chunks, kept in memory until it is complete.
 *
 * The tag of the first chunk begins with the statistics of the whole list, so nothing can
 * be written before the last posting: about three bytes a posting are held. The list of
 * document lengths has the same format. */
#ifndef DATELINE_INDEXER_GLASS_CHUNK_H
#define DATELINE_INDEXER_GLASS_CHUNK_H

#include "core/buf.h"
#include "indexer/glass/glass.h"

/* A chunk whose body has this many bytes is full. */
enum { CHUNK_FULL = 2000 };

struct chunk {
    uint32_t first, last; /* document numbers */
    size_t tag, len;      /* its tag in chunks.bytes, valid after chunks_end */
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

/* Appends N postings; document numbers ascend. */
void chunks_add(struct chunks *c, const struct glass_posting *postings, size_t n);
/* Writes the chunks' heads; called once, after the last posting. Without statistics, tf and
 * cf are 0, as in the list of lengths. */
void chunks_end(struct chunks *c, bool with_statistics);
/* Empties, keeping the memory. */
void chunks_clear(struct chunks *c);
void chunks_free(struct chunks *c);

static inline struct span chunk_tag(const struct chunks *c, size_t i)
{
    return (struct span){c->bytes.data + c->list[i].tag, c->list[i].len};
}

#endif
