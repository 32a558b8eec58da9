/* Web archives: WARC 1.0 and 1.1, with pages as they came, and WET, with their text. libarchive
 * reads WARC too, but neither WET nor what HTTP says of a page. */
#ifndef DATELINE_INDEXER_FEED_WARC_H
#define DATELINE_INDEXER_FEED_WARC_H

#include "indexer/feed/input.h"

bool warc_recognise(struct span start);

/* Reads each page that was fetched with success, each resource and each conversion as a part, with
 * its address, the time of its capture, and the type and encoding that HTTP or the record names.
 * Parts of types that are not read, failed requests and revisits are counted, and told at the
 * end. */
dateline_status warc_read(struct input *in, dateline_error *err);

#endif
