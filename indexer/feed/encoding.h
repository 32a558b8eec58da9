/* Converts text of any encoding to UTF-8. */
#ifndef DATELINE_INDEXER_FEED_ENCODING_H
#define DATELINE_INDEXER_FEED_ENCODING_H

#include <stdint.h>

#include "indexer/feed/charset.h"
#include "indexer/feed/stream.h"

/* RAW as UTF-8, without a byte order mark: RAW itself if it is UTF-8, else OUT, whose content it
 * replaces.
 *
 * If nine tenths of the characters beyond ASCII are valid UTF-8, the text is damaged UTF-8. Other
 * text has the encoding FILE, or if that is NULL the one that charset_detect finds. Invalid input
 * becomes U+FFFD and is counted in *REPLACED. */
struct span encoding_to_utf8(struct charset_tables *tables, const struct charset *file,
                             struct span raw, struct buf *out, uint64_t *replaced);

/* Whether TEXT, which is not valid, is UTF-8 with some damage: nine good characters beyond ASCII
 * for each bad byte. */
bool encoding_mostly_utf8(struct span text);
/* Whether TEXT, which may end inside a character, is UTF-8 but for damage. */
bool encoding_is_utf8(struct span text);

/* Whether iconv knows ENCODING. */
bool encoding_known(const char *encoding);

/* iconv's name for UTF-16 or UTF-32 and the length of the byte order mark; NULL for text without
 * the mark of either. */
const char *encoding_wide(struct span start, size_t *mark);

/* A UTF-8 stream converted from one in another encoding. */
struct transcoder {
    struct stream *from;
    void *converter; /* iconv_t */
    size_t unit;     /* bytes skipped at a time where FROM is invalid */
    uint64_t replaced;
};

/* False if iconv does not know ENCODING. FROM still belongs to the caller. */
bool transcoder_open(struct transcoder *t, struct stream *from, const char *encoding,
                     struct stream *out);
void transcoder_close(struct transcoder *t, struct stream *out);

#endif
