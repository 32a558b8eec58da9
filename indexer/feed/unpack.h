/* Archives and compressed files: tar and zip; gzip, bzip2, xz, lzma, zstd, lz4
 * and compress, around a tar or a single file. */
#ifndef DATELINE_INDEXER_FEED_UNPACK_H
#define DATELINE_INDEXER_FEED_UNPACK_H

#include "indexer/feed/input.h"

/* Archives and compressions inside each other: a tar.gz in a tar.gz is read,
 * what is packed once more is told and passed over. */
enum { UNPACK_NESTING = 4 };

/* Whether bytes that begin so are packed; UNPACK_MAGIC of them are enough. */
bool unpack_recognise(struct span start);
enum { UNPACK_MAGIC = 512 };

/* Reads what is packed: each member, in the archive's order, with input_read(). Members whose
 * name or folder begins with a dot are passed over, as in a walk. */
dateline_status unpack(struct input *in, dateline_error *err);

#endif
