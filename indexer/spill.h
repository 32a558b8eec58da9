/* A run on disk: written when memory is full, read back once, by mapping.
 *
 *     keys      for each document: day, turn, length, same, line, the path
 *               (empty: the one before's), the id
 *     data      for each document: whether it is deflated, its stored form
 *     termlists for each document: the same of its term list
 *     terms     for each term: its bytes, and its postings as in run.h, in
 *               pieces, the last of which is empty
 *
 * in a file each: NAME.keys and so on. Integers are packed as
 * glass packs them, strings have their length in front. The files are ours
 * alone and of this process: they are trusted. */
#ifndef DATELINE_INDEXER_SPILL_H
#define DATELINE_INDEXER_SPILL_H

#include "indexer/run.h"

/* Writes all of R, which stays the caller's, into DIR under NAME, and opens it
 * again. The files are unlinked at once: closing gives their room back. */
dateline_status spill(const char *dir, const char *name, struct run *r, struct run **out,
                      dateline_error *err);

#endif
