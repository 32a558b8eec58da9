/* Reads gzip with zlib: at the damage in a truncated file, libarchive would drop up to 64 KiB of
 * readable data before it. */
#ifndef DATELINE_INDEXER_FEED_GUNZIP_H
#define DATELINE_INDEXER_FEED_GUNZIP_H

#include "indexer/feed/input.h"

/* Reads the content of IN with input_read(), under the name of IN. */
dateline_status gunzip(struct input *in, dateline_error *err);

#endif
