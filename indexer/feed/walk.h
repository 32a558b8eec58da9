/* Walks a SOURCE: a file, standard input, or a directory. */
#ifndef DATELINE_INDEXER_FEED_WALK_H
#define DATELINE_INDEXER_FEED_WALK_H

#include "indexer/feed/input.h"

enum { WALK_DEPTH = 256 }; /* nesting of directories; a deeper one is reported and skipped */

/* Reads SOURCE with input_read(), directories in bytewise order. Follows links that stay below
 * SOURCE, or all if the feed's options say so. Ignores names that begin with a dot, and indexes.
 * Reports unreadable files, special files and other links. */
dateline_status walk(struct feed *f, const char *source, dateline_error *err);

#endif
