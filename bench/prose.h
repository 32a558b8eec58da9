/* Sentences of invented words, written as the content of a JSON string. */
#ifndef DATELINE_BENCH_PROSE_H
#define DATELINE_BENCH_PROSE_H

#include "bench/topics.h"
#include "core/buf.h"

struct prose {
    struct buf *out;
    struct chance *chance;
    const struct lexicon *lexicon;
    const struct topic *topic; /* NULL: none */
    uint32_t topical;          /* words of the topic in a thousand */
};

/* N words, the first with a capital, no full stop. */
void prose_title(struct prose *p, uint32_t n);
/* N words in sentences and paragraphs. */
void prose_body(struct prose *p, uint32_t n);
/* The lexicon's word of RANK. */
void prose_name(struct prose *p, uint32_t rank);

#endif
