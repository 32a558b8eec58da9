/* Raw deflate (RFC 1951) with fixed Huffman codes chosen beforehand.
 *
 * On tags of about 1 KB a general encoder spends most of its time making codes for each.
 * Here all tags of a table share one code and a prepared header; long tags are searched
 * for a match at every fourth byte, short tags not at all. Codes without matches write
 * literals only. Any inflater reads the result. Text that the codes do not fit (other
 * scripts, say) becomes larger than a general encoder would make it; the caller sees that
 * and can use one.
 *
 * Measured against libdeflate's level 1 for records: 0.82 -> 0.64 s of processor time on
 * Reuters (dateline-index add, release build), for an index 2.5 % larger. */
#ifndef DATELINE_INDEXER_GLASS_ENCODER_H
#define DATELINE_INDEXER_GLASS_ENCODER_H

#include "core/buf.h"
#include "indexer/glass/deflate_codes.h"

struct encoder;

struct encoder *encoder_new(const struct deflate_codes *codes);
void encoder_free(struct encoder *e);

/* The encoded size of a tag of LEN bytes if the codes leave PERCENT hundredths of it. */
size_t encoder_size(const struct encoder *e, size_t len, unsigned percent);

/* Replaces OUT's content by the encoded TAG; false, with OUT undefined, where that would
 * take MOST bytes or more. */
bool encode(struct encoder *e, struct span tag, size_t most, struct buf *out);

#endif
