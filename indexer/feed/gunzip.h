/* Gzip by zlib: libarchive would drop up to 64 KiB of what can still be read
 * before the damage in a truncated file. */
#ifndef DATELINE_INDEXER_FEED_GUNZIP_H
#define DATELINE_INDEXER_FEED_GUNZIP_H

#include "indexer/feed/input.h"

/* Reads what is compressed in IN with input_read(), by IN's own name. */
dateline_status gunzip(struct input *in, dateline_error *err);

#endif
