/* Text of any encoding into UTF-8. */
#ifndef DATELINE_INDEXER_FEED_ENCODING_H
#define DATELINE_INDEXER_FEED_ENCODING_H

#include <stdint.h>

#include "indexer/feed/stream.h"

/* RAW as UTF-8: RAW itself (less a byte order mark) where it is, else OUT,
 * which is emptied first.
 *
 * Text nine tenths of whose characters beyond ASCII are UTF-8 is UTF-8 with
 * damage; other text is what uchardet takes it for, or Windows-1252 where it has
 * no opinion or too little to go by. What cannot be read becomes U+FFFD,
 * counted in *REPLACED. */
struct span encoding_to_utf8(struct span raw, struct buf *out, uint64_t *replaced);

/* UTF-16 and UTF-32 by their byte order mark: iconv's name and the mark's
 * length; NULL for all other text. */
const char *encoding_wide(struct span start, size_t *mark);

/* A stream of UTF-8 made from one in another encoding. */
struct transcoder {
    struct stream *from;
    void *converter; /* iconv_t */
    size_t unit;     /* bytes passed over where FROM makes no sense */
    uint64_t replaced;
};

/* False where iconv does not know ENCODING. FROM stays the caller's. */
bool transcoder_open(struct transcoder *t, struct stream *from, const char *encoding,
                     struct stream *out);
void transcoder_close(struct transcoder *t, struct stream *out);

#endif
