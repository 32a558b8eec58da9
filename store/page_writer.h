/* Writes a paged file (store/pages.h) front to back. A writer that failed can only be closed. */
#ifndef DATELINE_STORE_PAGE_WRITER_H
#define DATELINE_STORE_PAGE_WRITER_H

#include "store/file_writer.h"

struct page_writer;

/* DIR and NAME are borrowed until _close. The file is created when the first bytes are
 * written to it, and must not exist before. */
struct page_writer *page_writer_new(const struct open_dir *dir, const char *name);
dateline_status page_writer_add(struct page_writer *w, const void *bytes, size_t len,
                                dateline_error *err);
/* Bytes added so far. */
uint64_t page_writer_size(const struct page_writer *w);
/* Writes the rest of the data, checksums and trailer. OUT's checksum is the trailer's, which
 * pages_open expects, not one of all bytes. */
dateline_status page_writer_finish(struct page_writer *w, struct output_file *out,
                                   dateline_error *err);
/* Waits until the finished file is on the disk. */
dateline_status page_writer_sync(struct page_writer *w, dateline_error *err);
/* Accepts NULL; removes a file that was not synced. */
void page_writer_close(struct page_writer *w);

#endif
