/* Raw deflate (RFC 1951) with fixed Huffman codes.
 *
 * On tags of about 1 KB a general encoder spends most of its time making codes for each. Here all
 * tags of a table share one code and a prepared header; in long tags every fourth byte is searched
 * for a match, in short tags none. Codes without matches write literals only. Any inflater reads
 * the result. Text that the codes do not suit (other scripts, for example) becomes larger than with
 * a general encoder; the caller compares and can use one.
 *
 * Measured against libdeflate's level 1 for records: 0.82 -> 0.64 s of processor time on Reuters
 * (dateline-index add, release build), for an index 2.5 % larger. */
#ifndef DATELINE_INDEXER_GLASS_ENCODER_H
#define DATELINE_INDEXER_GLASS_ENCODER_H

#include "core/buf.h"
#include "indexer/glass/deflate_codes.h"

struct encoder;

struct encoder *encoder_new(const struct deflate_codes *codes);
void encoder_free(struct encoder *e);

/* The encoded size of a tag of LEN bytes if the codes shrink it to PERCENT %. */
size_t encoder_size(const struct encoder *e, size_t len, unsigned percent);

/* Replaces OUT with the encoded TAG; false, with OUT undefined, if that would take MOST bytes or
 * more. */
bool encode(struct encoder *e, struct span tag, size_t most, struct buf *out);

#endif
