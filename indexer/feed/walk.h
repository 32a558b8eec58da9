/* What a SOURCE names: a file, standard input, or a directory's files. */
#ifndef DATELINE_INDEXER_FEED_WALK_H
#define DATELINE_INDEXER_FEED_WALK_H

#include "indexer/feed/input.h"

enum { WALK_DEPTH = 256 }; /* directories inside each other; one deeper is told and passed over */

/* Reads SOURCE with input_read(). Directories are walked in bytewise order,
 * links are followed. Passed over without a word: names that begin with a dot,
 * and indexes; told: what cannot be read, special files, links that lead back
 * to a directory they are in. */
dateline_status walk(struct feed *f, const char *source, dateline_error *err);

#endif
