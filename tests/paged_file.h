/* Paged files for tests: written from bytes, changed, written again with right checksums. */
#ifndef DATELINE_TESTS_PAGED_FILE_H
#define DATELINE_TESTS_PAGED_FILE_H

#include "store/file_writer.h"
#include "store/pages.h"

/* A new directory below /tmp, in DIR, whose path is PATH. */
void paged_folder_make(char path[64], struct open_dir *dir);
/* Removes the directory and the files in it. */
void paged_folder_remove(struct open_dir *dir);

/* Writes NAME with DATA, in place of an older one; returns size and checksum. */
struct output_file paged_file_write(const struct open_dir *dir, const char *name, struct span data);
/* Replaces NAME by BYTES as they are. */
void raw_file_write(const struct open_dir *dir, const char *name, struct span bytes);
/* Appends all bytes of NAME to OUT. */
void raw_file_read(const struct open_dir *dir, const char *name, struct buf *out);

/* DATA as an open paged file, all pages of which count as verified, so that a reader's own
 * checks are all that stops damage. DATA is borrowed until pages_close. */
struct pages *pages_unverified(struct span data);

#endif
