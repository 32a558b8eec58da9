/* Writes a segment's search lists (lists.h) front to back, in term order.
 *
 * For each term in byte order call lists_writer_term, then lists_writer_posting for each of
 * its documents, ascending; at the end lists_writer_finish. A writer that failed can only
 * be closed.
 *
 * Memory: the packed postings of one term, which take a byte or two each, and one block of
 * positions. */
#ifndef DATELINE_LISTS_LISTS_WRITER_H
#define DATELINE_LISTS_LISTS_WRITER_H

#include "lists/lists.h"
#include "store/page_writer.h"

struct lists_writer;

/* LENGTHS holds the length of each of DOCUMENTS documents, from document 1. LENGTHS and DIR
 * are borrowed until _close. */
struct lists_writer *lists_writer_new(const struct open_dir *dir, const uint32_t *lengths,
                                      uint32_t documents);

/* Begins TERM, of 1 to LISTS_TERM_MAX bytes. It must get at least one posting. */
dateline_status lists_writer_term(struct lists_writer *w, struct span term, dateline_error *err);
/* Adds a posting. STEPS are its positions as vbytes (packing.h): the first one as it is, each
 * other one less the one before it less 1. A document may have none where others have some. */
dateline_status lists_writer_posting(struct lists_writer *w, uint32_t document, uint32_t wdf,
                                     struct span steps, dateline_error *err);

/* Ends the files. One that would be empty is not written and gets size 0. */
dateline_status lists_writer_finish(struct lists_writer *w, struct output_file files[LISTS_FILES],
                                    dateline_error *err);
/* Waits until the finished files are on the disk. */
dateline_status lists_writer_sync(struct lists_writer *w, dateline_error *err);
/* Accepts NULL; removes files that were not synced. */
void lists_writer_close(struct lists_writer *w);

#endif
