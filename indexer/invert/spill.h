/* A run on disk: written when memory is full, mapped and read back once.
 *
 *     keys      for each document: day, turn, length, unbuilt, line, path
 *               (empty: the same as before), id
 *     data      for each document: whether it is deflated, its record
 *     termlists for each document: whether it is deflated, its term list
 *     terms     for each term: its bytes, and its postings as in run.h, in
 *               pieces, the last of which is empty
 *
 * These follow each other in one file. Integers are in pack_uint's format,
 * strings follow their length. The file is private to this process and trusted. */
#ifndef DATELINE_INDEXER_INVERT_SPILL_H
#define DATELINE_INDEXER_INVERT_SPILL_H

#include "indexer/invert/run.h"

/* Writes all of R, which still belongs to the caller, to a new file PATH and opens it as a run. The
 * file is unlinked at once, so closing the run frees its space. */
dateline_status spill(const char *path, struct run *r, struct run **out, dateline_error *err);

#endif
