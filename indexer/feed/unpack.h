/* Reads archives and compressed files: tar and zip; gzip, bzip2, xz, lzma, zstd, lz4 and compress,
 * around a tar or a single file. */
#ifndef DATELINE_INDEXER_FEED_UNPACK_H
#define DATELINE_INDEXER_FEED_UNPACK_H

#include "indexer/feed/input.h"

/* Nested archives and compressions: reads a tar.gz in a tar.gz, reports and skips one more. */
enum { UNPACK_NESTING = 4 };

/* Whether START, of 512 bytes or more where the file has them, begins a packed file. */
bool unpack_recognise(struct span start);

/* Reads each member, in the archive's order, with input_read(). Skips members with a part of
 * their name that begins with a dot, and shortens names that lead out of the archive; tells both.
 * Stops where the file unpacks to too much (expand.h). */
dateline_status unpack(struct input *in, dateline_error *err);

#endif
