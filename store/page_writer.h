/* Writes a file of pages (store/pages.h), front to back. */
#ifndef DATELINE_STORE_PAGE_WRITER_H
#define DATELINE_STORE_PAGE_WRITER_H

#include "store/file_writer.h"

struct page_writer;

/* DIR and NAME are borrowed until _close. The file comes into being with its first bytes. */
struct page_writer *page_writer_new(const struct open_dir *dir, const char *name);
dateline_status page_writer_add(struct page_writer *w, const void *bytes, size_t len,
                                dateline_error *err);
/* Bytes added so far. */
uint64_t page_writer_size(const struct page_writer *w);
/* Writes what is left. OUT's checksum is that of pages_open, not of all bytes. */
dateline_status page_writer_finish(struct page_writer *w, struct output_file *out,
                                   dateline_error *err);
/* Waits until the finished file is on the disk. */
dateline_status page_writer_sync(struct page_writer *w, dateline_error *err);
/* Accepts NULL; takes away a file that is not synced. */
void page_writer_close(struct page_writer *w);

#endif
