/* A run on disk: written when memory is full, read back once, by mapping.
 *
 *     keys      for each document: day, turn, length, unbuilt, line, the path
 *               (empty: the one before's), the id
 *     data      for each document: whether it is deflated, its stored form
 *     termlists for each document: the same of its term list
 *     terms     for each term: its bytes, and its postings as in run.h, in
 *               pieces, the last of which is empty
 *
 * one behind the other in one file. Integers are packed as glass packs them,
 * strings have their length in front. The file is ours alone and of this
 * process: it is trusted. */
#ifndef DATELINE_INDEXER_SPILL_H
#define DATELINE_INDEXER_SPILL_H

#include "indexer/run.h"

/* Writes all of R, which stays the caller's, into a file made at PATH, and opens
 * it again. The file is unlinked at once: closing gives its room back. */
dateline_status spill(const char *path, struct run *r, struct run **out, dateline_error *err);

#endif
