/* Writes a segment's search lists (lists.h), front to back, in term order.
 *
 *     lists_writer_term, then lists_writer_posting for each of its documents, ascending;
 *     term after term in byte order; lists_writer_finish
 *
 * A term's postings are held until the next term, in a byte or two each; positions go
 * straight to their file. A writer that failed can only be closed. */
#ifndef DATELINE_LISTS_LISTS_WRITER_H
#define DATELINE_LISTS_LISTS_WRITER_H

#include "lists/lists.h"
#include "store/page_writer.h"

struct lists_writer;

/* LENGTHS has the length of each of DOCUMENTS documents, the first one's at 0; it and DIR
 * are borrowed until _close. */
struct lists_writer *lists_writer_new(const struct open_dir *dir, const uint32_t *lengths,
                                      uint32_t documents);

/* TERM has 1 to LISTS_TERM_MAX bytes, and gets one posting at the least. */
dateline_status lists_writer_term(struct lists_writer *w, struct span term, dateline_error *err);
/* STEPS are its positions as vbytes (packing.h): the first one as it is, each other one as the step
 * from the one before, less 1. A document without any may stand beside others. */
dateline_status lists_writer_posting(struct lists_writer *w, uint32_t document, uint32_t wdf,
                                     struct span steps, dateline_error *err);

/* Files that would be empty get size 0. */
dateline_status lists_writer_finish(struct lists_writer *w, struct output_file files[LISTS_FILES],
                                    dateline_error *err);
/* Waits until the finished files are on the disk. */
dateline_status lists_writer_sync(struct lists_writer *w, dateline_error *err);
/* Accepts NULL; takes away files that are not synced. */
void lists_writer_close(struct lists_writer *w);

#endif
