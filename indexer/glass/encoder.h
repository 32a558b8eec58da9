/* Raw deflate with codes that are known beforehand.
 *
 * For tags of about 1 KB, what costs a general encoder is making Huffman codes
 * for each. Here one code serves all tags of a table, its header is kept ready,
 * and in a long tag a match is looked for once for every four bytes, in a short
 * one never: faster, for somewhat more bytes. Where the codes have none for
 * matches, all are literals. Any inflater reads the result. Text that the codes
 * don't fit (other scripts, say) comes out larger than a general encoder makes it;
 * the caller sees that and may ask one.
 *
 * RFC 1951; the hash is Knuth's multiplicative one. */
#ifndef DATELINE_INDEXER_GLASS_ENCODER_H
#define DATELINE_INDEXER_GLASS_ENCODER_H

#include "core/buf.h"
#include "indexer/glass/deflate_codes.h"

struct encoder;

struct encoder *encoder_new(const struct deflate_codes *codes);
void encoder_free(struct encoder *e);

/* The bytes that LEN of a tag become if the codes leave PERCENT hundredths of them. */
size_t encoder_size(const struct encoder *e, size_t len, unsigned percent);

/* Replaces what OUT holds by TAG encoded, as long as that is less than MOST
 * bytes; false, and OUT undefined, where it is not. */
bool encode(struct encoder *e, struct span tag, size_t most, struct buf *out);

#endif
