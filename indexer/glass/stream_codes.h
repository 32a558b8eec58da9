/* The codes of a deflate block, and its header, ready to be written. */
#ifndef DATELINE_INDEXER_GLASS_STREAM_CODES_H
#define DATELINE_INDEXER_GLASS_STREAM_CODES_H

#include "indexer/glass/deflate_codes.h"
#include "indexer/output/bit_writer.h"

enum { STREAM_HEADER_MAX = 320, END_OF_BLOCK = 256, FIRST_LENGTH = 257 };

struct stream_codes {
    struct bits literals[DEFLATE_LITERALS];
    struct bits distances[DEFLATE_DISTANCES];
    uint8_t header[STREAM_HEADER_MAX];
    size_t header_len;       /* whole bytes */
    struct bits header_rest; /* fewer than 8 */
};

void stream_codes_make(struct stream_codes *c, const struct deflate_codes *lengths);

/* The size of a stream whose codes leave PERCENT hundredths of LEN bytes. */
static inline size_t stream_size(const struct stream_codes *c, size_t len, unsigned percent)
{
    return c->header_len + 1 + (size_t)((uint64_t)len * percent / 100);
}

/* Begins the last block of a stream at AT: room for STREAM_HEADER_MAX bytes. */
static inline struct bit_writer stream_begin(const struct stream_codes *c, uint8_t *at)
{
    memcpy(at, c->header, c->header_len);
    return (struct bit_writer){c->header_rest.bits, c->header_rest.count, at + c->header_len};
}

/* The end of the block, and of what is written. */
static inline uint8_t *stream_end(const struct stream_codes *c, struct bit_writer *w)
{
    bit_writer_put(w, c->literals[END_OF_BLOCK]);
    bit_writer_drain(w);
    return w->at + (w->count > 0);
}

#endif
