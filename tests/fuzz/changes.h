/* Right files, and inputs as changes to them, so that a fuzzer needs no seeds to reach the
 * depth of a format. */
#ifndef DATELINE_TESTS_FUZZ_CHANGES_H
#define DATELINE_TESTS_FUZZ_CHANGES_H

#include "store/file_writer.h"

/* Appends the data of the paged file NAME to OUT. */
void paged_data_read(const struct open_dir *dir, const char *name, struct buf *out);

/* RIGHT with changes, each of four bytes of DATA: a place (16 bits), a kind and a value. The
 * caller frees the result, which is allocated at its size, for the address sanitizer. */
struct span bytes_changed(struct span right, const uint8_t *data, size_t size);
/* The same without changes. */
struct span bytes_copied(const uint8_t *data, size_t size);

#endif
