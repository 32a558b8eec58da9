/* Compares Xapian's tables of a segment with the rest of it. Part of check_segment. */
#ifndef DATELINE_INDEXER_INDEX_CHECK_TABLES_H
#define DATELINE_INDEXER_INDEX_CHECK_TABLES_H

#include "core/manifest.h"
#include "indexer/invert/run.h"

/* Xapian's tables of a segment that also has lists. */
struct check_tables;

/* Opens the tables in the directory PATH of segment S. *OUT is to be closed also after a failure,
 * or a jump for want of memory. */
dateline_status check_tables_open(const char *path, const struct segment *s,
                                  struct check_tables **out, dateline_error *err);
/* Accepts NULL. */
void check_tables_close(struct check_tables *t);

/* Each is called for the next of its kind: a document with its KEY and RECORD, a TERM, a POSTING of
 * that term. DATELINE_CORRUPT if the tables have something else. */
dateline_status check_tables_document(struct check_tables *t, const struct run_key *key,
                                      struct span record, dateline_error *err);
dateline_status check_tables_term(struct check_tables *t, struct span term, dateline_error *err);
dateline_status check_tables_posting(struct check_tables *t, const struct run_posting *posting,
                                     dateline_error *err);
/* After the last term. */
dateline_status check_tables_end(struct check_tables *t, dateline_error *err);

/* Compares the term list table in the directory PATH with the number of TERMS and the LENGTHS of
 * documents, both by number. */
dateline_status check_termlists(const char *path, const struct segment *s, const uint32_t *terms,
                                const uint64_t *lengths, dateline_error *err);

#endif
